import { expect, test } from 'vitest';
import { dayNamer, monthName, monthOf } from './local-day.ts';

test.each([
  ['just before midnight', '2026-11-20T23:59:59.999Z', 'UTC', '2026-11-20'],
  ['midnight', '2026-11-21T00:00:00.000Z', 'UTC', '2026-11-21'],
  ['a month that is over in the west only later', '2026-12-01T04:59:59Z', 'America/New_York', '2026-11-30'],
  ['and then begins', '2026-12-01T05:00:00Z', 'America/New_York', '2026-12-01'],
  ['a year that begins in the east first', '2026-12-31T10:00:00Z', 'Pacific/Kiritimati', '2027-01-01'],
  ['a leap day', '2028-02-29T12:00:00Z', 'Asia/Kathmandu', '2028-02-29'],
  // Berlin, 29 March 2026: 23 hours from 23:00Z to 22:00Z. 25 October: 25 hours from 22:00Z to 23:00Z.
  ['the first moment of a day of 23 hours', '2026-03-28T23:00:00Z', 'Europe/Berlin', '2026-03-29'],
  ['its last', '2026-03-29T21:59:59Z', 'Europe/Berlin', '2026-03-29'],
  ['the moment after it', '2026-03-29T22:00:00Z', 'Europe/Berlin', '2026-03-30'],
  ['the first moment of a day of 25 hours', '2026-10-24T22:00:00Z', 'Europe/Berlin', '2026-10-25'],
  ['its last', '2026-10-25T22:59:59Z', 'Europe/Berlin', '2026-10-25'],
  ['the moment after it', '2026-10-25T23:00:00Z', 'Europe/Berlin', '2026-10-26'],
])('%s', (_, moment, zone, day) => {
  expect(dayNamer(zone)(new Date(moment))).toBe(day);
});

test('without a zone it is a day of this machine', () => {
  expect(dayNamer()(new Date(2026, 10, 20, 0, 0))).toBe('2026-11-20');
  expect(dayNamer()(new Date(2026, 0, 3, 23, 59, 59))).toBe('2026-01-03');
});

test('a month holds its days and no others', () => {
  const { first, last } = monthOf('2026-02-14');
  const inside = ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'].filter((day) => day >= first && day <= last);
  expect(inside).toEqual(['2026-02-01', '2026-02-28']);
  expect(monthName('2026-02-14')).toBe('February');
});
