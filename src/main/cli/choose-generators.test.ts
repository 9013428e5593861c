import { describe, expect, it } from 'vitest';
import { newFilm, newScene } from '../../shared/film.ts';
import type { GeneratorView } from '../../shared/generator.ts';
import { chooseGenerators } from './choose-generators.ts';
import { planTakes, refuseAbove } from './plan-takes.ts';

const view = (init: Partial<GeneratorView> & { id: string; vendor: string }): GeneratorView => ({
  ...{
    name: init.id,
    maker: 'm',
    role: 'picture',
    category: 'text-to-video',
    strengths: [],
    typicalSeconds: 1,
    voices: [],
  },
  price: { micros: 0, per: 'run', certainty: 'exact', asOf: '2026-11-19' },
  limits: { seconds: null, aspects: null, still: 'optional' },
  ...{ vendorName: init.vendor, usable: true, hindrance: null },
  ...init,
});
const voices = (...ids: string[]) => ids.map((id) => ({ id, name: id, language: 'en' }));
const priced = { micros: 50_000, per: 'second', certainty: 'exact', asOf: '2026-11-19' } as const;

const catalogue = {
  generators: [
    view({ id: 'sketch', vendor: 'sketch' }),
    view({
      id: 'local-voice',
      vendor: 'local-voice',
      role: 'voice',
      category: 'speech',
      voices: voices('en-us', 'en-gb'),
    }),
    view({ id: 'from-still', vendor: 'acme', limits: { seconds: null, aspects: null, still: 'required' } }),
    view({ id: 'square', vendor: 'acme', limits: { seconds: null, aspects: ['1:1'], still: 'no' } }),
    view({ id: 'wide', vendor: 'acme', price: priced, limits: { seconds: [5, 10], aspects: ['16:9'], still: 'no' } }),
    view({ id: 'speaker', vendor: 'acme', role: 'voice', category: 'speech', voices: voices('bella') }),
    view({ id: 'locked', vendor: 'keyed', usable: false, hindrance: 'needs a Keyed key' }),
  ],
  vendors: ['sketch', 'local-voice', 'acme', 'keyed'].map((id) => {
    const needsKey = id === 'keyed';
    return { id, name: id, needsKey, keyUrl: null, keyVariable: needsKey ? 'KEYED_TOKEN' : null };
  }),
};
const film = newFilm({
  title: 'Film',
  scenes: [
    newScene({ title: 'One', narration: 'Two words', generator: { picture: 'from-the-script', voice: null } }),
    newScene({ title: 'Two' }),
  ],
});
const none = { vendor: null, generator: null, voice: null };
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
    expect(chooseGenerators(film, catalogue, { ...none, voice }).voice).toEqual({ voice, generator, speed: 1 });
  });
});

describe('planning takes', () => {
  it('wants a picture for each scene, a voice where something is said', () => {
    const plan = planTakes(film, catalogue.generators);
    expect(plan.wishes.map(({ role }) => role)).toEqual(['picture', 'voice', 'picture']);
    expect(plan.text).toBe('2 pictures by from-the-script, sketch · 1 voice by local-voice · free');
  });

  it('prices what the generators are asked for, and keeps to the limit', () => {
    const plan = planTakes(chooseGenerators(film, catalogue, { ...none, generator: 'wide' }), catalogue.generators);
    // Both scenes are shorter than the 5 s that the generator makes at least.
    expect(plan.ceilingMicros).toBe(2 * 5 * 50_000);
    expect(plan.text).toContain('at most $0.50');
    expect(() => refuseAbove(0.5, plan)).not.toThrow();
    expect(() => refuseAbove(null, plan)).not.toThrow();
    expect(() => refuseAbove(0.49, plan)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});
