import { expect, test } from 'vitest';
import { randomFrom } from '../../../shared/random.ts';
import { frame, priceLayout } from './price-layout.ts';
import type { RatingRow } from './rating-rows.ts';

const row = (name: string, chance: number, micros: number, microsPerSecond: number | null = micros / 5): RatingRow => ({
  ...{ generator: name, name, chance, low: chance - 0.1, high: chance + 0.1 },
  ...{ met: 5, won: 2, allBad: 0, microsPerTake: micros, microsPerSecond, points: null },
});
const widthOf = (name: string) => name.length * 6.3;

test('names keep clear of each other, however close the dots', () => {
  const random = randomFrom(4);
  const rows = Array.from({ length: 14 }, (_, index) =>
    row(`Generator ${index}`, 0.4 + random() * 0.2, Math.round(200_000 + random() * 100_000)),
  );
  const { spots } = priceLayout([...rows, row('Dear', 0.9, 2_000_000)]);
  const labels = spots.flatMap(({ row: { name }, label }) =>
    label
      ? [{ ...label, x: label.textAnchor === 'start' ? label.x : label.x - widthOf(name), width: widthOf(name) }]
      : [],
  );
  expect(labels.length).toBeGreaterThan(5);
  for (const [index, a] of labels.entries()) {
    expect(a.x).toBeGreaterThanOrEqual(frame.left);
    expect(a.x + a.width).toBeLessThanOrEqual(frame.width);
    for (const b of labels.slice(index + 1)) {
      expect(a.x + a.width <= b.x || b.x + b.width <= a.x || Math.abs(a.y - b.y) >= 13).toBe(true);
    }
  }
});

test('who is dearer and no better is not worth it', () => {
  const { spots } = priceLayout([row('A', 0.8, 300_000), row('B', 0.6, 100_000), row('C', 0.5, 200_000)]);
  expect(spots.map(({ worth }) => worth)).toEqual([true, true, false]);
});

test('takes are compared by the second, unless some of them are stills', () => {
  expect(priceLayout([row('A', 0.5, 500_000)])).toMatchObject({ bySecond: true });
  const mixed = priceLayout([row('A', 0.5, 500_000), row('B', 0.5, 40_000, null)]);
  expect(mixed.bySecond).toBe(false);
  expect(mixed.ticks.map(({ micros }) => micros)).toEqual([0, 200_000, 400_000, 600_000]);
});

test('free ones alone have an axis too', () => {
  const { ticks, spots } = priceLayout([row('A', 0.5, 0), row('B', 0.4, 0)]);
  expect(spots.map(({ x }) => x)).toEqual([frame.left, frame.left]);
  expect(ticks.length).toBeLessThan(7);
});
