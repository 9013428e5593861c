import { expect, test } from 'vitest';
import type { GeneratorView } from '../../../shared/generator.ts';
import { testGeneratorView } from '../../../shared/test-generator.ts';
import { byCategory, withPriority } from './priorities.ts';

const generator = (id: string, priority: number, category: GeneratorView['category'] = 'speech') =>
  testGeneratorView(id, { name: id.toUpperCase(), priority, category });

test('lines keep the order of the catalogue, whatever the user prefers', () => {
  const catalogue = [generator('b', 2), generator('a', 2), generator('z', 1), generator('clip', 4, 'text-to-video')];
  const groups = byCategory(catalogue, { a: 9, z: 1 });
  expect(groups.map(({ category }) => category)).toEqual(['text-to-video', 'speech']);
  expect(groups[1]?.generators.map(({ generator: { id }, priority, usual }) => [id, priority, usual])).toEqual([
    ['z', 1, null],
    ['a', 9, 2],
    ['b', 2, null],
  ]);
});

test('what nobody can order has no place in the order', () => {
  const gone = { kind: 'retired', since: '2026-09', successor: null, note: '' } as const;
  expect(byCategory([testGeneratorView('sora', { status: gone })], {})).toEqual([]);
});

test("the catalogue's own number is no change", () => {
  expect(withPriority({ b: 3 }, generator('a', 2), 5)).toEqual({ a: 5, b: 3 });
  expect(withPriority({ a: 5, b: 3 }, generator('a', 2), 2)).toEqual({ b: 3 });
});
