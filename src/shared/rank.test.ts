import { describe, expect, test } from 'vitest';
import rules from '../../resources/ranking.json' with { type: 'json' };
import { newFilm, newScene, type Scene } from './film.ts';
import type { GeneratorView } from './generator.ts';
import { rank } from './rank.ts';
import { sceneAsk } from './rank-ask.ts';
import { type RankWish, rankRulesSchema, usualRankWish } from './rank-wish.ts';
import { testGeneratorView } from './test-generator.ts';

const generator = testGeneratorView;
const newTakeId = 'tk_00000000000000000000';

type Asked = {
  readonly scene?: Partial<Scene>;
  readonly wish?: Partial<RankWish>;
  readonly seconds?: number;
  readonly priorities?: Record<string, number>;
};

function ranked(
  generators: readonly GeneratorView[],
  { scene = {}, wish = {}, seconds = 5, priorities = {} }: Asked = {},
) {
  const film = newFilm({ title: 'Film' });
  const asked = newScene({ prompt: 'A harbour', ...scene });
  return rank({
    generators,
    rules: rankRulesSchema.parse(rules),
    priorities,
    wish: { ...usualRankWish, ...wish },
    scene: sceneAsk(film, asked, 'picture', seconds),
  });
}
const order = (...given: Parameters<typeof ranked>) => ranked(...given).map((one) => one.generator.id);
const hindrances = (...given: Parameters<typeof ranked>) => ranked(...given).map((one) => one.hindrance);

describe('the rules', () => {
  const four = [
    generator('hailuo', { priority: 3, strengths: ['product', 'hook'] }),
    generator('luma', { priority: 2, strengths: ['product'] }),
    generator('kling', { priority: 1, strengths: ['testimonial', 'story'] }),
    generator('runway', { priority: 1, strengths: ['cinematic', 'brand'] }),
  ];
  const scene = { kind: 'testimonial', prompt: 'Woman smiling, discussing her wellness journey' } as const;

  test('the reference case', () => {
    expect(ranked(four, { scene }).map((one) => [one.generator.id, one.score])).toEqual([
      ['kling', 170],
      ['runway', 90],
      ['luma', 80],
      ['hailuo', 70],
    ]);
  });

  test('every point is shown', () => {
    const all = ranked(four, { scene });
    expect(all[0]?.reasons).toEqual([
      { points: 90, text: 'priority 1' },
      { points: 50, text: 'good at testimonial' },
      { points: 30, text: 'people words: woman, smiling' },
    ]);
    for (const { reasons, score } of all) expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score);
  });

  test.each([
    ['A FACE in the crowd', 100],
    ['Many faces', 70],
    ['A manor by the sea', 70],
    ['A man, a woman, people', 100],
    ['“Smiling”-eyed', 100],
    ['', 70],
  ])('%j gives kling %d', (prompt, score) => {
    expect(ranked([generator('kling')], { scene: { prompt } })[0]?.score).toBe(score);
  });

  test.each([
    ['veo', 'Slow   motion of a wave', 30],
    ['veo', 'slow-motion', 30],
    ['veo', 'slow, then motion', 0],
    ['runway', 'an epic, sweeping camera', 30],
    ['luma', 'the bottle reveal', 30],
    ['hunyuan', 'a forest under the sky', 20],
    ['hailuo', 'abstract', 20],
    ['sora', 'a cinematic forest, a man with a bottle', 0],
  ])('%s gets for %j %d points', (family, prompt, points) => {
    expect(ranked([generator('x', { family })], { scene: { prompt } })[0]?.score).toBe(70 + points);
  });

  test('the user’s own priority counts instead of the catalogue’s', () => {
    const { score, reasons } =
      ranked(four, { priorities: { hailuo: 1 } }).find((one) => one.generator.id === 'hailuo') ?? {};
    expect(score).toBe(90);
    expect(reasons).toContainEqual({ points: 90, text: 'priority 1' });
  });

  test('what comes level is ordered by quality, then price, then the catalogue', () => {
    const free = { micros: 0, per: 'run', certainty: 'exact', asOf: '2026-11-01' } as const;
    const level = [generator('a'), generator('b'), generator('c', { price: free }), generator('d', { quality: 71 })];
    expect(order(level)).toEqual(['d', 'c', 'a', 'b']);
  });
});

describe('modes', () => {
  const price = (micros: number) => ({ micros, per: 'second', certainty: 'exact', asOf: '2026-11-01' }) as const;
  const three = [
    generator('fit', { priority: 1, price: price(80_000), typicalSeconds: 90 }),
    generator('good', { quality: 95, price: price(200_000), typicalSeconds: 200 }),
    generator('cheap', { price: price(10_000), typicalSeconds: 100 }),
    generator('quick', { price: price(90_000), typicalSeconds: 20 }),
  ];
  test.each([
    ['fit', ['fit', 'good', 'cheap', 'quick'], 'priority 1'],
    ['quality', ['good', 'fit', 'cheap', 'quick'], 'quality 95 of 100'],
    ['cheap', ['cheap', 'fit', 'quick', 'good'], '$0.05 for this scene'],
    ['fast', ['quick', 'fit', 'cheap', 'good'], 'takes about 0:20'],
  ] as const)('%s', (mode, ids, reason) => {
    const all = ranked(three, { wish: { mode } });
    expect(all.map((one) => one.generator.id)).toEqual(ids);
    expect(all[0]?.reasons[0]?.text).toBe(reason);
  });

  test('the price of this scene counts, not the price of a second', () => {
    const longAtLeast = generator('ten', { price: price(8_000), limits: { seconds: [10] } });
    expect(order([longAtLeast, three[2] ?? longAtLeast], { wish: { mode: 'cheap' }, seconds: 3 })).toEqual([
      'cheap',
      'ten',
    ]);
  });
});

describe('what cannot make it', () => {
  const good = generator('good', { limits: { lastFrame: true } });
  test.each<[string, GeneratorView, Asked]>([
    ['makes no 16:9', generator('x', { limits: { aspects: ['9:16'] } }), {}],
    ['needs a still', generator('x', { limits: { still: 'required' } }), {}],
    ['takes no still', generator('x', { limits: { still: 'no' } }), { scene: { still: newTakeId } }],
    ['cannot end on a given picture', generator('x'), { scene: { still: newTakeId, endStill: newTakeId } }],
    ['takes 5 characters, and the prompt has 9', generator('x', { limits: { characters: 5 } }), {}],
    ['needs an X key', generator('x', { usable: false, hindrance: 'needs an X key' }), {}],
    ['costs $0.50, more than $0.25', generator('x', { limits: { seconds: [10] } }), { wish: { maxUsd: 0.25 } }],
    ['has quality 60, less than 70', generator('x', { quality: 60 }), { wish: { minQuality: 70 } }],
  ])('%s: it comes last and says why', (why, other, asked) => {
    const best = { ...other, priority: 1 };
    expect(order([best, good], asked)).toEqual(['good', 'x']);
    expect(hindrances([best, good], asked)).toEqual([null, why]);
  });

  test('a picture to end on needs one to start on', () => {
    const ending = generator('ending', { limits: { lastFrame: true } });
    expect(hindrances([ending], { scene: { still: newTakeId, endStill: newTakeId } })).toEqual([null]);
    expect(hindrances([ending], { scene: { endStill: newTakeId } })).toEqual([
      'ends on a given picture only where it starts on one',
    ]);
  });

  test('references are counted', () => {
    const takes = (references: number) => generator('x', { limits: { references } });
    const said = (references: number, asked: number) => {
      const scene = { ...sceneAsk(newFilm({ title: 'Film' }), newScene(), 'picture', 5), references: asked };
      const order = { rules: rankRulesSchema.parse(rules), priorities: {}, wish: usualRankWish };
      return rank({ ...order, generators: [takes(references)], scene })[0]?.hindrance;
    };
    expect(said(0, 0)).toBe(null);
    expect(said(0, 1)).toBe('takes no reference pictures');
    expect(said(1, 2)).toBe('takes at most 1 reference picture');
    expect(said(2, 3)).toBe('takes at most 2 reference pictures');
    expect(said(2, 2)).toBe(null);
  });

  test('sound and free are wishes too', () => {
    const loud = generator('loud', { limits: { sound: true } });
    expect(hindrances([good, loud], { wish: { sound: true } })).toEqual([null, 'makes no sound']);
    expect(hindrances([good], { wish: { freeOnly: true } })).toEqual(['is not free']);
  });

  test('too short costs rank, in proportion, but is no hindrance', () => {
    const [long, short] = ranked(
      [generator('a', { limits: { seconds: [4, 8] } }), generator('b', { limits: { seconds: null } })],
      {
        seconds: 12,
      },
    );
    expect(long?.generator.id).toBe('b');
    expect(short).toMatchObject({ hindrance: null, score: 53 });
    expect(short?.reasons).toContainEqual({ points: -17, text: 'makes at most 8 s of 12 s' });
    const image = generator('i', { category: 'text-to-image', limits: { seconds: [5] } });
    expect(ranked([image], { seconds: 12 })[0]?.score).toBe(70);
  });

  test('only generators of the role are ranked', () => {
    expect(order([generator('v', { role: 'voice', category: 'speech' })])).toEqual([]);
  });
});

describe('the sketch', () => {
  const free = { micros: 0, per: 'run', certainty: 'exact', asOf: '2026-11-01' } as const;
  const sketch = generator('sketch', {
    priority: 9,
    quality: 20,
    price: free,
    typicalSeconds: 6,
    limits: { seconds: null },
  });
  const poor = generator('poor', { priority: 9, limits: { seconds: [1] } });

  test.each(['fit', 'quality', 'cheap', 'fast'] as const)('never comes before a real vendor by %s', (mode) => {
    expect(order([sketch, poor], { wish: { mode }, seconds: 60 })).toEqual(['poor', 'sketch']);
  });
  test('wins where nothing else is free, or can be used', () => {
    expect(order([poor, sketch], { wish: { freeOnly: true } })).toEqual(['sketch', 'poor']);
    expect(order([{ ...poor, usable: false }, sketch])).toEqual(['sketch', 'poor']);
  });
  test('comes first when the user gives it a priority', () => {
    expect(order([poor, sketch], { priorities: { sketch: 1 } })).toEqual(['sketch', 'poor']);
  });
});

test('a thousand scenes are ranked at once', () => {
  const many = Array.from({ length: 40 }, (_, index) => generator(`g${index}`));
  for (let scene = 0; scene < 1000; scene += 1) expect(ranked(many)).toHaveLength(40);
});
