import { describe, expect, it } from 'vitest';
import rules from '../../../resources/ranking.json' with { type: 'json' };
import { newFilm, newScene } from '../../shared/film.ts';
import { rankRulesSchema } from '../../shared/rank-wish.ts';
import { testGeneratorView } from '../../shared/test-generator.ts';
import { chooseGenerators } from './choose-generators.ts';
import { planTakes, refuseAbove } from './plan-takes.ts';

const view = testGeneratorView;
const free = { micros: 0, per: 'run', certainty: 'exact', asOf: '2026-11-19' } as const;
const voices = (...ids: string[]) => ids.map((id) => ({ id, name: id, language: 'en' }));
const priced = { micros: 50_000, per: 'second', certainty: 'exact', asOf: '2026-11-19' } as const;

const speech = { role: 'voice', category: 'speech', price: free } as const;
const any = { seconds: null };
const catalogue = {
  generators: [
    view('sketch', { priority: 9, quality: 20, price: free, limits: any }),
    view('local-voice', { ...speech, voices: voices('en-us', 'en-gb') }),
    view('from-still', { vendor: 'acme', price: free, limits: { ...any, still: 'required' } }),
    view('square', { vendor: 'acme', price: free, limits: { ...any, aspects: ['1:1'], still: 'no' } }),
    view('wide', { vendor: 'acme', price: priced, limits: { aspects: ['16:9'], still: 'no' } }),
    view('speaker', { ...speech, vendor: 'acme', voices: voices('bella') }),
    view('locked', { vendor: 'keyed', usable: false, hindrance: 'needs a Keyed key', priority: 1 }),
  ],
  vendors: ['sketch', 'local-voice', 'acme', 'keyed'].map((id) => {
    const needsKey = id === 'keyed';
    const limits = { afterCancel: null, limits: null, usualLimits: null };
    const plain = { keyHint: null, serverHint: null, baseUrl: null, usualBaseUrl: null };
    return { id, name: id, needsKey, keyUrl: null, keyVariable: needsKey ? 'KEYED_TOKEN' : null, ...limits, ...plain };
  }),
};
const offer = { generators: catalogue.generators, rules: rankRulesSchema.parse(rules), priorities: {}, ratings: [] };
const film = newFilm({
  title: 'Film',
  scenes: [
    newScene({ title: 'One', narration: 'Two words', generator: { picture: 'from-the-script', voice: null } }),
    newScene({ title: 'Two' }),
  ],
});
const none = { vendor: null, generator: null, voice: null, maxUsd: null };
const pictures = (wishes: Partial<typeof none> | Record<string, string>) => {
  const chosen = chooseGenerators(film, catalogue, { ...none, ...wishes });
  return [chosen.picture.generator, ...chosen.scenes.map((scene) => scene.generator.picture)];
};

describe('choosing generators', () => {
  it('changes nothing without a wish', () => expect(chooseGenerators(film, catalogue, none)).toBe(film));

  it.each([
    [{ generator: 'square' }, 'square'],
    [{ vendor: 'sketch' }, 'sketch'],
    [{ vendor: 'acme' }, 'wide'],
    [{ vendor: 'acme', generator: 'from-still' }, 'from-still'],
  ])('%j makes every picture with %s', (wishes, id) => expect(pictures(wishes)).toEqual([id, null, null]));

  it('takes a preview or its voices only where nothing else will do', () => {
    const status = { kind: 'preview', note: 'May change.' } as const;
    const early = [
      view('early', { vendor: 'acme', price: free, limits: any, status }),
      view('early-speaker', { ...speech, vendor: 'acme', voices: voices('bella', 'aria'), status }),
    ];
    const chosen = (wishes: Partial<Record<keyof typeof none, string>>, only = false) => {
      const generators = only ? early : [...early, ...catalogue.generators];
      return chooseGenerators(film, { ...catalogue, generators }, { ...none, ...wishes, maxUsd: null });
    };
    expect(chosen({ vendor: 'acme' }).picture.generator).toBe('wide');
    expect(chosen({ vendor: 'acme' }, true).picture.generator).toBe('early');
    expect(chosen({ voice: 'bella' }).voice.generator).toBe('speaker');
    expect(chosen({ voice: 'aria' }).voice.generator).toBe('early-speaker');
  });

  it.each([
    [{ vendor: 'acne' }, 'invalid-input', /Did you mean “acme”/],
    [{ generator: 'wied' }, 'invalid-input', /Did you mean “wide”/],
    [{ vendor: 'sketch', generator: 'wide' }, 'invalid-input', /It can be sketch/],
    [{ vendor: 'keyed' }, 'unauthorized', /KEYED_TOKEN/],
    [{ vendor: 'local-voice' }, 'unsupported', /another vendor/],
    [{ voice: 'en-gp' }, 'invalid-input', /Did you mean “en-gb”/],
  ])('%j is refused: %s', (wishes, code, action) => {
    expect(() => pictures(wishes)).toThrow(expect.objectContaining({ code, action: expect.stringMatching(action) }));
  });

  it.each([
    ['en-gb', 'local-voice'],
    ['bella', 'speaker'],
  ])('voice %s is spoken by %s', (voice, generator) => {
    expect(chooseGenerators(film, catalogue, { ...none, voice }).voice).toMatchObject({ voice, generator, speed: 1 });
  });
});

describe('where takes may go on to', () => {
  const chosen = (wishes: object) => chooseGenerators(film, catalogue, { ...none, ...wishes });
  it('is nowhere for a generator or vendor that was named', () => {
    expect(chosen({ generator: 'wide' }).picture.fallback.mode).toBe('never');
    expect(chosen({ vendor: 'acme' }).picture.fallback.mode).toBe('never');
  });

  it('is left to the ranking with auto', () => {
    expect(pictures({ generator: 'auto' })).toEqual(['auto', null, null]);
    expect(chosen({ generator: 'auto' }).picture.fallback.mode).toBe('auto');
    expect(() => pictures({ generator: 'auto', vendor: 'acme' })).toThrow('There is no picture generator “auto”');
  });
});

it('makes the limit of the command line the film’s budget', () => {
  expect(chooseGenerators(film, catalogue, { ...none, maxUsd: 2.5 })).toEqual({ ...film, budgetUsd: 2.5 });
});

describe('planning takes', () => {
  it('prices what the ranking would choose, and the dearest of a chain', () => {
    const auto = chooseGenerators(film, catalogue, { ...none, generator: 'auto' });
    expect(planTakes(auto, offer)).toMatchObject({
      ceilingMicros: 2 * 5 * 50_000,
      text: '2 pictures by wide · 1 voice by local-voice · at most $0.50',
    });
    const fallback = { mode: 'fixed' as const, generators: ['wide'], afterRefusal: false };
    const free = { ...film, picture: { ...film.picture, fallback }, scenes: film.scenes.slice(1) };
    expect(planTakes(free, offer)).toMatchObject({
      ceilingMicros: 5 * 50_000,
      text: '1 picture by sketch · at most $0.25',
    });
  });

  it('wants a picture for each scene, a voice where something is said', () => {
    const plan = planTakes(film, offer);
    expect(plan.wishes.map(({ role }) => role)).toEqual(['picture', 'voice', 'picture']);
    expect(plan.text).toBe('2 pictures by from-the-script, sketch · 1 voice by local-voice · free');
  });

  it('prices what the generators are asked for, and keeps to the limit', () => {
    const plan = planTakes(chooseGenerators(film, catalogue, { ...none, generator: 'wide' }), offer);
    // Both scenes are shorter than the 5 s that the generator makes at least.
    expect(plan.ceilingMicros).toBe(2 * 5 * 50_000);
    expect(plan.text).toContain('at most $0.50');
    expect(() => refuseAbove(0.5, plan)).not.toThrow();
    expect(() => refuseAbove(null, plan)).not.toThrow();
    expect(() => refuseAbove(0.49, plan)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});
