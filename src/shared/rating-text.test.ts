import { describe, expect, test } from 'vitest';
import { kinds } from './film.ts';
import { type Beats, beats, rateKinds } from './rating.ts';
import { beatsText, doubtOf, kindPlurals, oddsText, priceText } from './rating-text.ts';
import { testVerdict } from './test-verdict.ts';

const price = (perTake: number, perSecond: number | null = perTake) => ({
  microsPerTake: perTake,
  microsPerSecond: perSecond,
});
/** A probability with its interval, from logits. */
const found = (ahead: number, error: number): Beats => {
  const [probability = 0, low = 0, high = 0] = [ahead, ahead - error, ahead + error].map((x) => 1 / (1 + Math.exp(-x)));
  return { probability, low, high };
};
const prices = { winner: price(20_000), loser: price(60_000) };
const sentence = { kind: 'testimonial', winner: 'B', loser: 'A', prices } as const;

test.each<[string, Beats]>([
  ['For testimonials, B beats A 7 in 10, at a third of the price.', found(0.85, 0.3)],
  ['For testimonials, B beats A 7 in 10, at a third of the price (fairly sure).', found(0.85, 0.6)],
  ['For testimonials, there are too few verdicts to tell B from A.', found(0.85, 0.9)],
  ['For testimonials, B does about as well as A, at a third of the price.', found(0.1, 0.2)],
])('%s', (text, how) => {
  expect(beatsText({ ...sentence, beats: how })).toBe(text);
});

test('every kind has words, and so have all of them', () => {
  for (const kind of kinds) expect(kindPlurals[kind]).toMatch(/^[A-Za-z- ]+$/);
  const how = found(2, 0.2);
  expect(beatsText({ ...sentence, kind: 'cta', beats: how })).toMatch(/^For calls to action, B beats A 9 in 10,/);
  expect(beatsText({ ...sentence, kind: null, beats: how })).toMatch(/^Over all kinds of scenes, B beats A/);
});

test.each([
  [0.5, '5 in 10'],
  [0.69, '7 in 10'],
  [0.31, '3 in 10'],
  [0.92, '9 in 10'],
  [0.08, '1 in 10'],
  [0.95, '19 in 20'],
  [0.06, '1 in 20'],
  [0.985, '99 in 100'],
  [0.999999, '99 in 100'],
  [0, '1 in 100'],
])('%d is %s', (probability, text) => {
  expect(oddsText(probability)).toBe(text);
});

describe('price', () => {
  test.each([
    [0, 50_000, 'for free'],
    [0, 0, 'both for free'],
    [50_000, 0, 'though A is free'],
    [1, 20, 'at less than a tenth of the price'],
    [1, 10, 'at a tenth of the price'],
    [30, 100, 'at a third of the price'],
    [26, 100, 'at a quarter of the price'],
    [1, 2, 'at half the price'],
    [70, 100, 'at two thirds of the price'],
    [95, 100, 'at the same price'],
    [110, 100, 'at the same price'],
    [140, 100, 'at one and a half times the price'],
    [2, 1, 'at twice the price'],
    [5, 1, 'at 5 times the price'],
    [1000, 1, 'at more than 100 times the price'],
  ])('%i beside %i: %s', (winner, loser, text) => {
    expect(priceText({ winner: price(winner), loser: price(loser) }, 'A')).toBe(text);
  });

  test('is that of a second where both made clips, else that of a take', () => {
    expect(priceText({ winner: price(100, 10), loser: price(100, 20) }, 'A')).toBe('at half the price');
    expect(priceText({ winner: price(100, null), loser: price(50, 20) }, 'A')).toBe('at twice the price');
  });
});

test('doubt goes with more verdicts', () => {
  const doubts = [2, 4, 8, 40, 400].map((count) => {
    const verdicts = Array.from({ length: count }, (_, at) => testVerdict(['b', 'a'], [at % 4 === 0 ? 1 : 0]));
    return doubtAmong(verdicts);
  });
  expect(doubts).toEqual(['unknown', 'unknown', 'fairly', 'sure', 'sure']);
  const even = Array.from({ length: 100 }, (_, at) => testVerdict(['b', 'a'], [at % 2]));
  expect(doubtAmong(even)).toBe('even');
});

function doubtAmong(verdicts: Parameters<typeof rateKinds>[0]) {
  const [all] = rateKinds(verdicts);
  const rated = all && beats(all, 'b', 'a');
  if (!rated) throw new Error('not rated');
  return doubtOf(rated);
}
