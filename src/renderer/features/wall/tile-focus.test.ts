import { expect, test } from 'vitest';
import { boxAcross } from './tile-focus.ts';

const box = (column: number, row: number) => ({
  left: column * 100,
  right: column * 100 + 90,
  top: row * 60,
  bottom: row * 60 + 50,
  name: `${column} ${row}`,
});
const boxes = [box(0, 0), box(1, 0), box(2, 0), box(0, 1), box(1, 1)];

test('goes to the tile across, or to the nearest where the row is short', () => {
  expect(boxAcross(box(1, 0), boxes, 'down')?.name).toBe('1 1');
  expect(boxAcross(box(0, 1), boxes, 'up')?.name).toBe('0 0');
  expect(boxAcross(box(2, 0), boxes, 'down')?.name).toBe('1 1');
});

test('stays at the edges', () => {
  expect(boxAcross(box(0, 0), boxes, 'up')).toBeNull();
  expect(boxAcross(box(0, 1), boxes, 'down')).toBeNull();
});
