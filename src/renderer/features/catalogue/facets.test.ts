import { expect, test } from 'vitest';
import type { Price } from '../../../shared/money.ts';
import { testGeneratorView } from '../../../shared/test-generator.ts';
import { facetCounts, facets, filtered, isFiltered, toggled } from './facets.ts';

const price = (micros: number, per: Price['per'] = 'run'): Price => ({
  micros,
  per,
  certainty: 'exact',
  asOf: '2026-11-01',
});
const generators = [
  testGeneratorView('free', { price: price(0), quality: 40, typicalSeconds: 5 }),
  // Five seconds of 5 cents each.
  testGeneratorView('clip', { limits: { lastFrame: true, sound: true }, quality: 91 }),
  testGeneratorView('keyless', {
    usable: false,
    hindrance: 'needs a key',
    free: '25 credits a month',
    price: price(2e6),
  }),
  testGeneratorView('still', { category: 'text-to-image', price: price(50_000, 'image'), limits: { still: 'no' } }),
  testGeneratorView('gone', {
    status: { kind: 'retired', since: '2026-09', successor: 'clip', note: '' },
    usable: false,
  }),
];
const ids = (chosen: Parameters<typeof filtered>[1]) => filtered(generators, chosen).map(({ id }) => id);

test('of several answers to one question one is enough; different questions must all be answered', () => {
  expect(ids({})).toHaveLength(5);
  expect(ids({ category: ['text-to-image'] })).toEqual(['still']);
  expect(ids({ price: ['0', '0.05'] })).toEqual(['free', 'still']);
  expect(ids({ price: ['0', '0.05'], quality: ['0'] })).toEqual(['free']);
});

test('what it can do and whether it can be used must all be true', () => {
  expect(ids({ takes: ['last', 'sound'] })).toEqual(['clip']);
  expect(ids({ now: ['usable', 'free'] })).toEqual(['free']);
  expect(ids({ now: ['free'] })).toEqual(['free', 'keyless']);
  const byHand = { kind: 'hand-off', url: 'https://x.example', template: '', note: '' } as const;
  expect(filtered([testGeneratorView('tool', { status: byHand, price: price(0) })], { now: ['free'] })).toEqual([]);
  expect(ids({ status: ['retired'] })).toEqual(['gone']);
});

test('bands leave nobody out and take nobody twice; what nobody can order has no price', () => {
  for (const id of ['price', 'quality', 'speed', 'category']) {
    const { options = [] } = facets.find((facet) => facet.id === id) ?? {};
    for (const each of generators)
      expect(options.filter(({ test: is }) => is(each))).toHaveLength(id === 'price' && each.id === 'gone' ? 0 : 1);
  }
});

test('an answer counts what the other questions leave, not what its own question leaves', () => {
  const counts = facetCounts(generators, { category: ['text-to-image'], price: ['0.05'] });
  expect(counts.category).toMatchObject({ 'text-to-image': 1, 'text-to-video': 0 });
  expect(counts.price).toMatchObject({ '0': 0, '0.05': 1 });
  expect(facetCounts(generators, { now: ['usable'] }).now).toMatchObject({ usable: 3, free: 1 });
});

test('answers are given and taken back', () => {
  const once = toggled({}, 'price', '0');
  expect(isFiltered(once)).toBe(true);
  expect(isFiltered(toggled(once, 'price', '0'))).toBe(false);
});
