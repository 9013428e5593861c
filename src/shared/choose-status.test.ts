import { describe, expect, it } from 'vitest';
import { usualFallback } from './chain.ts';
import { chooseChain } from './choose.ts';
import { newFilm, newScene, type Scene } from './film.ts';
import type { GeneratorView } from './generator.ts';
import { rank } from './rank.ts';
import { sceneAsk } from './rank-ask.ts';
import { recommend } from './rank-recommend.ts';
import { usualRankWish } from './rank-wish.ts';
import { testGeneratorView, testRules } from './test-generator.ts';

const gone = { usable: false, quality: 99, priority: 1 } as const;
const all: GeneratorView[] = [
  testGeneratorView('kling', { quality: 90 }),
  testGeneratorView('wan', { quality: 80 }),
  testGeneratorView('sora', {
    ...{ ...gone, name: 'Sora 2', hindrance: 'was retired on 24 September 2026; use Kling' },
    status: { kind: 'retired', since: '2026-09-24', successor: 'kling', note: '' },
  }),
  testGeneratorView('digen', {
    ...{ ...gone, name: 'DIGEN', hindrance: 'is made by hand at DIGEN' },
    status: { kind: 'hand-off', url: 'https://digen.example', template: '{prompt}', note: '' },
  }),
  testGeneratorView('preview', { quality: 70, status: { kind: 'preview', note: 'May change.' } }),
  testGeneratorView('anna', { category: 'avatar', name: 'Anna', priority: 1, limits: { characters: 20 } }),
  testGeneratorView('bert', { category: 'avatar', name: 'Bert', priority: 1 }),
];

function choose(asked: string, scene: Partial<Scene> = {}, mode: 'auto' | 'fixed' = 'auto', generators: string[] = []) {
  const film = newFilm({ title: 'Film' });
  const ask = sceneAsk(film, newScene({ prompt: 'A harbour', narration: 'Hello.', ...scene }), 'picture', 5);
  const ranked = rank({ generators: all, rules: testRules, priorities: {}, wish: usualRankWish, scene: ask });
  const fallback = { ...usualFallback.picture, mode, generators };
  const { chain, hindrance, leftOut } = chooseChain({ role: 'picture', asked, fallback, ranked });
  return { ids: chain.map(({ id }) => id), hindrance, leftOut };
}

describe('what may end at any time', () => {
  const previewOf = (id: string, more: Parameters<typeof testGeneratorView>[1]) =>
    testGeneratorView(id, { status: { kind: 'preview', note: 'May change.' }, quality: 99, priority: 1, ...more });
  const ours = [...all, previewOf('read-aloud', { role: 'voice', category: 'speech' })];

  it('comes up where it is named and nowhere else', () => {
    expect(choose('auto').ids.toSorted()).toEqual(['kling', 'wan']);
    expect(choose('preview').ids.toSorted()).toEqual(['kling', 'preview', 'wan']);
    expect(choose('kling', {}, 'fixed', ['preview']).ids).toEqual(['kling', 'preview']);
  });

  it('is not recommended, for nothing or at any price', () => {
    expect(recommend(ours, 'speech', 'premium')).toBeNull();
    const free = previewOf('free', { price: { micros: 0, per: 'run', certainty: 'exact', asOf: '2026-11-01' } });
    expect(recommend([free], 'text-to-video', 'free')).toBeNull();
  });
});

describe('what nobody can order', () => {
  it('never comes up by itself', () => {
    expect(choose('auto').ids).not.toContain('sora');
    expect(choose('auto').ids).not.toContain('digen');
  });

  it('says why where it is named, first or in a fixed chain', () => {
    expect(choose('sora')).toMatchObject({
      ids: [],
      hindrance: { code: 'unsupported', text: 'Sora 2 was retired on 24 September 2026; use Kling' },
    });
    expect(choose('digen').hindrance).toMatchObject({
      text: 'DIGEN is made by hand at DIGEN',
      action: 'Hand the scene off to DIGEN, and bring the result back.',
    });
    expect(choose('kling', {}, 'fixed', ['sora', 'wan'])).toMatchObject({
      ids: ['kling', 'wan'],
      leftOut: [{ generator: 'sora', reason: expect.stringContaining('was retired') }],
    });
  });

  it('is not recommended', () => {
    expect(recommend(all, 'text-to-video', 'premium')?.generator.id).toBe('kling');
  });
});

describe('who speaks in the scene', () => {
  it('is for people to say, and nobody takes the place', () => {
    expect(choose('anna').ids).toEqual(['anna']);
    expect(choose('anna', {}, 'fixed', ['bert']).ids).toEqual(['anna', 'bert']);
  });

  it('needs something to say, of a length that can be said', () => {
    expect(choose('anna', { narration: '' }).hindrance).toMatchObject({
      code: 'invalid-input',
      text: 'Anna speaks the narration, and the scene has none',
    });
    expect(choose('anna', { prompt: 'A very long prompt that is scenery only.' }).hindrance).toBeNull();
    expect(choose('anna', { narration: 'Hello to everybody out there.' }).hindrance?.text).toBe(
      'Anna takes 20 characters, and the narration has 29',
    );
  });
});
