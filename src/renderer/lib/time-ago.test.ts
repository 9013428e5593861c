import { expect, test } from 'vitest';
import { timeAgo } from './time-ago.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

test.each([
  ['2026-11-20T11:59:40Z', 'just now'],
  ['2026-11-20T11:18:00Z', '42 minutes ago'],
  ['2026-11-20T09:00:00Z', '3 hours ago'],
  ['2026-11-19T11:00:00Z', 'yesterday'],
  ['2026-09-01T11:00:00Z', 'Sep 1, 2026'],
])('%s is %s', (iso, text) => {
  expect(timeAgo(iso, now)).toBe(text);
});
