import { expect, test } from 'vitest';
import { rateKinds } from '../../../shared/rating.ts';
import type { Verdict } from '../../../shared/verdict.ts';
import { ratingRows, rivalSentences } from './rating-rows.ts';

const rules = { learned: { perLogit: 30, most: 60, least: 3 } };
const nameOf = (id: string) => id.toUpperCase();

/** A beats B in `won` of `count` duels on testimonials; A costs a third. */
const verdicts = (won: number, count: number): Verdict[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: `ve_0000000${index}`, filmId: 'fi_00000001', filmTitle: '', sceneId: 'sc_00000001', sceneTitle: '' },
    ...{ kind: 'testimonial', comparisonId: null, mode: 'duel', blind: true, createdAt: '2026-01-01T00:00:00.000Z' },
    contestants: [
      { takeId: `tk_a000000${index}`, generator: 'a', vendor: 'x', micros: 100_000, seconds: 5 },
      { takeId: `tk_b000000${index}`, generator: 'b', vendor: 'y', micros: 300_000, seconds: 5 },
    ],
    best: [index < won ? `tk_a000000${index}` : `tk_b000000${index}`],
  }));

const ofKind = (won: number, count: number) => {
  const rating = rateKinds(verdicts(won, count)).find(({ kind }) => kind === 'testimonial');
  if (!rating) throw new Error('no rating of testimonials');
  return rating;
};

test('rows hold the chance with its doubt, and the points that the ranking gives', () => {
  const [a, b] = ratingRows(ofKind(8, 9), rules, nameOf);
  expect(a).toMatchObject({ name: 'A', met: 9, won: 8, microsPerTake: 100_000 });
  expect(a?.low).toBeLessThan(a?.chance ?? 0);
  expect(a?.high).toBeGreaterThan(a?.chance ?? 1);
  expect(a?.points).toBeGreaterThan(0);
  expect(b?.points).toBeLessThan(0);
  expect((a?.chance ?? 0) + (b?.chance ?? 0)).toBeCloseTo(1);
});

test('too few verdicts give no points, nor do all kinds together', () => {
  expect(ratingRows(ofKind(2, 2), rules, nameOf).map(({ points }) => points)).toEqual([null, null]);
  const [all] = rateKinds(verdicts(8, 9));
  expect(all && ratingRows(all, rules, nameOf).map(({ points }) => points)).toEqual([null, null]);
});

test('the best is set against the next ones in words', () => {
  expect(rivalSentences(ofKind(8, 9), nameOf)).toEqual([
    expect.stringMatching(/^For testimonials, A beats B \d+ in \d+, at a third of the price/),
  ]);
});
