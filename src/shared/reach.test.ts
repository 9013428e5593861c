import { expect, test } from 'vitest';
import type { Scene } from './film.ts';
import { clipTime, fillScene, planClip } from './reach.ts';

const whole = { trim: { start: 0, end: null }, speed: 1 } as const;
const plan = (
  clip: number,
  scene: number,
  reach: Scene['reach'],
  changes: Partial<Pick<Scene, 'trim' | 'speed'>> = {},
) => planClip(clip, scene * 30, { ...whole, ...changes, reach }, '30');

test.each([
  ['loop', 2, 5, 'loop'],
  ['loop', 4.9, 5, 'once'],
  ['hold', 2, 5, 'once'],
  ['slow', 2, 5, 'slow'],
  ['slow', 6, 5, 'once'],
  ['ping-pong', 2, 5, 'ping-pong'],
  ['ping-pong', 4.9, 5, 'once'],
] as const)('%s: a clip of %d s fills a scene of %d s by %s', (reach, clip, scene, kind) => {
  expect(fillScene(clip, scene * 30, reach, '30').kind).toBe(kind);
});

test.each([
  ['loop', 2, 5, 4.5, 0.5, 1],
  ['hold', 2, 5, 4.5, 2, 0],
  ['slow', 2, 5, 4, 1.6, 0.4],
  ['slow', 1, 8, 5, 1, 0],
  ['loop', 6, 5, 4, 4, 1],
  ['ping-pong', 2, 9, 1.5, 1.5, 1],
  // A way there is 59 steps of a frame, and so is the way back.
  ['ping-pong', 2, 9, 59 / 30, 59 / 30, 1],
  ['ping-pong', 2, 9, 60 / 30, 58 / 30, -1],
  ['ping-pong', 2, 9, 119 / 30, 1 / 30, 1],
] as const)(
  '%s: a clip of %d s in a scene of %d s stands after %d s at %d s',
  (reach, clip, scene, at, seconds, rate) => {
    const time = clipTime(plan(clip, scene, reach), at);
    expect(time.seconds).toBeCloseTo(seconds);
    expect(time.rate).toBeCloseTo(rate);
  },
);

test.each([0, 0.0002, 0.016])('a clip of %d s stands still, whatever it is to do: it has no second frame', (clip) => {
  for (const reach of ['loop', 'slow', 'ping-pong', 'hold'] as const)
    expect(plan(clip, 600, reach).filling).toEqual({ kind: 'once' });
});

test('a trim and a speed shorten what there is to play', () => {
  const play = plan(6, 5, 'loop', { trim: { start: 1, end: 3 }, speed: 2 });
  expect(play).toEqual({ from: 1, length: 2, speed: 2, filling: { kind: 'loop' } });
  expect(clipTime(play, 0.5)).toEqual({ seconds: 2, rate: 2 });
  expect(clipTime(play, 1.25)).toEqual({ seconds: 1.5, rate: 2 });
});

test.each([
  ['begins after the clip’s end', { start: 9, end: null }],
  ['ends after the clip’s end', { start: 5.99, end: 20 }],
])('a trim that %s leaves its last frame', (_, trim) => {
  const { from, length } = plan(6, 5, 'hold', { trim });
  expect(from).toBeCloseTo(6 - 1 / 30);
  expect(length).toBeCloseTo(1 / 30);
});
