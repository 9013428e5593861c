import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMoneyTicker } from './money-ticker.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function ticker() {
  const told: number[] = [];
  const begin = Date.now();
  return { told, ...createMoneyTicker(() => told.push(Date.now() - begin)) };
}

test('tells of the first move at once, and of the last without fail', () => {
  const { told, moved } = ticker();
  moved();
  vi.advanceTimersByTime(100);
  moved();
  expect(told).toEqual([0]);
  vi.advanceTimersByTime(5000);
  expect(told).toEqual([0, 500]);
});

test('tells twice a second at most', () => {
  const { told, moved } = ticker();
  for (let index = 0; index < 300; index++) {
    moved();
    vi.advanceTimersByTime(10);
  }
  expect(told).toEqual([0, 500, 1000, 1500, 2000, 2500, 3000]);
});

test('tells at once again after a rest', () => {
  const { told, moved } = ticker();
  moved();
  vi.advanceTimersByTime(700);
  moved();
  expect(told).toEqual([0, 700]);
});
