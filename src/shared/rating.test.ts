import { describe, expect, test } from 'vitest';
import { randomFrom } from './random.ts';
import { beats, beatsOthers, rateKinds } from './rating.ts';
import { testContestant, testVerdict, testVerdicts } from './test-verdict.ts';
import { type KindRating, kindRatingSchema, type Verdict } from './verdict.ts';

const overall = (verdicts: readonly Verdict[]): KindRating => {
  const [all] = rateKinds(verdicts);
  if (!all) throw new Error('no rating of all kinds');
  return all;
};
const of = (rating: KindRating, id: string) => {
  const found = rating.generators.find(({ generator }) => generator === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
const times = (count: number, make: () => Verdict): Verdict[] => Array.from({ length: count }, make);
const duels = (a: string, b: string, wonByA: number, wonByB: number, tied = 0): Verdict[] => [
  ...times(wonByA, () => testVerdict([a, b], [0])),
  ...times(wonByB, () => testVerdict([a, b], [1])),
  ...times(tied, () => testVerdict([a, b], [0, 1])),
];
const strengths = ({ generators }: KindRating) =>
  Object.fromEntries(generators.map(({ generator, strength }) => [generator, strength]));

describe('two generators', () => {
  // The top of 7 ln p + 3 ln (1 - p) - d^2 / 16, where d = ln p / (1 - p): 7 - 10 p = d / 8.
  test('seven of ten are nearly 7 in 10', () => {
    const rating = overall(duels('a', 'b', 7, 3));
    const { probability = 0, low = 0, high = 0 } = beats(rating, 'a', 'b') ?? {};
    const ahead = Math.log(probability / (1 - probability));
    expect(7 - 10 * probability).toBeCloseTo(ahead / 8, 8);
    expect(probability).toBeCloseTo(0.69, 3);
    expect(of(rating, 'a')).toMatchObject({ strength: expect.closeTo(ahead / 2, 8), met: 10, won: 7, allBad: 0 });
    // Information of the difference: 10 p (1 - p), and 1/8 of the prior.
    const error = 1 / Math.sqrt(10 * probability * (1 - probability) + 1 / 8);
    expect(Math.log(high / (1 - high)) - ahead).toBeCloseTo(error, 6);
    expect(ahead - Math.log(low / (1 - low))).toBeCloseTo(error, 6);
    expect(of(rating, 'a').error).toBeCloseTo(error / 2, 6);
  });

  test('many more verdicts leave the prior behind', () => {
    const { probability, low, high } = beats(overall(duels('a', 'b', 7000, 3000)), 'a', 'b') ?? {};
    expect(probability).toBeCloseTo(0.7, 4);
    expect(Number(high) - Number(low)).toBeCloseTo(2 * Math.sqrt((0.7 * 0.3) / 10_000), 4);
  });

  test('ties count half for each, and draw them together', () => {
    expect(strengths(overall(duels('a', 'b', 4, 2, 4)))).toEqual(strengths(overall(duels('a', 'b', 6, 4))));
    expect(of(overall(duels('a', 'b', 4, 2, 4)), 'a')).toMatchObject({ met: 10, won: 6 });
    expect(strengths(overall(duels('a', 'b', 0, 0, 8)))).toEqual({ a: 0, b: 0 });
  });

  test('one that only wins is strong, not infinitely so', () => {
    const chance = (wins: number) => beats(overall(duels('a', 'b', wins, 0)), 'a', 'b')?.probability ?? 0;
    expect([1, 3, 30].map(chance).map((each) => Math.round(each * 100))).toEqual([81, 91, 98]);
  });
});

describe('several', () => {
  test('the best of three is one choice out of three', () => {
    // Alike in all: each pair of the other two is even, and the winner has e^s / (e^s + 2 e^-s/2).
    const { a = 0, b = 0, c = 1 } = strengths(overall(times(5, () => testVerdict(['a', 'b', 'c'], [0]))));
    expect(b).toBeCloseTo(c, 8);
    const chance = Math.exp(a) / (Math.exp(a) + 2 * Math.exp(b));
    expect(5 - 5 * chance).toBeCloseTo(a / 4, 8);
  });

  test('two that tie stand before the rest, and level', () => {
    const rating = overall(times(6, () => testVerdict(['a', 'b', 'c'], [0, 1])));
    expect(of(rating, 'a').strength).toBeCloseTo(of(rating, 'b').strength, 8);
    expect(of(rating, 'c').strength).toBeLessThan(-0.8);
    expect(of(rating, 'a')).toMatchObject({ met: 6, won: 3 });
    // A tie of all is no preference.
    expect(overall(times(6, () => testVerdict(['a', 'b', 'c'], [0, 1, 2]))).generators).toMatchObject(
      ['a', 'b', 'c'].map((generator) => ({ generator, strength: 0, met: 6, won: 2 })),
    );
  });

  test('who met through others is compared too, with more doubt', () => {
    const rating = overall([...duels('a', 'b', 8, 2), ...duels('b', 'c', 8, 2)]);
    expect(rating.generators.map(({ generator }) => generator)).toEqual(['a', 'b', 'c']);
    const [near, far] = [beats(rating, 'a', 'b'), beats(rating, 'a', 'c')];
    expect(far?.probability).toBeGreaterThan(near?.probability ?? 1);
    expect(doubt(far)).toBeGreaterThan(doubt(near));
  });

  const doubt = (found: ReturnType<typeof beats>) => {
    if (!found) throw new Error('not rated');
    const logit = (chance: number) => Math.log(chance / (1 - chance));
    return logit(found.high) - logit(found.low);
  };
});

describe('what counts', () => {
  test('a generator counts once for all of its takes, and wins with its best', () => {
    const twice = testVerdict(['a', 'a', 'b', 'b'], [1]);
    expect(strengths(overall([twice]))).toEqual(strengths(overall([testVerdict(['a', 'b'], [0])])));
    expect(of(overall([testVerdict(['a', 'a', 'b'], [0, 1])]), 'a').won).toBe(1);
  });

  test('imported takes leave; what only they won says nothing', () => {
    expect(strengths(overall([testVerdict(['a', 'b', null], [0])]))).toEqual(
      strengths(overall([testVerdict(['a', 'b'], [0])])),
    );
    const skipped = [
      ...[testVerdict(['a', null], [0]), testVerdict(['a', 'a'], [0]), testVerdict(['a', 'b', null], [2])],
      ...[testVerdict([null, null], []), testVerdict(['a', 'a'], [])],
    ];
    expect(rateKinds(skipped)).toEqual([{ kind: null, verdicts: 0, generators: [], covariance: [] }]);
  });

  test('all bad is counted, and changes no strength', () => {
    const before = duels('a', 'b', 3, 1);
    const after = overall([...before, testVerdict(['a', 'c'], []), testVerdict(['a', 'b'], [])]);
    expect(strengths(after)).toEqual({ ...strengths(overall(before)), c: 0 });
    expect(after.verdicts).toBe(4);
    expect(of(after, 'a')).toMatchObject({ met: 4, won: 3, allBad: 2 });
    expect(of(after, 'c')).toMatchObject({ met: 0, won: 0, allBad: 1 });
    // As much doubt as before any verdict of the one, and none of it gets into what is known of the others.
    expect(of(after, 'c').error).toBeGreaterThan(1.5);
    expect(of(after, 'a').error).toBeCloseTo(of(overall(before), 'a').error, 8);
    expect(beats(after, 'a', 'c')).toBeNull();
  });

  test('each kind stands for itself, and all of them first', () => {
    const of = (kind: Verdict['kind'], a: string, b: string) => testVerdict([a, b], [0], { kind });
    const ratings = rateKinds([of('cta', 'a', 'b'), of('hook', 'b', 'a'), of('cta', 'a', 'c')]);
    expect(ratings.map(({ kind, verdicts, generators }) => [kind, verdicts, generators[0]?.generator])).toEqual([
      ...[[null, 3, 'a'] as const, ['hook', 1, 'b'] as const, ['cta', 2, 'a'] as const],
    ]);
    expect(kindRatingSchema.array().parse(ratings)).toEqual(ratings);
  });

  test('prices are those of the takes that stood for choice, each once', () => {
    const take = testContestant('a', { micros: 500_000, seconds: 10 });
    const still = testContestant('a', { micros: 20_000, seconds: null });
    const [sketch, drawn] = [
      testContestant('b', { micros: 0 }),
      testContestant('c', { micros: 30_000, seconds: null }),
    ];
    const rating = overall([testVerdict([take, sketch, drawn], [0]), testVerdict([take, still, sketch], [])]);
    expect(of(rating, 'a')).toMatchObject({ microsPerTake: 260_000, microsPerSecond: 50_000 });
    expect(of(rating, 'b')).toMatchObject({ microsPerTake: 0, microsPerSecond: 0 });
    expect(of(rating, 'c')).toMatchObject({ microsPerTake: 30_000, microsPerSecond: null });
  });
});

test('beats knows only who is rated', () => {
  const rating = overall(duels('a', 'b', 2, 1));
  expect(beats(rating, 'a', 'x')).toBeNull();
  expect(beats(rating, 'x', 'a')).toBeNull();
  expect(beats(rating, 'a', 'a')).toEqual({ probability: 0.5, low: 0.5, high: 0.5 });
  const [there, back] = [beats(rating, 'a', 'b'), beats(rating, 'b', 'a')];
  expect(there?.probability).toBeCloseTo(1 - Number(back?.probability), 8);
  expect(there?.low).toBeCloseTo(1 - Number(back?.high), 8);
  expect(beatsOthers(rating, 'a')).toBeCloseTo(Number(there?.probability), 8);
  expect(beatsOthers(rating, 'x')).toBeNull();
});

describe('whatever is thrown at it', () => {
  const truth = { a: 1, b: 0.5, c: 0, d: -0.5, e: -1 };
  const some = (seed: number) => testVerdicts(truth, 40, randomFrom(seed), { level: 0.2, allBad: 0.1, most: 5 });
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

  test.each<[string, () => Verdict[]]>([
    ['groups that never met', () => [...duels('a', 'b', 9, 0), ...duels('c', 'd', 0, 8)]],
    ['a chain of sixty, each beating the next a hundred times', () => chain(60, 100)],
    ['twenty thousand verdicts that all fall alike', () => duels('a', 'b', 20_000, 0)],
    ['one verdict', () => [testVerdict(['a', 'b'], [0])]],
    ['only bad ones', () => times(5, () => testVerdict(['a', 'b'], []))],
  ])('%s: figures stay finite and add up', (_, make) => {
    const { generators, covariance } = overall(make());
    for (const { strength, error } of generators) {
      expect(Number.isFinite(strength)).toBe(true);
      expect(error).toBeGreaterThan(0);
      expect(error).toBeLessThan(10);
    }
    // Around an average in which each counts as often as it stood for choice: here as often as it met another.
    const all = generators.reduce((sum, { met }) => sum + met, 0);
    const share = generators.map(({ met }) => (all > 0 ? met / all : 1 / generators.length));
    const average = (values: readonly number[]) => values.reduce((sum, value, at) => sum + value * (share[at] ?? 0), 0);
    expect(average(generators.map(({ strength }) => strength))).toBeCloseTo(0, 6);
    for (const row of covariance) expect(average(row)).toBeCloseTo(0, 6);
  });

  const chain = (length: number, count: number): Verdict[] =>
    Array.from({ length: length - 1 }, (_, at) => duels(`g${at + 10}`, `g${at + 11}`, count, 0)).flat();

  test('a long chain keeps its order', () => {
    const names = overall(chain(60, 100)).generators.map(({ generator }) => generator);
    expect(names).toEqual(names.toSorted());
  });

  test.each(seeds)('the order of the verdicts does not matter (%i)', (seed) => {
    const verdicts = some(seed);
    const [one, other] = [overall(verdicts), overall(verdicts.toReversed())];
    for (const { generator, strength, error } of one.generators) {
      expect(of(other, generator).strength).toBeCloseTo(strength, 8);
      expect(of(other, generator).error).toBeCloseTo(error, 6);
    }
  });

  test.each(seeds)('other names have the same ratings (%i)', (seed) => {
    const names: Record<string, string> = { a: 'e', b: 'c', c: 'd', d: 'b', e: 'a' };
    const verdicts = some(seed);
    const renamed = verdicts.map((verdict) => ({
      ...verdict,
      contestants: verdict.contestants.map((each) => ({ ...each, generator: names[each.generator ?? ''] ?? null })),
    }));
    const [one, other] = [overall(verdicts), overall(renamed)];
    for (const { generator, strength } of one.generators)
      expect(of(other, names[generator] ?? '').strength).toBeCloseTo(strength, 8);
  });

  test.each(seeds)('one more win never lowers the winner, nor beside anybody (%i)', (seed) => {
    const verdicts = some(seed);
    const before = overall(verdicts);
    for (const among of [
      ['a', 'b'],
      ['e', 'a'],
      ['c', 'd', 'e'],
      ['d', 'a', 'b', 'c'],
    ]) {
      const after = overall([...verdicts, testVerdict(among, [0])]);
      const [winner = ''] = among;
      expect(of(after, winner).strength).toBeGreaterThan(of(before, winner).strength);
      for (const other of Object.keys(truth).filter((name) => name !== winner))
        expect(beats(after, winner, other)?.probability).toBeGreaterThan(
          beats(before, winner, other)?.probability ?? 1,
        );
    }
  });
});
