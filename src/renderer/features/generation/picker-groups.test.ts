import { expect, test } from 'vitest';
import { newFilm, newScene } from '../../../shared/film.ts';
import { testGeneratorView, testRules } from '../../../shared/test-generator.ts';
import { keysWorth, pickerGroups, reasonsText, recommendedFor, takePriceText } from './picker-groups.ts';
import { type Catalogue, choiceName, planScene } from './plan-scene.ts';

const free = { micros: 0, per: 'run', certainty: 'exact', asOf: '2026-11-01' } as const;
const generators: Catalogue['generators'] = [
  testGeneratorView('kling', { family: 'kling', priority: 1, strengths: ['testimonial'], vendorName: 'PiAPI' }),
  testGeneratorView('dear', { price: { ...free, micros: 9_000_000 }, quality: 95 }),
  testGeneratorView('locked', { usable: false, hindrance: 'needs a Veo key' }),
  { ...testGeneratorView('dry'), trouble: { code: 'no-credit', text: 'has no credit until 13:34' } },
  testGeneratorView('tall', { limits: { aspects: ['9:16'] } }),
  testGeneratorView('midjourney', {
    status: { kind: 'hand-off', url: 'https://tool.example', template: '{prompt}', note: '' },
    ...{ usable: false, hindrance: 'is made by hand at Midjourney' },
  }),
  testGeneratorView('sora', {
    status: { kind: 'retired', since: '2026-09', successor: null, note: '' },
    ...{ usable: false, hindrance: 'was retired in September 2026' },
  }),
  testGeneratorView('sketch', { price: free, quality: 40, alsoCalled: ['Storyboard'] }),
];
const rules: Catalogue['rules'] = {
  ...testRules,
  words: [{ name: 'people', words: ['woman'], points: 30, families: ['kling'] }],
};
const bare = newFilm({ title: 'Keeper' });
const wish = { ...bare.picture.wish, maxUsd: 1 };
const film = { ...bare, picture: { ...bare.picture, generator: 'auto', wish } };
const scene = newScene({ kind: 'testimonial', prompt: 'A woman smiling', seconds: 5 });
const plan = planScene({ film, scene, role: 'picture', onScreen: 5, catalogue: { generators, rules, priorities: {} } });
/** The groups that hold any, by name. */
const ids = (search: string) =>
  Object.fromEntries(
    Object.entries(pickerGroups(plan.ranked, search))
      .filter(([, list]) => list.length > 0)
      .map(([name, list]) => [name, list.map(({ generator }) => generator.id)]),
  );

test('those that can come in their order; the others by what keeps them', () => {
  expect(ids('')).toEqual({
    ...{ able: ['kling', 'sketch'], stuck: ['dry'], unwanted: ['dear'], keyless: ['locked'], unable: ['tall'] },
    ...{ byHand: ['midjourney'], retired: ['sora'] },
  });
  expect(ids('PiAPI kling')).toEqual({ able: ['kling'] });
  expect(ids('storyboard')).toEqual({ able: ['sketch'] });
  expect(ids('nobody')).toEqual({});
});

test('what sets a generator apart is said first, and its price is the scene’s', () => {
  const [first] = plan.ranked;
  expect(reasonsText(first?.reasons ?? [])).toBe('good at testimonial +50 · people +30 · priority 1 +90');
  expect(first && takePriceText(first)).toBe('$0.25');
  expect(reasonsText([{ points: -10, text: 'makes at most 5 s of 6 s' }])).toBe('makes at most 5 s of 6 s −10');
});

test('the ranking’s choice is named with its mode', () => {
  expect(choiceName(plan, 'fit')).toBe('Best fit · kling');
  expect(choiceName({ ...plan, asked: 'sketch' }, 'fit')).toBe('sketch');
  expect(choiceName({ ...plan, asked: 'gone' }, 'fit')).toBe('gone');
});

test('recommendations are of those that can make the scene', () => {
  expect(recommendedFor(plan.ranked, 'text-to-video').map(({ level, ranked }) => [level, ranked.generator.id])).toEqual(
    [
      ['free', 'sketch'],
      ['budget', 'kling'],
      ['premium', 'dear'],
    ],
  );
});

test('what is free and the best there is, is recommended once', () => {
  const sketches = plan.ranked.filter(({ generator }) => generator.id === 'sketch');
  expect(recommendedFor(sketches, 'text-to-video').map(({ level }) => level)).toEqual(['free']);
});

test('what verdicts taught moves the ranking, is said first, and is forgotten with the ratings', () => {
  const scene = newScene({ kind: 'testimonial', prompt: 'A woman tells' });
  const ranked = (ratings: Catalogue['ratings'] = []) =>
    planScene({ film, scene, role: 'picture', onScreen: 5, catalogue: { generators, rules, priorities: {}, ratings } })
      .ranked;
  const rated = (generator: string, strength: number) => ({
    ...{ generator, strength, error: 0.3, met: 12, won: 6, allBad: 0, microsPerTake: 1, microsPerSecond: null },
  });
  const taught = ranked([
    { kind: 'testimonial', verdicts: 12, generators: [rated('sketch', 4), rated('kling', -4)], covariance: [] },
  ]);
  expect(ranked()[0]?.generator.id).toBe('kling');
  expect(taught[0]?.generator.id).not.toBe('kling');
  const kling = taught.find(({ generator }) => generator.id === 'kling');
  expect(reasonsText(kling?.reasons ?? [])).toMatch(/^your verdicts: .* −\d+ · good at testimonial/);
  expect(ranked()[0]?.generator.id).toBe('kling');
});

test('the key that brings most is offered first', () => {
  const byVendor = { gen: 'Runway', veo: 'fal', wan: 'fal' };
  const keyless = Object.entries(byVendor).map(([id, vendor]) =>
    testGeneratorView(id, { vendor, vendorName: vendor, usable: false, hindrance: `needs a ${vendor} key` }),
  );
  const catalogue = { generators: keyless, rules, priorities: {} };
  const { ranked } = planScene({ film, scene: newScene({ prompt: 'Sea' }), role: 'picture', onScreen: 5, catalogue });
  expect(keysWorth(pickerGroups(ranked, '').keyless).map(({ vendor, count }) => [vendor, count])).toEqual([
    ['fal', 2],
    ['Runway', 1],
  ]);
});
