import { expect, test } from 'vitest';
import { dealt } from './deal.ts';

test('who comes later gets the next letters, and who goes keeps his', () => {
  const first = dealt('one', ['a', 'b', 'c'], 3);
  expect(first.toSorted()).toEqual(['a', 'b', 'c']);
  expect(dealt('one', ['d', 'a', 'c'], 3)).toEqual([...first, 'd']);
  expect(dealt('one', ['b'], 3)).toEqual([...first, 'd']);
});

test('a hand of its own is dealt by its own chance', () => {
  const keys = ['a', 'b', 'c', 'd'];
  const orders = Array.from({ length: 20 }, (_, seed) => dealt(`hand ${seed}`, keys, seed).join());
  expect(new Set(orders).size).toBeGreaterThan(5);
});
