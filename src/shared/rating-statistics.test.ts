import { describe, expect, test } from 'vitest';
import { randomFrom } from './random.ts';
import { beats, rateKinds } from './rating.ts';
import { type TestJudge, testVerdicts } from './test-verdict.ts';
import type { KindRating } from './verdict.ts';

/** Eight generators, each half a logit (6 in 10) before the next. */
const truth: Record<string, number> = Object.fromEntries([...'abcdefgh'].map((name, at) => [name, 1.75 - at / 2]));
const names = Object.keys(truth);

function rated(seed: number, count: number, judge: TestJudge): KindRating {
  const [all] = rateKinds(testVerdicts(truth, count, randomFrom(seed), judge));
  if (!all) throw new Error('no rating');
  return all;
}
const runs = (howMany: number, count: number, judge: TestJudge): KindRating[] =>
  Array.from({ length: howMany }, (_, seed) => rated(seed * 7919 + 1, count, judge));
const share = (hits: readonly boolean[]): number => hits.filter(Boolean).length / hits.length;

describe('a known order of eight', () => {
  test.each<[string, TestJudge]>([
    ['duels', { most: 2 }],
    ['picks of up to five', { most: 5 }],
    ['ties among them', { level: 0.4 }],
    ['all bad at times', { allBad: 0.3 }],
    ['everything at once', { most: 5, level: 0.3, allBad: 0.2 }],
  ])('is found again from %s', (_, judge) => {
    for (const seed of [11, 12, 13]) {
      const found = rated(seed, 1500, judge);
      expect(found.generators.map(({ generator }) => generator)).toEqual(names);
    }
  });

  test('a few verdicts tell the best from the worst, and little more', () => {
    const found = rated(3, 30, { most: 4 });
    expect(beats(found, 'a', 'h')?.low).toBeGreaterThan(0.5);
    const neighbours = names.slice(1).map((name, at) => beats(found, names[at] ?? '', name)?.low ?? 1);
    expect(neighbours.filter((low) => low < 0.5).length).toBeGreaterThan(3);
  });
});

describe('the doubt', () => {
  // One standard error either way holds the truth 68.3 times in 100; over some 100 runs of eight that varies by about 3.
  const nominal = { least: 0.63, most: 0.75 };

  test.each<[string, number, TestJudge]>([
    ['duels', 100, { most: 2 }],
    ['picks', 150, {}],
    ['picks with bad ones', 150, { allBad: 0.3 }],
    ['picks with ties', 150, { level: 0.3 }],
  ])('covers the truth as often as it says: %s', (_, count, judge) => {
    const found = runs(100, count, judge);
    const strengths = found.flatMap(({ generators }) =>
      generators.map(({ generator, strength, error }) => Math.abs(strength - (truth[generator] ?? 0)) <= error),
    );
    expect(share(strengths)).toBeGreaterThan(nominal.least);
    expect(share(strengths)).toBeLessThan(nominal.most);
    const pairs = found.flatMap((rating) => ['ab', 'ah', 'ce', 'dh', 'fg'].map((pair) => holds(rating, pair)));
    expect(share(pairs)).toBeGreaterThan(nominal.least);
    expect(share(pairs)).toBeLessThan(nominal.most);
  });

  function holds(rating: KindRating, pair: string): boolean {
    const [one = '', other = ''] = pair;
    const { low = 1, high = 0 } = beats(rating, one, other) ?? {};
    const chance = 1 / (1 + Math.exp((truth[other] ?? 0) - (truth[one] ?? 0)));
    return low <= chance && chance <= high;
  }
});

describe('on average', () => {
  const means = (found: readonly KindRating[]) =>
    names.map((name) => {
      const its = found.map(({ generators }) => generators.find(({ generator }) => generator === name)?.strength ?? 0);
      return its.reduce((sum, strength) => sum + strength, 0) / its.length - (truth[name] ?? 0);
    });

  test('strengths are neither too high nor too low', () => {
    for (const off of means(runs(60, 300, {}))) expect(Math.abs(off)).toBeLessThan(0.1);
  });

  test('ties favour nobody: they draw all a little to the middle, alike on both sides', () => {
    const off = means(runs(60, 300, { level: 0.5 }));
    for (const [at, each] of off.entries()) {
      expect(Math.abs(each)).toBeLessThan(0.25);
      expect(Math.abs(each + (off[off.length - 1 - at] ?? 0))).toBeLessThan(0.1);
    }
  });

  test('one that ties more often than it wins or loses is no stronger for it', () => {
    const even = { a: 0, b: 0, c: 0 };
    const found = Array.from({ length: 60 }, (_, seed) => {
      const random = randomFrom(seed + 1);
      const verdicts = testVerdicts(even, 200, random, { most: 3 }).map((verdict) => {
        const drawn = verdict.contestants.some(({ generator }) => generator === 'a') && random() < 0.6;
        return drawn ? { ...verdict, best: verdict.contestants.map(({ takeId }) => takeId) } : verdict;
      });
      return rateKinds(verdicts)[0]?.generators.find(({ generator }) => generator === 'a')?.strength ?? 1;
    });
    expect(Math.abs(found.reduce((sum, strength) => sum + strength, 0) / found.length)).toBeLessThan(0.03);
  });
});
