import { expect, test } from 'vitest';
import { type PollMoment, pollDelay, retryDelay } from './poll-delay.ts';

const moment = (init: Partial<PollMoment>): PollMoment => ({
  everyMs: 2000,
  polls: 1,
  secondsLeft: null,
  askedMs: null,
  random: 0.5,
  ...init,
});

test.each([
  ['the first at the vendor’s interval', {}, 2000],
  ['later ones more rarely', { polls: 8 }, 3897],
  ['never more rarely than every 30 s', { polls: 500 }, 30_000],
  ['a tenth sooner', { random: 0 }, 1800],
  ['a tenth later', { random: 1 }, 2200],
  ['soon when little time is left', { polls: 500, secondsLeft: 4 }, 2000],
  ['a slow vendor at its own pace', { everyMs: 45_000, polls: 9 }, 45_000],
  ['not before the vendor’s hint', { askedMs: 9000 }, 9000],
  ['within ten minutes whatever the hint', { askedMs: 1e12 }, 600_000],
])('polls %s', (_, init, expected) => {
  expect(pollDelay(moment(init))).toBe(expected);
});

test('waits longer after each failure, at most a minute, and as long as the vendor says', () => {
  expect([1, 2, 3, 4, 10].map((failures) => retryDelay({}, failures, 1))).toEqual([1000, 2000, 4000, 8000, 60_000]);
  expect(retryDelay({}, 3, 0)).toBe(2000);
  expect(retryDelay({ retryAfterMs: 7000 }, 1, 0.5)).toBe(7000);
  expect(retryDelay({ retryAfterMs: 1e9 }, 1, 0.5)).toBe(600_000);
});
