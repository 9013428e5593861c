import { expect, test } from 'vitest';
import { agree, isPlayable, nextPace, rateChange, steer } from './steering.ts';

const frame = 1 / 30;
const seen = (behind: number) => steer({ behind, frame, heard: false });

test('who lags goes faster, who leads goes slower, and who is far ahead stands', () => {
  expect([0, 0.003, -0.003].map(seen)).toEqual([1, 1, 1]);
  expect(seen(0.01)).toBeCloseTo(1.05);
  expect(seen(-0.01)).toBeCloseTo(0.95);
  expect(seen(0.1)).toBe(1.25);
  expect(seen(-0.04)).toBeCloseTo(0.4);
  expect(seen(-0.06)).toBe(0);
});

test('what is heard is bent by little', () => {
  expect(steer({ behind: 0.04, frame, heard: true })).toBeCloseTo(1.04);
  expect(steer({ behind: -0.03, frame, heard: true })).toBeCloseTo(0.96);
  expect(steer({ behind: 0.009, frame, heard: true })).toBe(1);
});

test('small changes of a rate are not told, standing and the plain rate are', () => {
  expect(rateChange(1.04, 1.05, 1)).toBeNull();
  expect(rateChange(1.04, 1.07, 1)).toBe(1.07);
  expect(rateChange(1.01, 1, 1)).toBe(1);
  expect(rateChange(0.01, 0, 1)).toBe(0);
  expect(rateChange(1, 1, 1)).toBeNull();
});

test('the clock keeps to the slowest and to the fastest, and never goes back', () => {
  expect(agree(1, 0.02, [], 0.03)).toBeCloseTo(1.02);
  expect(agree(1, 0.02, [1.01, 1.02], 0.03)).toBeCloseTo(1.02);
  expect(agree(1, 0.02, [0.98, 1], 0.03)).toBeCloseTo(1.01);
  expect(agree(1, 0.02, [1.1, 1.08], 0.03)).toBeCloseTo(1.07);
  expect(agree(1, 0.02, [1, 1.1], 0.03)).toBeCloseTo(1.05);
  expect(agree(1, 0.02, [0.9], 0.03)).toBe(1);
});

test('the pace falls to what is reached and creeps up again', () => {
  let pace = 1;
  for (let step = 0; step < 600; step += 1) pace = nextPace(pace, Math.min(0.7, pace) / 60, pace / 60, 1 / 60);
  expect(pace).toBeCloseTo(0.7, 1);
  for (let step = 0; step < 1200; step += 1) pace = nextPace(pace, pace / 60, pace / 60, 1 / 60);
  expect(pace).toBe(1);
});

test('browsers play neither backwards nor at a crawl', () => {
  expect([-1, 0.05, 0.1, 1, 4, 8].map(isPlayable)).toEqual([false, false, true, true, true, false]);
});
