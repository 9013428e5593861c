import { expect, test } from 'vitest';
import { letterOf } from '../../../shared/letter.ts';
import { shuffled } from './blind.ts';

const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `take_${String(index).padStart(4, '0')}` }));
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

test('shuffles alike for the same seed, whatever order the items come in', () => {
  const all = items(12);
  expect(ids(shuffled(all, 7))).toEqual(ids(shuffled([...all].reverse(), 7)));
  expect(ids(shuffled(all, 7))).not.toEqual(ids(shuffled(all, 8)));
  expect(ids(shuffled(all, 7))).not.toEqual(ids(all));
});

test('a take that arrives later leaves the others in their order', () => {
  const all = items(12);
  const early = ids(shuffled(all.slice(0, 9), 3));
  expect(ids(shuffled(all, 3)).filter((id) => early.includes(id))).toEqual(early);
});

test('puts every item at every place about as often, so that the place says nothing', () => {
  const all = items(4);
  const first = Array.from({ length: 800 }, (_, seed) => shuffled(all, seed)[0]?.id);
  for (const { id } of all) expect(Math.abs(first.filter((each) => each === id).length - 200)).toBeLessThan(60);
});

test('letters go on after Z', () => {
  expect([0, 25, 26, 27, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
});
