import { expect, it } from 'vitest';
import { testCut, testHandOver } from '../test-hand-over.ts';
import { micros } from './capcut-parts.ts';
import { writeCapcut } from './write-capcut.ts';

type Range = { start: number; duration: number };
type Segment = {
  material_id: string;
  target_timerange: Range;
  source_timerange: Range | null;
  speed: number;
  extra_material_refs: string[];
};
type Draft = {
  duration: number;
  fps: number;
  materials: Record<string, { id: string; [key: string]: unknown }[]>;
  tracks: { type: string; segments: Segment[] }[];
};

const over = testHandOver(testCut('30000/1001'));
const texts = writeCapcut(over, 'Harbour');
const draft: Draft = JSON.parse(texts[0]?.text ?? '');

it('is a draft of the film’s length whose references all lead somewhere', () => {
  expect(texts.map(({ file }) => file)).toEqual(['draft_content.json', 'draft_meta_info.json']);
  expect(draft.duration).toBe(micros(over.cut.frames, '30000/1001'));
  expect(JSON.parse(texts[1]?.text ?? '')).toMatchObject({ draft_name: 'Harbour', tm_duration: draft.duration });
  const ids = new Set(Object.values(draft.materials).flatMap((list) => list.map(({ id }) => id)));
  const refs = draft.tracks.flatMap(({ segments }) =>
    segments.flatMap((one) => [one.material_id, ...one.extra_material_refs]),
  );
  expect(refs.filter((ref) => !ids.has(ref))).toEqual([]);
});

it('lets no two segments of a track overlap, and plays its sources at the speed that it says', () => {
  for (const { segments } of draft.tracks) {
    let now = 0;
    for (const { target_timerange: target, source_timerange: source, speed } of segments) {
      expect(target.start).toBeGreaterThanOrEqual(now);
      now = target.start + target.duration;
      // Borders are rounded to a microsecond.
      if (source) expect(Math.abs(source.duration - target.duration * speed)).toBeLessThan(40_000);
    }
    expect(now).toBeLessThanOrEqual(draft.duration);
  }
});

it('holds transitions, blurred sides and words', () => {
  const names = draft.materials.transitions?.map(({ name }) => name);
  expect(names).toEqual(['Dissolve', 'Wipe Left', 'Black Fade']);
  expect(draft.materials.canvases).toHaveLength(1);
  const words = draft.materials.texts?.map(({ content }) => JSON.parse(String(content)).text);
  expect(words).toContain('Ahoy\n& <welcome>');
  expect(draft.tracks.map(({ type }) => type)).toEqual(['video', 'audio', 'audio', 'text', 'text']);
});
