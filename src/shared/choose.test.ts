import { describe, expect, test } from 'vitest';
import rules from '../../resources/ranking.json' with { type: 'json' };
import { type Fallback, usualFallback } from './chain.ts';
import { chooseChain } from './choose.ts';
import { newFilm, newScene, type Scene } from './film.ts';
import type { GeneratorView } from './generator.ts';
import { newId } from './ids.ts';
import { rank } from './rank.ts';
import { sceneAsk } from './rank-ask.ts';
import { type RankWish, rankRulesSchema, usualRankWish } from './rank-wish.ts';
import type { Role } from './take.ts';
import { testGeneratorView } from './test-generator.ts';

const cents = (micros: number) =>
  ({ micros: micros * 10_000, per: 'run', certainty: 'exact', asOf: '2026-11-01' }) as const;
const speech = { role: 'voice', category: 'speech', family: 'speech' } as const;
const all: GeneratorView[] = [
  testGeneratorView('kling-fal', {
    family: 'kling',
    vendor: 'fal',
    vendorName: 'fal',
    name: 'Kling',
    price: cents(40),
    priority: 4,
  }),
  testGeneratorView('kling-r', { family: 'kling', vendor: 'r', price: cents(50), priority: 1 }),
  testGeneratorView('kling-r-old', { family: 'kling', vendor: 'r', price: cents(20), priority: 2 }),
  testGeneratorView('luma-r', { family: 'luma', vendor: 'r', price: cents(50), priority: 2 }),
  testGeneratorView('wan-fal', { family: 'wan', vendor: 'fal', price: cents(10), priority: 3 }),
  testGeneratorView('veo-g', {
    family: 'veo',
    vendor: 'g',
    price: cents(90),
    priority: 2,
    limits: { aspects: ['16:9'] },
  }),
  testGeneratorView('keyless', { usable: false, hindrance: 'needs a Keyless key', vendorName: 'Keyless' }),
  testGeneratorView('tall', { price: cents(5), priority: 1, limits: { aspects: ['9:16'] } }),
  testGeneratorView('flux', { category: 'text-to-image', price: cents(1), priority: 1, limits: { still: 'no' } }),
  testGeneratorView('imagen', { category: 'text-to-image', price: cents(1), priority: 2, limits: { still: 'no' } }),
  testGeneratorView('sketch', { price: cents(0), priority: 9, quality: 20 }),
  testGeneratorView('ada', speech),
  testGeneratorView('bob', speech),
];

type Asked = {
  readonly generators?: readonly GeneratorView[];
  readonly role?: Role;
  readonly fallback?: Partial<Fallback>;
  readonly wish?: Partial<RankWish>;
  readonly scene?: Partial<Scene>;
};

function choose(asked: string, { generators = all, role = 'picture', fallback, wish, scene }: Asked = {}) {
  const film = newFilm({ title: 'Film' });
  const ask = sceneAsk(film, newScene({ prompt: 'A harbour', narration: 'Hello.', ...scene }), role, 5);
  const ranked = rank({
    ...{ generators, rules: rankRulesSchema.parse(rules), priorities: {}, scene: ask },
    wish: { ...usualRankWish, ...wish },
  });
  const chosen = chooseChain({ role, asked, fallback: { ...usualFallback.picture, ...fallback }, ranked });
  return { ...chosen, ids: chosen.chain.map(({ id }) => id) };
}
const fixed = (...generators: string[]): Asked => ({ fallback: { mode: 'fixed', generators } });

describe('auto', () => {
  test('takes the best of the ranking and says why', () => {
    const { ids, reasons } = choose('auto', { fallback: { mode: 'never' } });
    expect(ids).toEqual(['kling-r']);
    expect(reasons).toEqual([{ points: 90, text: 'priority 1' }]);
  });

  test('goes on to the same family elsewhere, then other vendors, then other families, four in all', () => {
    const { ids, reasons } = choose('kling-r');
    expect(ids).toEqual(['kling-r', 'kling-fal', 'luma-r', 'wan-fal']);
    expect(reasons).toEqual([{ points: 0, text: 'then Kling through fal: the same family at another vendor' }]);
    expect(choose('kling-r', { generators: all.filter(({ vendor }) => vendor === 'r') }).ids).toEqual([
      'kling-r',
      'luma-r',
      'kling-r-old',
    ]);
  });

  test('does not try one family everywhere while there are others', () => {
    const kling = (vendor: string) => testGeneratorView(`kling-${vendor}`, { family: 'kling', vendor, priority: 1 });
    const generators = [kling('a'), kling('b'), kling('c'), testGeneratorView('luma', { vendor: 'a', priority: 5 })];
    expect(choose('kling-a', { generators }).ids).toEqual(['kling-a', 'kling-b', 'luma', 'kling-c']);
    const runway = testGeneratorView('runway', { priority: 4 });
    expect(choose('runway', { generators: [...generators, runway] }).ids).toEqual([
      'runway',
      'kling-a',
      'luma',
      'kling-b',
    ]);
  });

  test('never goes on to what costs more for this scene, nor from paid to a sketch', () => {
    expect(choose('wan-fal').ids).toEqual(['wan-fal']);
    expect(choose('kling-r-old').ids).toEqual(['kling-r-old', 'wan-fal']);
  });

  test('never goes on to another category, to what cannot make it, or to what the wishes leave out', () => {
    expect(choose('veo-g').ids).not.toContain('tall');
    expect(choose('veo-g').ids).not.toContain('keyless');
    expect(choose('flux').ids).toEqual(['flux', 'imagen']);
    expect(choose('veo-g', { wish: { maxUsd: 0.4 } }).ids).toEqual(['veo-g', 'kling-r-old', 'wan-fal', 'kling-fal']);
  });

  test('with a still, goes only to what takes it, unless what was asked for does not either', () => {
    const scene = { still: newId('take') };
    const generators = all.map((one) =>
      one.id === 'wan-fal' ? { ...one, limits: { ...one.limits, still: 'no' as const } } : one,
    );
    expect(choose('kling-r', { scene, generators }).ids).toEqual(['kling-r', 'kling-fal', 'luma-r', 'kling-r-old']);
    expect(choose('flux', { scene }).ids).toEqual(['flux', 'imagen']);
  });

  test('with a still to end on, goes only to what ends there, unless what was asked for does not either', () => {
    const scene = { still: newId('take'), endStill: newId('take') };
    const generators = all.map((one) => {
      if (one.id === 'wan-fal') return { ...one, limits: { ...one.limits, still: 'no' as const } };
      return one.vendor === 'r' ? { ...one, limits: { ...one.limits, lastFrame: true } } : one;
    });
    expect(choose('kling-r', { scene, generators }).ids).toEqual(['kling-r', 'luma-r', 'kling-r-old']);
    expect(choose('auto', { scene, generators }).ids).not.toContain('kling-fal');
    const ids = choose('veo-g', { scene, generators }).ids;
    expect(ids).toContain('kling-fal');
    expect(ids).not.toContain('wan-fal');
  });

  test('chooses the sketch where all must be free', () => {
    expect(choose('auto', { wish: { freeOnly: true } }).ids).toEqual(['sketch']);
  });

  test('a voice may fall back when the user says so, but is never chosen by the ranking', () => {
    expect(choose('ada', { role: 'voice' }).ids).toEqual(['ada', 'bob']);
    expect(choose('ada', { role: 'voice', fallback: usualFallback.voice }).ids).toEqual(['ada']);
    expect(choose('auto', { role: 'voice' })).toMatchObject({ ids: [], hindrance: { code: 'unsupported' } });
  });
});

describe('fixed', () => {
  test('takes exactly those, in order, whatever they cost and whatever the wishes are', () => {
    const { ids, leftOut } = choose('wan-fal', {
      ...fixed('veo-g', 'flux', 'wan-fal', 'veo-g', 'sketch'),
      wish: { maxUsd: 0.1 },
    });
    expect(ids).toEqual(['wan-fal', 'veo-g', 'flux', 'sketch']);
    expect(leftOut).toEqual([]);
  });

  test('leaves out what cannot make it, and says why', () => {
    expect(choose('wan-fal', fixed('tall', 'keyless', 'of-tomorrow', 'ada', 'luma-r'))).toMatchObject({
      ids: ['wan-fal', 'luma-r'],
      leftOut: [
        { generator: 'tall', reason: 'makes no 16:9' },
        { generator: 'keyless', reason: 'needs a Keyless key' },
        { generator: 'of-tomorrow', reason: 'is no picture generator of the catalogue' },
        { generator: 'ada', reason: 'is no picture generator of the catalogue' },
      ],
    });
  });
});

describe('a vendor that cannot work now', () => {
  const dry = { code: 'no-credit', text: 'has no credit until 13:34' } as const;
  const refused = { code: 'unauthorized', text: 'refused its key' } as const;
  const stuck = (trouble: typeof dry | typeof refused, ...vendors: string[]) =>
    all.map((one) => (vendors.includes(one.vendor) ? { ...one, trouble } : one));

  test('is left out where the ranking chooses', () => {
    expect(choose('auto', { generators: stuck(dry, 'r') }).ids).toEqual(['veo-g', 'wan-fal', 'kling-fal']);
    expect(choose('kling-r', { generators: stuck(dry, 'fal') }).ids).toEqual(['kling-r', 'luma-r', 'kling-r-old']);
  });

  test('gets no placeholder in its place, unless all must be free', () => {
    const generators = stuck(refused, 'r', 'fal', 'g');
    const hindrance = { code: 'unauthorized', vendor: 'r', text: 'kling-r refused its key' };
    expect(choose('auto', { generators })).toMatchObject({ ids: [], hindrance });
    expect(choose('auto', { generators, wish: { freeOnly: true } }).ids).toEqual(['sketch']);
  });

  test('is still asked first where it was named, with a warning, as long as another comes next', () => {
    const generators = stuck(dry, 'fal');
    const { ids, warnings } = choose('kling-fal', { generators });
    expect(ids).toEqual(['kling-fal', 'kling-r-old']);
    expect(warnings).toEqual(['fal has no credit until 13:34, so that kling-r-old comes next.']);
    expect(choose('wan-fal', { generators, ...fixed('kling-fal', 'luma-r') }).ids).toEqual([
      'wan-fal',
      'kling-fal',
      'luma-r',
    ]);
    expect(choose('kling-fal').warnings).toEqual([]);
  });

  test.each<[Partial<Fallback>]>([[{ mode: 'never' }], [{ mode: 'fixed', generators: ['wan-fal'] }]])(
    'is said where none of the chain can: %j',
    (fallback) => {
      expect(choose('kling-fal', { generators: stuck(dry, 'fal'), fallback })).toMatchObject({
        ids: [],
        hindrance: { code: 'no-credit', vendor: 'fal', text: 'fal has no credit until 13:34' },
      });
    },
  );
});

describe('when nobody can make it', () => {
  const only = (...ids: string[]): Asked => ({ generators: all.filter(({ id }) => ids.includes(id)) });
  test.each<[string, Asked, object]>([
    ['tall', {}, { code: 'unsupported', text: 'tall makes no 16:9', vendor: null }],
    ['keyless', {}, { code: 'unauthorized', text: 'keyless needs a Keyless key', vendor: 'keyless' }],
    ['ada', {}, { code: 'unsupported', text: expect.stringContaining('“ada” that makes a picture') }],
    ['auto', only('tall', 'flux'), { code: 'unsupported', text: 'No generator can make it: tall makes no 16:9' }],
    ['auto', only('tall', 'keyless'), { code: 'unauthorized', vendor: 'keyless' }],
    ['auto', only('flux'), { code: 'unsupported', text: 'There is no generator of clips' }],
    [
      'auto',
      { wish: { minQuality: 99 } },
      { text: expect.stringMatching(/^No generator meets the wishes: .* has quality/) },
    ],
  ])('%s is refused with the reason', (asked, order, hindrance) => {
    const chosen = choose(asked, order);
    expect(chosen).toMatchObject({ chain: [], hindrance });
    expect(chosen.hindrance?.action).toMatch(/\.$/);
  });
});
