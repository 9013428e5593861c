import { expect, test } from 'vitest';
import { type BudgetSums, runningSums } from './budget-sums.ts';

test('running sums are taken once each, whatever is reserved meanwhile', () => {
  const asked: string[] = [];
  const lines: { filmId: string; vendor: string; micros: number }[] = [];
  const sum = (name: string, counts: (line: (typeof lines)[number]) => boolean) => {
    asked.push(name);
    return { spentMicros: 7, reservedMicros: lines.filter(counts).reduce((all, { micros }) => all + micros, 0) };
  };
  const sums: BudgetSums = {
    film: (filmId) => sum(`film ${filmId}`, (line) => line.filmId === filmId),
    day: () => sum('day', () => true),
    vendor: (vendor) => sum(vendor, (line) => line.vendor === vendor),
  };
  const running = runningSums(sums);
  const reserve = (filmId: string, vendor: string, micros: number) => {
    const line = { filmId, vendor, micros };
    lines.push(line);
    running.reserve(line);
  };
  const now = () => [running.film('f'), running.day('d'), running.vendor('a', 'd')].map((each) => each.reservedMicros);

  expect(now()).toEqual([0, 0, 0]);
  reserve('f', 'a', 10);
  reserve('g', 'b', 200);
  expect(now()).toEqual([10, 210, 10]);
  // First asked for when it already has lines.
  expect(running.vendor('b', 'd')).toEqual({ spentMicros: 7, reservedMicros: 200 });
  reserve('f', 'b', 3000);
  expect(now()).toEqual([3010, 3210, 10]);
  expect(running.vendor('b', 'd').reservedMicros).toBe(3200);
  expect(asked).toEqual(['film f', 'day', 'a', 'b']);
});
