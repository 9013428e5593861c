import { expect, test } from 'vitest';
import { tileLayout } from './tile-layout.ts';

const room = { width: 1408, height: 700, gap: 12, caption: 58, aspect: 16 / 9 };

test('six takes fill a usual window as three by two', () => {
  expect(tileLayout(6, room)).toEqual({ columns: 3, width: 461 });
});

test('tiles become smaller only as far as they can be read; then they are scrolled', () => {
  const { columns, width } = tileLayout(12, room);
  expect(Math.ceil(12 / columns) * (width / room.aspect + room.caption + room.gap)).toBeLessThanOrEqual(712);
  expect(tileLayout(200, room)).toEqual({ columns: 5, width: 272 });
});

test('tall pictures stand beside each other', () => {
  expect(tileLayout(4, { ...room, aspect: 9 / 16 }).columns).toBe(4);
});

test('a narrow window has one column that fits it', () => {
  expect(tileLayout(3, { ...room, width: 300, height: 100 })).toEqual({ columns: 1, width: 300 });
});
