import { expect, test } from 'vitest';
import type { Cut, CutScene } from '../../../shared/cut.ts';
import { canvases, middle } from '../../../shared/film.ts';
import { noGrade } from '../../../shared/grade.ts';
import { newId } from '../../../shared/ids.ts';
import type { ClipPlay } from '../../../shared/reach.ts';
import type { TakeView } from '../../../shared/take.ts';
import { testTake } from '../../../shared/test-take.ts';
import type { Encoding } from './encoding.ts';
import { planSegments, type Segment, type Versions } from './segments.ts';

const encoding: Encoding = {
  ...{ width: 1280, height: 720, fps: '30', aspect: '16:9', pixelFormat: 'yuv420p', container: 'mp4' },
  ...{ codec: 'h264', encoder: 'libx264', quality: 20, speed: 'fast', captionStyle: 'plain', burnt: true },
};
const versions: Versions = { ffmpeg: '5.1', look: null };
const once: ClipPlay = { from: 0, length: 5, speed: 1, filling: { kind: 'once' } };

const picture = (sha: string): TakeView =>
  testTake(newId('scene'), 'picture', {}, { media: { file: 'x', bytes: 1, sha256: sha.repeat(64) } });

function cutOf(scenes: readonly (Partial<CutScene> & { frames: number })[]): Cut {
  let start = 0;
  const placed = scenes.map((scene) => {
    const whole: CutScene = {
      ...{ sceneId: newId('scene'), title: '', start, joinFrames: 0, picture: picture('a'), voice: null, captions: [] },
      ...{ clip: once, motion: 'none', clipGainDb: null, titles: [], fit: 'fill', focus: middle, notes: [] },
      transition: scene.joinFrames ? 'crossfade' : null,
      ...scene,
    };
    start += whole.frames - whole.joinFrames;
    return whole;
  });
  const rest = { grade: noGrade, captionStyle: 'plain', music: null, loudnessLufs: -14 } as const;
  return { canvas: canvases['16:9'], frames: start, scenes: placed, ...rest };
}

const plan = (cut: Cut): Segment[] => planSegments(cut, encoding, versions);
const shape = (segments: readonly Segment[]) =>
  segments.map(({ start, frames, from, join }) => [
    ...[start, frames, from.from, from.to],
    join && [join.into.from, join.into.to],
  ]);

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

const hashes = (cut: Cut, changes: Partial<Encoding> = {}, others: Partial<Versions> = {}): string[] =>
  planSegments(cut, { ...encoding, ...changes }, { ...versions, ...others }).map((segment) => segment.hash);
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
  ['a missing picture is a slate', { picture: null, clip: null }, [1, 2, 3]],
  ['another transition touches its join', { transition: 'wipe' }, [3]],
  ['a focus that crops', { focus: { x: 0, y: 0.5 } }, [1, 2, 3]],
  ['an end that is not reached', { clip: { ...once, length: 4 } }, []],
  ['an end that is', { clip: { ...once, length: 2.02 } }, [3]],
  ['another speed', { clip: { ...once, speed: 1.5 } }, [1, 2, 3]],
])('%s', (_, change, touched) => {
  expect(changed(hashes(three()), hashes(three(change)))).toEqual(touched);
});

test('what shapes the encoding, and the FFmpeg version, touch everything', () => {
  const all = [0, 1, 2, 3, 4];
  expect(changed(hashes(three()), hashes(three(), { quality: 21 }))).toEqual(all);
  expect(changed(hashes(three()), hashes(three(), { encoder: 'h264_nvenc' }))).toEqual(all);
  expect(changed(hashes(three()), hashes(three(), {}, { ffmpeg: '7.0' }))).toEqual(all);
  expect(changed(hashes(three()), hashes(three(), {}, { look: 'look-1.cube' }))).toEqual(all);
});

test('how captions look touches only what has words', () => {
  const spoken = three({ captions: [{ text: 'x', start: 65, end: 80 }] });
  expect(changed(hashes(spoken), hashes(spoken, { captionStyle: 'bold' }))).toEqual([2]);
  expect(hashes(spoken, { burnt: false })).toEqual(hashes(three()));
});

test('a title keeps its true ends where they are near, and counts only where it is seen', () => {
  const titled = (end: number): Cut => three({ titles: [{ text: 'T', place: 'top', start: 50, end }] });
  expect(plan(titled(300)).map(({ titles }) => titles.map((title) => [title.start, title.end]))).toEqual([
    [],
    [[5, 45]],
    [[-10, 60]],
    [[-30, 45]],
    [[-30, 75]],
  ]);
  expect(changed(hashes(titled(95)), hashes(titled(300)))).toEqual([2, 3, 4]);
});

test('a moved scene keeps its segment', () => {
  const [a, b] = [
    { frames: 60, picture: picture('1') },
    { frames: 40, picture: picture('2') },
  ];
  expect(hashes(cutOf([a, b])).toReversed()).toEqual(hashes(cutOf([b, a])));
});

test('a focus counts only where the picture is cropped', () => {
  expect(hashes(three({ fit: 'fit', focus: { x: 0, y: 0 } }))).toEqual(hashes(three({ fit: 'fit' })));
});
