import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCallWindow } from './call-window.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('admits so many calls in any minute, account by account', () => {
  const window = createCallWindow(2);
  expect([window.admit('studio'), window.admit('guest')]).toEqual([null, null]);
  vi.advanceTimersByTime(20_000);
  expect(window.admit('studio')).toBeNull();
  expect(window.admit('studio')).toBe(40_000);
  expect(window.admit('guest')).toBeNull();
  vi.advanceTimersByTime(40_000);
  // The first call has left the window, the second has not.
  expect(window.admit('studio')).toBeNull();
  expect(window.admit('studio')).toBe(20_000);
});

it('admits everything without a limit', () => {
  const window = createCallWindow(null);
  expect(Array.from({ length: 50 }, () => window.admit('studio')).every((wait) => wait === null)).toBe(true);
});

it('can be made shorter for tests', () => {
  const window = createCallWindow(1, 500);
  expect([window.admit('studio'), window.admit('studio')]).toEqual([null, 500]);
});
