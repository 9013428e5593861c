import { expect, test } from 'vitest';
import { type Box, layOutSheet } from './sheet-layout.ts';

const shape = (aspect: number) => ({ width: Math.round(1000 * aspect), height: 1000 });
const counts = Array.from({ length: 64 }, (_, index) => index + 1);

const isInside = (box: Box, { width, height }: { width: number; height: number }): boolean =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;

const meet = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

test.each([16 / 9, 9 / 16, 1, 4 / 5, 4])('any number of takes of shape %d has its place on an even sheet', (aspect) => {
  for (const count of counts) {
    const layout = layOutSheet(
      Array.from({ length: count }, () => shape(aspect)),
      2,
    );
    const boxes = [layout.title, ...layout.cells.flatMap(({ picture, caption }) => [picture, caption])];
    expect(layout.cells).toHaveLength(count);
    expect(boxes.filter((box) => !isInside(box, layout))).toEqual([]);
    expect(boxes.some((box, index) => boxes.slice(index + 1).some((other) => meet(box, other)))).toBe(false);
    const sides = [layout, ...layout.cells.map(({ picture }) => picture)];
    const numbers = sides.flatMap((side) => Object.values({ x: 0, y: 0, ...side })).filter(Number.isFinite);
    const pixels = layout.cells.flatMap(({ picture }) => Object.values(picture));
    expect([layout.width, layout.height, ...pixels].filter((value) => value % 2 !== 0)).toEqual([]);
    expect(numbers.length).toBeGreaterThan(0);
    expect(layout.width).toBeLessThanOrEqual(3840);
    expect(layout.height).toBeLessThanOrEqual(2160);
  }
});

test('twelve wide takes stand four by three on a full HD sheet; tall ones side by side', () => {
  const wide = layOutSheet(
    counts.slice(0, 12).map(() => shape(16 / 9)),
    2,
  );
  expect(wide).toMatchObject({ columns: 4, rows: 3 });
  expect(wide.width).toBeGreaterThan(1800);
  expect(wide.width).toBeLessThanOrEqual(1920);
  expect(layOutSheet([shape(9 / 16), shape(9 / 16), shape(9 / 16)], 2)).toMatchObject({ columns: 3, rows: 1 });
});

test('cells have the shape of most takes', () => {
  const { cells } = layOutSheet([shape(9 / 16), shape(16 / 9), shape(16 / 9), shape(4)], 2);
  const [first] = cells;
  expect((first?.picture.width ?? 0) / (first?.picture.height ?? 1)).toBeCloseTo(16 / 9, 1);
});

test('a sheet of many is larger', () => {
  const of = (count: number) =>
    layOutSheet(
      counts.slice(0, count).map(() => shape(16 / 9)),
      2,
    ).width;
  expect(of(64)).toBeGreaterThan(of(12));
});
