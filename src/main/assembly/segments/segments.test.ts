import { expect, test } from 'vitest';
import type { Cut, CutScene } from '../../../shared/cut.ts';
import { presets } from '../../../shared/export.ts';
import { canvases } from '../../../shared/film.ts';
import { newId } from '../../../shared/ids.ts';
import { fillScene } from '../../../shared/reach.ts';
import type { TakeView } from '../../../shared/take.ts';
import { testTake } from '../../../shared/test-take.ts';
import { outputSize } from './output-size.ts';
import { planSegments, type Segment } from './segments.ts';

const [preset] = presets as [(typeof presets)[0], ...typeof presets];

const picture = (sha: string): TakeView =>
  testTake(newId('scene'), 'picture', {}, { media: { file: 'x', bytes: 1, sha256: sha.repeat(64) } });

function cutOf(scenes: readonly (Partial<CutScene> & { frames: number })[]): Cut {
  let start = 0;
  const placed = scenes.map((scene) => {
    const whole: CutScene = {
      ...{ sceneId: newId('scene'), title: '', start, joinFrames: 0, picture: picture('a'), voice: null, captions: [] },
      ...{ fit: 'fill', reach: 'loop', notes: [] },
      ...scene,
    };
    start += whole.frames - whole.joinFrames;
    return whole;
  });
  return { canvas: canvases['16:9'], frames: start, scenes: placed };
}

const plan = (cut: Cut): Segment[] => planSegments(cut, preset, '5.1');
const shape = (segments: readonly Segment[]) =>
  segments.map(({ start, frames, from, into }) => [start, frames, from.from, from.to, into && [into.from, into.to]]);

test('bodies hold no fade, and a join is exactly its crossfade', () => {
  const cut = cutOf([{ frames: 60, joinFrames: 15 }, { frames: 50, joinFrames: 10 }, { frames: 30 }]);
  expect(shape(plan(cut))).toEqual([
    [0, 45, 0, 45, null],
    [45, 15, 45, 60, [0, 15]],
    [60, 25, 15, 40, null],
    [85, 10, 40, 50, [0, 10]],
    [95, 20, 10, 30, null],
  ]);
});

test('a scene that is all crossfade has no body', () => {
  const cut = cutOf([{ frames: 30, joinFrames: 10 }, { frames: 20, joinFrames: 10 }, { frames: 30 }]);
  expect(plan(cut).map((segment) => segment.frames)).toEqual([20, 10, 10, 20]);
});

test('segments cover the film without a gap', () => {
  const cut = cutOf(Array.from({ length: 40 }, (_, index) => ({ frames: 31 + index, joinFrames: index % 3 ? 7 : 0 })));
  let frame = 0;
  for (const segment of plan(cut)) {
    expect(segment.start).toBe(frame);
    frame += segment.frames;
  }
  expect(frame).toBe(cut.frames);
});

test('captions are cut at the seams and told on the clock of their segment', () => {
  const captions = [
    { text: 'a', start: 10, end: 50 },
    { text: 'b', start: 50, end: 70 },
  ];
  const cut = cutOf([{ frames: 60, joinFrames: 15, captions }, { frames: 60 }]);
  expect(plan(cut).map((segment) => segment.captions)).toEqual([
    [{ text: 'a', start: 10, end: 45 }],
    [
      { text: 'a', start: 0, end: 5 },
      { text: 'b', start: 5, end: 15 },
    ],
    [{ text: 'b', start: 0, end: 10 }],
  ]);
});

const hashes = (cut: Cut, look = preset, version = '5.1'): string[] =>
  planSegments(cut, look, version).map((segment) => segment.hash);
const three = (middle: Partial<CutScene> = {}): Cut =>
  cutOf([
    { frames: 60, joinFrames: 15, picture: picture('1') },
    { frames: 60, joinFrames: 15, picture: picture('2'), ...middle },
    { frames: 60, picture: picture('3') },
  ]);
const changed = (before: string[], after: string[]): number[] =>
  after.flatMap((hash, index) => (hash === before[index] ? [] : [index]));

test.each<[string, Partial<CutScene>, number[]]>([
  ['nothing (take ids and titles do not shape a picture)', { title: 'Other' }, []],
  ['another take touches its body and two joins', { picture: picture('4') }, [1, 2, 3]],
  ['another fit likewise', { fit: 'fit' }, [1, 2, 3]],
  ['a caption in the body touches the body only', { captions: [{ text: 'x', start: 65, end: 80 }] }, [2]],
  ['a caption over the seam touches both sides', { captions: [{ text: 'x', start: 50, end: 65 }] }, [1, 2]],
  ['a missing picture is a slate', { picture: null }, [1, 2, 3]],
])('%s', (_, change, touched) => {
  expect(changed(hashes(three()), hashes(three(change)))).toEqual(touched);
});

test('preset and FFmpeg version touch everything', () => {
  const all = [0, 1, 2, 3, 4];
  expect(changed(hashes(three()), hashes(three(), { ...preset, crf: 21 }, '5.1'))).toEqual(all);
  expect(changed(hashes(three()), hashes(three(), preset, '7.0'))).toEqual(all);
});

test('a moved scene keeps its segment', () => {
  const [a, b] = [
    { frames: 60, picture: picture('1') },
    { frames: 40, picture: picture('2') },
  ];
  expect(hashes(cutOf([a, b])).toReversed()).toEqual(hashes(cutOf([b, a])));
});

test.each([
  ['16:9', 1080, 1920, 1080],
  ['9:16', 1080, 1080, 1920],
  ['4:5', 360, 360, 450],
  ['1:1', 720, 720, 720],
] as const)('%s at %i lines', (aspect, shortSide, width, height) => {
  expect(outputSize(canvases[aspect], { ...preset, shortSide })).toEqual({ width, height });
});

test.each([
  [5, 150, 'loop', { kind: 'once' }],
  [5, 90, 'slow', { kind: 'once' }],
  [5, 300, 'loop', { kind: 'loop' }],
  // Five frames of a second round would look like a mistake.
  [5, 155, 'loop', { kind: 'once' }],
  [5, 300, 'hold', { kind: 'once' }],
  [5, 225, 'slow', { kind: 'slow', factor: 1.5 }],
  [1, 300, 'slow', { kind: 'slow', factor: 4 }],
] as const)('a clip of %f s in a scene of %i frames, %s', (seconds, frames, reach, filling) => {
  expect(fillScene(seconds, frames, reach, '30')).toEqual(filling);
});
