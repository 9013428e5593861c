import { expect, test } from 'vitest';
import { newFilm, newScene } from '../../../shared/film.ts';
import { testGeneratorView, testRules } from '../../../shared/test-generator.ts';
import { addable, chainLines, differenceText, fallbackText, moved, withMode } from './chain-text.ts';
import { planScene } from './plan-scene.ts';

const price = (micros: number) => ({ micros, per: 'run', certainty: 'exact', asOf: '2026-11-01' }) as const;
const generators = [
  testGeneratorView('kling', { price: price(240_000), priority: 1 }),
  testGeneratorView('luma', { price: price(200_000) }),
  testGeneratorView('veo', { price: price(400_000) }),
  testGeneratorView('tall', { price: price(100_000), limits: { aspects: ['9:16'] } }),
];
const bare = newFilm({ title: 'Keeper' });
const plan = (mode: 'auto' | 'fixed' | 'never', ids: string[] = []) => {
  const fallback = { mode, generators: ids, afterRefusal: false };
  const film = { ...bare, picture: { ...bare.picture, generator: 'kling', fallback } };
  const scene = newScene({ prompt: 'Sea', seconds: 5 });
  return {
    fallback,
    plan: planScene({
      film,
      scene,
      role: 'picture',
      onScreen: 5,
      catalogue: { generators, rules: testRules, priorities: {} },
    }),
  };
};
const lines = (...order: Parameters<typeof plan>) => {
  const { plan: planned, fallback } = plan(...order);
  return chainLines(planned, fallback).map(({ id, differenceMicros, leftOut }) => [id, differenceMicros, leftOut]);
};

test('a ranked chain costs no more; a fixed one says what it costs more, and whom it leaves out', () => {
  expect(lines('auto')).toEqual([['luma', -40_000, null]]);
  expect(lines('fixed', ['veo', 'tall', 'kling'])).toEqual([
    ['veo', 160_000, null],
    ['tall', null, 'makes no 16:9'],
    ['kling', null, 'comes first anyway'],
  ]);
});

test('what becomes of a take in a few words', () => {
  const said = (...order: Parameters<typeof plan>) => fallbackText(plan(...order).plan, plan(...order).fallback);
  expect(said('auto')).toBe('goes on to luma');
  expect(said('never')).toBe('stops');
  expect(said('fixed', ['tall'])).toBe('stops: none of those chosen can make it');
});

test('a chain that is fixed begins with what the ranking takes', () => {
  const { plan: planned, fallback } = plan('auto');
  expect(withMode(fallback, 'fixed', planned)).toMatchObject({ mode: 'fixed', generators: ['luma'] });
  expect(withMode({ ...fallback, generators: ['veo'] }, 'fixed', planned).generators).toEqual(['veo']);
  expect(addable(planned, { ...fallback, generators: ['luma'] }).map(({ generator }) => generator.id)).toEqual(['veo']);
});

test('differences and moves', () => {
  expect([120_000, -80_000, 0].map(differenceText)).toEqual(['+$0.12', '−$0.08', 'the same']);
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
});
