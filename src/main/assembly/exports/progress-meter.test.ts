import { expect, test } from 'vitest';
import { progressMeter } from './progress-meter.ts';

test('says how far the work is and how long it will take', () => {
  let now = 0;
  const meter = progressMeter(1000, 200, () => now);
  expect([meter.fraction, meter.secondsLeft]).toEqual([0.2, null]);
  now = 10_000;
  meter.add(400);
  // 40 frames a second, 400 frames left; the 200 from the cache took no time.
  expect([meter.fraction, meter.secondsLeft]).toEqual([0.6, 10]);
  meter.add(400);
  expect([meter.fraction, meter.secondsLeft]).toEqual([1, 0]);
  meter.add(5);
  expect([meter.fraction, meter.secondsLeft]).toEqual([1, 0]);
  expect(progressMeter(0, 0, () => 0).fraction).toBe(1);
});
