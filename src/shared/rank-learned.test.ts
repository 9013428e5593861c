import { describe, expect, test } from 'vitest';
import rules from '../../resources/ranking.json' with { type: 'json' };
import { newFilm, newScene, type Scene } from './film.ts';
import { rank } from './rank.ts';
import { sceneAsk } from './rank-ask.ts';
import { recommend } from './rank-recommend.ts';
import { type RankWish, rankRulesSchema, usualRankWish } from './rank-wish.ts';
import { rateKinds } from './rating.ts';
import { testGeneratorView } from './test-generator.ts';
import { testVerdict } from './test-verdict.ts';
import type { Verdict } from './verdict.ts';

const four = [
  testGeneratorView('hailuo', { priority: 3, strengths: ['product', 'hook'] }),
  testGeneratorView('luma', { priority: 2, strengths: ['product'] }),
  testGeneratorView('kling', { priority: 1, strengths: ['testimonial', 'story'] }),
  testGeneratorView('runway', { priority: 1, strengths: ['cinematic', 'brand'] }),
];
const testimonial = { kind: 'testimonial', prompt: 'Woman smiling, discussing her wellness journey' } as const;

type Given = readonly [verdicts: readonly Verdict[], scene?: Partial<Scene>, wish?: Partial<RankWish>];
function ranked(...[verdicts, scene = testimonial, wish = {}]: Given) {
  return rank({
    generators: four,
    rules: rankRulesSchema.parse(rules),
    priorities: {},
    wish: { ...usualRankWish, ...wish },
    scene: sceneAsk(newFilm({ title: 'Film' }), newScene(scene), 'picture', 5),
    ratings: rateKinds(verdicts),
  });
}
const scores = (...given: Given) => ranked(...given).map((one) => [one.generator.id, one.score]);
const learnedOf = (id: string, ...given: Given) =>
  ranked(...given).find(({ generator }) => generator.id === id)?.learned;

const wins = (winner: string, loser: string, count: number, changes: Partial<Verdict> = {}): Verdict[] =>
  Array.from({ length: count }, () => testVerdict([winner, loser], [0], changes));
const verdicts = [...wins('luma', 'kling', 9), ...wins('luma', 'runway', 3), ...wins('runway', 'kling', 3)];
const reference = [
  ['kling', 170],
  ['runway', 90],
  ['luma', 80],
  ['hailuo', 70],
];

test('verdicts turn the ranking round, the reason is shown, and forgetting turns it back', () => {
  expect(scores([])).toEqual(reference);
  const taught = ranked(verdicts);
  expect(taught.map(({ generator }) => generator.id)).toEqual(['luma', 'kling', 'runway', 'hailuo']);
  expect(taught[0]).toMatchObject({
    score: 154,
    learned: { points: 74, text: 'your verdicts: beats the others 19 in 20 at testimonial (12)' },
  });
  expect(taught[1]?.reasons.at(-1)).toEqual(taught[1]?.learned);
  expect(taught[1]?.learned).toMatchObject({ points: -74, text: expect.stringMatching(/others 1 in 20 .*\(12\)$/) });
  expect(taught[3]?.learned).toBeNull();
  for (const { score, reasons } of taught) expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score);
  // As they are when all of them, or those of the kind, are forgotten.
  expect(scores(verdicts.filter(({ kind }) => kind !== 'testimonial'))).toEqual(reference);
});

describe('only what is beyond doubt', () => {
  test('two verdicts say nothing, three a little', () => {
    expect(learnedOf('luma', wins('luma', 'kling', 2))).toBeNull();
    expect(learnedOf('luma', wins('luma', 'kling', 3))?.points).toBeGreaterThan(0);
    expect(learnedOf('luma', wins('luma', 'kling', 3))?.points).toBeLessThan(25);
  });

  test('what is too close gets no points, and says so', () => {
    const close = [...wins('luma', 'kling', 3), ...wins('kling', 'luma', 3)];
    expect(learnedOf('luma', close)).toEqual({
      points: 0,
      text: 'your verdicts: too close to tell at testimonial (6)',
    });
    expect(scores(close)).toEqual(reference);
  });

  test('a thousand verdicts are worth no more than the most', () => {
    const many = wins('luma', 'kling', 1000);
    expect(learnedOf('luma', many)).toMatchObject({ points: 100, text: expect.stringContaining('99 in 100') });
    expect(learnedOf('kling', many)).toMatchObject({ points: -100, text: expect.stringContaining('1 in 100') });
  });

  test('one that is hardly known blurs nothing of what is known of the others', () => {
    const points = (given: readonly Verdict[]) => ['luma', 'kling'].map((id) => learnedOf(id, given)?.points ?? 0);
    const known = wins('luma', 'kling', 9);
    expect(points([...known, testVerdict(['luma', 'runway', 'hailuo'], [])])).toEqual(points(known));
    const [luma = 0, kling = 0] = points([...known, testVerdict(['luma', 'runway'], [0])]);
    const [before = 0, after = 0] = points(known);
    expect(Math.abs(luma - before) + Math.abs(kling - after)).toBeLessThan(15);
  });

  test('what was all bad is no reason', () => {
    const bad = Array.from({ length: 9 }, () => testVerdict(['luma', 'kling'], []));
    expect(scores(bad)).toEqual(reference);
    expect(learnedOf('luma', bad)).toBeNull();
  });
});

test('verdicts count at their own kind of scene only', () => {
  const hooks = wins('luma', 'kling', 9, { kind: 'hook' });
  expect(scores(hooks)).toEqual(reference);
  expect(learnedOf('luma', hooks, { ...testimonial, kind: 'hook' })?.text).toMatch(/at hook \(9\)$/);
});

test('where something else orders, verdicts decide between equals', () => {
  const ids = (given: readonly Verdict[]) =>
    ranked(given, testimonial, { mode: 'quality' }).map((one) => one.generator.id);
  expect(ids([])[0]).toBe('kling');
  expect(ids(verdicts)[0]).toBe('luma');
});

test('a recommendation heeds them too, and says so', () => {
  const learned = new Map(ranked(verdicts).map((one) => [one.generator.id, one.learned]));
  const best = (learnedOf?: Parameters<typeof recommend>[3]) => recommend(four, 'text-to-video', 'premium', learnedOf);
  expect(best()?.generator.id).toBe('kling');
  const found = best((id) => learned.get(id) ?? null);
  expect(found?.generator.id).toBe('luma');
  expect(found?.reasons.at(-1)?.text).toMatch(/^your verdicts: beats the others/);
});
