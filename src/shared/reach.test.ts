import { expect, test } from 'vitest';
import { clipTime, fillScene } from './reach.ts';

test.each([
  ['loop', 2, 5, 'loop'],
  ['loop', 4.9, 5, 'once'],
  ['hold', 2, 5, 'once'],
  ['slow', 2, 5, 'slow'],
  ['slow', 6, 5, 'once'],
] as const)('%s: a clip of %d s fills a scene of %d s by %s', (reach, clip, scene, kind) => {
  expect(fillScene(clip, scene * 30, reach, '30').kind).toBe(kind);
});

test.each([
  ['loop', 2, 5, 4.5, 0.5, 1],
  ['hold', 2, 5, 4.5, 2, 1],
  ['slow', 2, 5, 4, 1.6, 0.4],
  ['slow', 1, 8, 5, 1, 0.25],
  ['loop', 6, 5, 4, 4, 1],
] as const)(
  '%s: a clip of %d s in a scene of %d s stands after %d s at %d s',
  (reach, clip, scene, at, seconds, rate) => {
    const time = clipTime(fillScene(clip, scene * 30, reach, '30'), clip, at);
    expect(time.seconds).toBeCloseTo(seconds);
    expect(time.rate).toBeCloseTo(rate);
  },
);
