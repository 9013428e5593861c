import { expect, test } from 'vitest';
import type { GeneratorView } from './generator.ts';
import type { Price } from './money.ts';
import { type BudgetLevel, recommend } from './rank-recommend.ts';
import { testGeneratorView } from './test-generator.ts';

const price = (micros: number, per: Price['per'] = 'run'): Price => ({
  micros,
  per,
  certainty: 'exact',
  asOf: '2026-11-01',
});
const clip = (id: string, micros: number, quality: number) => testGeneratorView(id, { price: price(micros), quality });
const clips = [
  ...[clip('sketch', 0, 20), clip('own', 0, 60), clip('a', 10_000, 40), clip('b', 20_000, 55), clip('c', 30_000, 70)],
  ...[clip('d', 300_000, 85), clip('e', 500_000, 95), clip('f', 400_000, 95)],
];
const pick = (level: BudgetLevel, from: readonly GeneratorView[] = clips) => recommend(from, 'text-to-video', level);

test.each([
  ['free', 'own', ['quality 60 of 100', 'free']],
  ['budget', 'b', ['quality 55 of 100', '$0.02 for 5 s', 'the best of the 2 cheapest']],
  ['premium', 'f', ['quality 95 of 100', '$0.40 for 5 s']],
] as const)('%s: %s', (level, id, reasons) => {
  const found = pick(level);
  expect(found?.generator.id).toBe(id);
  expect(found?.reasons).toEqual(reasons.map((text) => ({ points: 0, text })));
});

test('knows nothing where a level has nothing', () => {
  expect(pick('free', clips.slice(2))).toBeNull();
  expect(pick('budget', clips.slice(0, 2))).toBeNull();
  expect(pick('premium', [])).toBeNull();
  expect(pick('budget', clips.slice(0, 3))?.reasons.at(-1)?.text).toBe('the cheapest');
});

test('compares what a take costs, not what its unit costs', () => {
  const bySecond = testGeneratorView('s', { price: price(3_000, 'second'), limits: { seconds: [10] }, quality: 99 });
  const byRun = clip('r', 20_000, 50);
  expect(pick('budget', [bySecond, byRun])?.generator.id).toBe('r');
});

test('keeps to the category, and prices speech by its characters', () => {
  const voice = testGeneratorView('v', {
    ...{ role: 'voice', category: 'speech', price: price(15_000, 'thousand-characters'), limits: { seconds: null } },
  });
  expect(recommend([...clips, voice], 'speech', 'premium')).toMatchObject({
    generator: { id: 'v' },
    reasons: [{}, { text: '$0.015 for 1,000 characters' }],
  });
});
