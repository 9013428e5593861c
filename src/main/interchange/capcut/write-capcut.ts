import type { CutTitle } from '../../../shared/cut.ts';
import { frameSeconds } from '../../../shared/time.ts';
import type { HandOver } from '../hand-over.ts';
import { inLanes } from '../lanes.ts';
import { musicItems, narrationItems } from '../sound-items.ts';
import { draftContent, draftMeta } from './capcut-draft.ts';
import { type DraftParts, micros, partId, segment, textPart, timeRange, track } from './capcut-parts.ts';
import { pictureParts } from './capcut-pictures.ts';
import { soundParts } from './capcut-sound.ts';

/**
 * The cut as a draft folder of CapCut. What is no public knowledge is a guess (see `capcut-parts.ts`): newer versions
 * encrypt their drafts and may refuse it.
 */
export function writeCapcut(over: HandOver, name: string): { file: string; text: string }[] {
  const { cut, film } = over;
  const { width, height, fps } = film.canvas;
  const parts = [
    pictureParts(over),
    soundParts(over, 'narration', narrationItems(over.shots)),
    soundParts(over, 'music', musicItems(cut)),
    ...textTracks(over),
  ];
  const lists = [...new Set(parts.flatMap(({ materials }) => Object.keys(materials)))];
  const materials = Object.fromEntries(
    lists.map((list) => [list, parts.flatMap((part) => part.materials[list] ?? [])]),
  );
  const tracks = parts.flatMap((part) => part.tracks);
  const facts = { id: partId(film.id, 'draft'), name, duration: micros(cut.frames, fps) };
  const content = draftContent({ ...facts, width, height, fps: 1 / frameSeconds(1, fps), materials, tracks });
  return [
    { file: 'draft_content.json', text: `${JSON.stringify(content)}\n` },
    { file: 'draft_meta_info.json', text: `${JSON.stringify(draftMeta(facts))}\n` },
  ];
}

/** Half heights of the picture from its middle, upwards. */
const places: Record<CutTitle['place'] | 'caption', number> = {
  centre: 0,
  'lower-third': -0.5,
  top: 0.7,
  caption: -0.8,
};

function textTracks(over: HandOver): DraftParts[] {
  const titles = over.shots.flatMap(({ scene }) => scene.titles.map((title) => ({ ...title, size: 12 })));
  const captions = over.shots.flatMap(({ scene }) =>
    scene.captions.map((caption) => ({ ...caption, place: 'caption' as const, size: 8 })),
  );
  return [...laneTracks(over, 'Titles', titles), ...laneTracks(over, 'Captions', captions)];
}

type Words = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly place: keyof typeof places;
  readonly size: number;
};

function laneTracks({ film, cut }: HandOver, name: string, words: readonly Words[]): DraftParts[] {
  const placed = inLanes(words.toSorted((a, b) => a.start - b.start));
  const lanes = Math.max(0, ...placed.map(({ lane }) => lane + 1));
  return Array.from({ length: lanes }, (_, lane): DraftParts => {
    const mine = placed.filter((one) => one.lane === lane).map(({ span }) => span);
    const id = (kind: string, index: number): string => partId(film.id, name, lane, kind, index);
    const segments = mine.map(({ start, end, place }, index) =>
      segment({
        ...{ id: id('segment', index), material: id('text', index), source: null, speed: 1, volume: 1, refs: [] },
        target: timeRange(start, end - start, cut.canvas.fps),
        ...{ look: { scale: 1, y: places[place] }, layer: 15_000 + lane },
      }),
    );
    const texts = mine.map(({ text, size }, index) => textPart(id('text', index), text, size));
    return { materials: { texts }, tracks: [track(id('track', 0), 'text', name, segments)] };
  });
}
