import { expect, test } from 'vitest';
import { type Ballot, choicesOf } from './rating-choices.ts';

const abcd = ['a', 'b', 'c', 'd'];
/** Sets by the names of their members. */
const setsOf = (...ballots: readonly Ballot[]) => {
  const { generators, sets, wins } = choicesOf(ballots);
  const named = sets.map(({ members, weight }) => [members.map((at) => generators[at]).join(''), weight]);
  return { wins: Object.fromEntries(generators.map((name, at) => [name, wins[at]])), sets: Object.fromEntries(named) };
};

test.each<[string, string[], Record<string, number>, Record<string, number>]>([
  ['one winner is one choice out of all', ['b'], { b: 1 }, { abcd: 1 }],
  [
    'two that tie share one choice before the rest and one among them',
    ['a', 'b'],
    { a: 1, b: 1 },
    { acd: 0.5, bcd: 0.5, ab: 1 },
  ],
  ['where all tie there is no rest', abcd, { a: 0.25, b: 0.25, c: 0.25, d: 0.25 }, { abcd: 1 }],
  ['where all were bad there is no choice', [], {}, {}],
])('%s', (_, best, wins, sets) => {
  expect(setsOf({ generators: abcd, best })).toEqual({ wins: { a: 0, b: 0, c: 0, d: 0, ...wins }, sets });
});

test('like sets are one, in whatever order they stood', () => {
  const found = setsOf({ generators: ['b', 'a'], best: ['a'] }, { generators: ['a', 'b'], best: ['b'] });
  expect(found).toEqual({ wins: { a: 1, b: 1 }, sets: { ab: 2 } });
});
