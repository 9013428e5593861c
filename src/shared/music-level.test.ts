import { expect, test } from 'vitest';
import { type Cut, planCut } from './cut.ts';
import { newFilm, newScene, type Scene } from './film.ts';
import { gainAt, musicOverlap, musicPoints, musicRounds, musicTime } from './music-level.ts';
import { type Music, usualFilmSound, usualMusic } from './sound.ts';
import { testTake } from './test-take.ts';

const sha256 = 'b'.repeat(64);
const piece = (seconds: number) =>
  ({ file: `${'b'.repeat(16)}.mp3`, kind: 'music', name: 'x', sha256, bytes: 1, seconds }) as const;
const music = (changes: Partial<Music> = {}): Music => ({ ...usualMusic, asset: piece(60), gainDb: 0, ...changes });

/** Scenes of six seconds, each spoken for `spoken` seconds from 0.25 s on; 0 is silent. */
function cutOf(spoken: readonly number[], bed: Music | null, changes: Partial<Scene> = {}): Cut {
  const scenes = spoken.map((seconds) =>
    newScene({ seconds: 6, narration: seconds === 0 ? '' : 'Hello.', ...changes }),
  );
  const takes = scenes.map(({ id }, index) => testTake(id, 'voice', { seconds: spoken[index] || 1 }));
  return planCut(newFilm({ title: 'x', scenes, sound: { ...usualFilmSound, music: bed } }), takes);
}

const decibels = (cut: Cut, seconds: number): number => 20 * Math.log10(gainAt(musicPoints(cut), seconds * 30));

test('without music there are no points and no gain', () => {
  expect(musicPoints(cutOf([2], null))).toEqual([]);
  expect(musicPoints(cutOf([2], music({ muted: true })))).toEqual([]);
  expect(musicPoints(cutOf([], music()))).toEqual([]);
  expect(gainAt([], 3)).toBe(0);
});

test('it comes at the beginning of the film and goes at its end', () => {
  const cut = cutOf([0, 0], music({ gainDb: -6, fadeIn: 1, fadeOut: 2 }));
  const gain = (seconds: number) => gainAt(musicPoints(cut), seconds * 30);
  expect([0, 12].map(gain)).toEqual([0, 0]);
  expect(gain(0.5)).toBeCloseTo(0.2506, 3);
  expect(gain(11)).toBeCloseTo(0.2506, 3);
  for (const seconds of [1, 5, 10]) expect(decibels(cut, seconds)).toBeCloseTo(-6, 6);
});

test('without fades it still does not click', () => {
  const points = musicPoints(cutOf([0], music({ fadeIn: 0, fadeOut: 0 })));
  expect(points.at(0)?.gain).toBe(0);
  expect(points.at(-1)?.gain).toBe(0);
  expect(gainAt(points, 0.5)).toBe(1);
});

test('it is down when the first word comes, and back 0.6 s after the last', () => {
  const cut = cutOf([0, 3, 0], music({ duckDb: -12 }));
  // Speech from 6.27 (8 frames of lead) to 9.27.
  const from = 6 + 8 / 30;
  expect(decibels(cut, from - 0.26)).toBeCloseTo(0, 6);
  expect(decibels(cut, from - 0.125)).toBeCloseTo(-6, 1);
  for (const seconds of [from, from + 1.5, from + 3]) expect(decibels(cut, seconds)).toBeCloseTo(-12, 6);
  expect(decibels(cut, from + 3.3)).toBeCloseTo(-6, 1);
  expect(decibels(cut, from + 3.61)).toBeCloseTo(0, 6);
});

test.each([
  ['a gap of less than a second stays down', 5.2, -12],
  ['in a longer one it comes back', 4, 0],
])('%s', (_, seconds, level) => {
  const cut = cutOf([seconds, seconds], music({ duckDb: -12 }));
  const last = 8 / 30 + seconds;
  expect(decibels(cut, (last + 0.6 + 6) / 2)).toBeCloseTo(level, 6);
});

test('muted narration does not duck, nor does a duck of 0 dB', () => {
  const muted = { levels: { voice: { gainDb: 0, muted: true }, clip: { gainDb: 0, muted: false } } };
  expect(decibels(cutOf([3], music({ duckDb: -12 }), muted), 2)).toBeCloseTo(0, 6);
  expect(decibels(cutOf([3], music({ duckDb: 0 })), 2)).toBeCloseTo(0, 6);
});

test('points go forwards, inside the film, also where fades and speech meet', () => {
  const cut = cutOf([5.5, 2, 5.5], music({ fadeIn: 8, fadeOut: 20 }));
  const frames = musicPoints(cut).map(({ frame }) => frame);
  expect(frames).toEqual([...new Set(frames)].sort((a, b) => a - b));
  expect(frames.at(0)).toBe(0);
  expect(frames.at(-1)).toBe(cut.frames);
});

test('a loop begins anew at its beginning, a little before its end', () => {
  const rounds = musicRounds({ asset: piece(10), startAt: 4, loop: true }, 20);
  expect(rounds).toHaveLength(3);
  expect(rounds[0]).toEqual({ start: 0, from: 4, seconds: 6 });
  expect(rounds[1]?.start).toBeCloseTo(6 - musicOverlap);
  expect(rounds[2]).toEqual({ start: rounds[2]?.start, from: 0, seconds: 10 });
  expect(rounds[2]?.start).toBeCloseTo(16 - 2 * musicOverlap);
});

test.each<[number, number, boolean, number, number | null]>([
  [10, 0, true, 3, 3],
  [10, 4, true, 5, 9],
  [10, 4, true, 7, 1.02],
  [10, 4, true, 17, 1.04],
  [10, 4, false, 5.9, 9.9],
  [10, 4, false, 6.1, null],
  [10, 12, false, 0, null],
  [10, 12, true, 0, 2],
  [10, 9.99, true, 1, 1],
  [0.01, 0, true, 0, null],
])('of %d s from %d on (loop %s), after %d s it stands at %s', (seconds, startAt, loop, after, at) => {
  const found = musicTime({ asset: piece(seconds), startAt, loop }, after);
  if (at === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(at);
});

test('no rounds where nothing is heard', () => {
  expect(musicRounds({ asset: piece(10), startAt: 12, loop: false }, 20)).toEqual([]);
  expect(musicRounds({ asset: piece(10), startAt: 0, loop: true }, 0)).toEqual([]);
});
