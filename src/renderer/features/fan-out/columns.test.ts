import { expect, test } from 'vitest';
import type { Judgement } from '../../../shared/batch.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { testGeneratorView, testRules } from '../../../shared/test-generator.ts';
import { type Catalogue, planScene } from '../generation/plan-scene.ts';
import { columnsOf, emptyText, namesOf, type RankedScene, troubleText, withoutSeed } from './columns.ts';
import { type Choice, cellOf, firstChoice } from './fan-out.ts';

const price = (micros: number, certainty: 'exact' | 'estimate' = 'exact') =>
  ({ micros, per: 'run', certainty, asOf: '2026-11-01' }) as const;
const generators: Catalogue['generators'] = [
  testGeneratorView('kling', { price: price(240_000), vendorName: 'PiAPI' }),
  testGeneratorView('about', { price: price(100_000, 'estimate'), limits: { seed: false } }),
  testGeneratorView('from-still', { limits: { still: 'required' } }),
  testGeneratorView('keyless', { usable: false, hindrance: 'needs a Veo key' }),
  { ...testGeneratorView('dry'), trouble: { code: 'no-credit', text: 'has no credit' } },
];
const lamp = newScene({ prompt: 'A lamp', seconds: 5, still: 'tk_00000001' });
const sea = newScene({ prompt: 'The sea', seconds: 5 });
const film = newFilm({ title: 'Keeper', scenes: [lamp, sea] });
const catalogue: Catalogue = { generators, rules: testRules, priorities: {} };
const scenes: RankedScene[] = film.scenes.map((scene, index) => ({
  sceneId: scene.id,
  number: index + 1,
  ranked: planScene({ film, scene, role: 'picture', onScreen: 5, catalogue }).ranked,
}));
const vendor = {
  ...{ id: 'kling', name: 'PiAPI', needsKey: true, keyUrl: null, keyVariable: null, afterCancel: null },
  ...{ keyHint: null, serverHint: null, baseUrl: null, usualBaseUrl: null },
};
const limits = { perMinute: null, atOnce: 2, coolDownSeconds: 5 };
const columns = (more: Partial<Choice>, judgement: Judgement | null = null) =>
  columnsOf({
    choice: { ...firstChoice(lamp.id, null), sceneIds: [lamp.id, sea.id], ...more },
    ...{ scenes, judgement, rings: [], vendors: [{ ...vendor, limits, usualLimits: limits }] },
  });
const column = (id: string, more: Partial<Choice> = {}) => columns({ generators: [id], ...more })[0];

test('a column costs and lasts what all its takes do, as many at once as its vendor takes', () => {
  expect(column('kling', { each: 2 })).toMatchObject({
    ...{ name: 'kling', vendorName: 'PiAPI', takes: 4, micros: 960_000, estimated: false },
    ...{ seconds: 120, troubles: [] },
  });
  expect(column('about')).toMatchObject({ micros: 200_000, estimated: true });
});

test('what keeps a column from scenes is said with their numbers, and goes when they are left out', () => {
  const [trouble] = column('from-still')?.troubles ?? [];
  expect(trouble).toEqual({ text: 'needs a still', scenes: [2] });
  expect(trouble && troubleText(trouble, 2)).toBe('needs a still in scene 2');
  expect(trouble && troubleText(trouble, 1)).toBe('needs a still');
  const left = column('from-still', { leftOut: new Set([cellOf(sea.id, 'from-still')]) });
  expect(left).toMatchObject({ takes: 1, troubles: [] });
});

test('a missing key, a dry one, and a generator that nobody knows keep it from all scenes', () => {
  expect(column('keyless')?.troubles).toEqual([{ text: 'needs a Veo key', scenes: [1, 2] }]);
  expect(column('dry')?.troubles).toEqual([{ text: 'dry has no credit', scenes: [1, 2] }]);
  expect(column('gone')).toMatchObject({
    ...{ name: 'gone', micros: 0, seconds: 0 },
    troubles: [{ text: 'is not in the catalogue of this Circle Take', scenes: [1, 2] }],
  });
});

test('columns stand in the order chosen, each with its own warnings, once', () => {
  const wish = (generator: string, warnings: string[]) => ({
    ...{ sceneId: lamp.id, role: 'picture' as const, generator, chain: [], reasons: [], leftOut: [] },
    warnings,
  });
  const judgement: Judgement = {
    wishes: [
      wish('kling', ['kling takes no seed.']),
      wish('kling', ['kling takes no seed.', '5 s of 8 s']),
      wish('about', []),
    ],
    ...{ hurdles: [], lowMicros: 0, highMicros: 0, estimated: false, seconds: 0, bites: [] },
  };
  const found = columns({ generators: ['about', 'kling'] }, judgement);
  expect(found.map(({ id, remarks }) => [id, remarks])).toEqual([
    ['about', []],
    ['kling', ['takes no seed', '5 s of 8 s']],
  ]);
});

test('those that take no seed are named', () => {
  const choice = { ...firstChoice(lamp.id, null), generators: ['kling', 'about'] };
  expect(withoutSeed({ choice, scenes })).toEqual(['about']);
});

test('two vendors’ generators of one name are told apart', () => {
  const ranked = scenes[0]?.ranked.map((view) =>
    view.generator.id === 'about' ? { ...view, generator: { ...view.generator, name: 'kling' } } : view,
  );
  expect(namesOf(['kling', 'about', 'dry', 'gone'], ranked ?? [])).toBe('kling (PiAPI), kling (about), dry, gone');
});

test('where too few can work, a key is what helps', () => {
  const ranked = scenes[1]?.ranked ?? [];
  expect(emptyText(ranked, 2)).toContain('begin with a set');
  const only = ranked.filter(({ generator }) => ['kling', 'keyless'].includes(generator.id));
  expect(emptyText(only, 2)).toContain('Add a key above: 1 more');
  expect(emptyText(only, 1)).toContain('begin with a set');
});
