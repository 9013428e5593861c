import { expect, test } from 'vitest';
import { newFilm, newScene } from '../../../shared/film.ts';
import { testGeneratorView, testRules } from '../../../shared/test-generator.ts';
import { planScene } from '../generation/plan-scene.ts';
import { chooseSet, leftOutText, quickSets, removeSet, renameProblem, renameSet, replaces, saveSet } from './sets.ts';

const price = (micros: number) => ({ micros, per: 'run', certainty: 'exact', asOf: '2026-11-01' }) as const;
const clip = (id: string, family: string, micros: number, priority: number, more: object = {}) =>
  testGeneratorView(id, { family, price: price(micros), priority, ...more });
const sketch = clip('sketch', 'sketch', 0, 9, { quality: 10 });
const still = clip('still', 'flux', 0, 1, { category: 'text-to-image' });
const real = [
  clip('kling', 'kling', 300_000, 1),
  clip('kling-fal', 'kling', 200_000, 2),
  clip('luma', 'luma', 100_000, 3),
  clip('veo', 'veo', 900_000, 4),
  clip('wan', 'wan', 0, 5),
  clip('free', 'free', 0, 6),
  clip('locked', 'pika', 10_000, 1, { usable: false, hindrance: 'needs a key' }),
];
const scene = newScene({ prompt: 'Sea', seconds: 5 });
const film = newFilm({ title: 'Keeper', scenes: [scene] });
const sets = (generators: ReturnType<typeof clip>[]) =>
  quickSets(
    planScene({
      ...{ film, scene, role: 'picture', onScreen: 5 },
      catalogue: { generators, rules: testRules, priorities: {} },
    }).ranked,
  );

test('the ranking makes sets of what can make the scene now', () => {
  expect(sets([...real, sketch, still])).toEqual([
    { label: 'Best four', generators: ['kling', 'kling-fal', 'luma', 'veo'] },
    { label: 'Cheapest four', generators: ['wan', 'free', 'luma', 'kling-fal'] },
    { label: 'One of each family', generators: ['kling', 'luma', 'veo', 'wan', 'free'] },
    { label: 'Free only', generators: ['wan', 'free', 'sketch'] },
  ]);
});

test('who speaks in the scene and what may end at any time is in none of them', () => {
  const anna = clip('anna', 'anna', 0, 1, { category: 'avatar' });
  const preview = clip('preview', 'pika', 0, 1, { status: { kind: 'preview', note: 'May change.' } });
  expect(sets([...real, anna, preview])).toEqual(sets(real));
});

test('sets that are the same are one, and one generator is none', () => {
  expect(sets(real.slice(0, 2))).toEqual([{ label: 'Best two', generators: ['kling', 'kling-fal'] }]);
  expect(sets([sketch, still])).toEqual([]);
});

test('a set is chosen as far as the catalogue knows it and the wall has room', () => {
  const known = new Set(['a', 'b', 'c']);
  const chosen = chooseSet(['a', 'gone', 'b', 'a'], known);
  expect(chosen).toEqual({ generators: ['a', 'b'], unknown: ['gone'], tooMany: 0 });
  expect(leftOutText(chosen)).toBe('This Circle Take does not know gone.');
  expect(leftOutText(chooseSet(['a'], known))).toBeNull();
  const there = ['c', ...Array.from({ length: 10 }, (_, index) => `g${index}`)];
  const tight = chooseSet(['a', 'b', 'c'], known, there);
  expect(tight).toEqual({ generators: ['a', 'c'], unknown: [], tooMany: 1 });
  expect(leftOutText(tight)).toContain('no room for 1 more');
});

test('sets are saved, replaced by name, renamed and removed', () => {
  const [one, two] = [
    { name: 'People', generators: ['a', 'b'] },
    { name: 'Sea', generators: ['c'] },
  ] as const;
  const mine = saveSet(saveSet([], ' People ', one.generators), 'Sea', two.generators);
  expect(mine).toEqual([one, two]);
  expect(replaces(mine, 'people ')).toBe(true);
  expect(saveSet(mine, 'people', ['d'])).toEqual([{ name: 'people', generators: ['d'] }, two]);
  expect(renameSet(mine, 'Sea', 'Water ')).toEqual([one, { ...two, name: 'Water' }]);
  expect(renameProblem(mine, 'Sea', 'PEOPLE')).toBe('Another set is called that.');
  expect(renameProblem(mine, 'Sea', 'sea')).toBeNull();
  expect(renameProblem(mine, 'Sea', ' ')).toBe('A set has a name.');
  expect(removeSet(mine, 'People')).toEqual([two]);
});
