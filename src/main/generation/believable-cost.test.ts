import { beforeEach, expect, test, vi } from 'vitest';
import { believableCost } from './believable-cost.ts';
import { settlementOf } from './money.ts';

const warned: unknown[] = [];
beforeEach(() => {
  warned.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((text) => void warned.push(text));
});

test.each([0, 1, 700, 1_000_000_000_000])('%d micro-dollars can be a cost', (micros) => {
  expect(believableCost(micros)).toBe(micros);
  expect(warned).toEqual([]);
});

test('that nothing is reported is nothing new', () => {
  expect(believableCost(undefined)).toBeUndefined();
  expect(warned).toEqual([]);
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e13, 1e300])('%d is no cost', (micros) => {
  expect(believableCost(micros)).toBeUndefined();
  expect(warned).toHaveLength(1);
  const error = { code: 'provider-failed', message: 'No.', action: '', details: {} } as const;
  expect(
    settlementOf({ state: 'failed', error, charged: 'yes', harmless: false, reportedMicros: micros }, 500),
  ).toEqual({
    state: 'settled',
    micros: 500,
    basis: 'assumed',
  });
});
