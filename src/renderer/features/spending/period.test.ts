import { expect, test } from 'vitest';
import { daysOf } from './period.ts';

const now = new Date(2026, 0, 31, 23, 59);

test.each([
  ['ever', null, null],
  ['today', '2026-01-31', '2026-01-31'],
  ['month', '2026-01-01', '2026-01-31'],
  ['last-month', '2025-12-01', '2025-12-31'],
] as const)('%s goes from %s to %s', (period, from, to) => {
  expect(daysOf(period, now)).toEqual({ from, to });
});
