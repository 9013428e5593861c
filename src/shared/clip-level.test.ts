import { expect, test } from 'vitest';
import { clipPoints } from './clip-level.ts';
import { gainAt } from './music-level.ts';

const scene = { start: 100, frames: 90, joinFrames: 30, clipGainDb: -6 };
const full = 10 ** (-6 / 20);

test('without transitions a clip is as loud as its level throughout', () => {
  expect(clipPoints({ ...scene, joinFrames: 0 }, 0)).toEqual([{ frame: 100, gain: full }]);
});

test('what is not heard has no points', () => {
  expect(clipPoints({ ...scene, clipGainDb: null }, 15)).toEqual([]);
});

test('it comes and goes with the transitions, half of its power in their middle', () => {
  const points = clipPoints(scene, 15);
  const gain = (frame: number) => gainAt(points, frame) / full;
  expect([100, 115, 140, 160, 190].map(gain)).toEqual([0, 1, 1, 1, 0]);
  expect(gain(107.5)).toBeCloseTo(Math.SQRT1_2, 3);
  expect(gain(175)).toBeCloseTo(Math.SQRT1_2, 3);
});

test('two scenes that cross stay equally loud together', () => {
  const [leaving, arriving] = [clipPoints(scene, 0), clipPoints({ ...scene, start: 160 }, 30)];
  for (let frame = 160; frame <= 190; frame += 1) {
    const power = gainAt(leaving, frame) ** 2 + gainAt(arriving, frame) ** 2;
    expect(Math.sqrt(power) / full).toBeCloseTo(1, 2);
  }
});
