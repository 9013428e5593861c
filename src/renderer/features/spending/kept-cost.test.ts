import { expect, test } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { testTake } from '../../../shared/test-take.ts';
import { costPerKeptSecond, keptSeconds } from './kept-cost.ts';

const paid = { cost: { micros: 350_000, basis: 'reported' as const } };
const fade = { kind: 'crossfade' as const, seconds: 1 };

test('only time with a paid take counts', () => {
  const scenes = [newScene({ seconds: 4 }), newScene({ seconds: 6 })] as const;
  const takes = [testTake(scenes[0].id, 'picture', {}, paid), testTake(scenes[1].id, 'picture')];
  expect(keptSeconds(planCut(newFilm({ title: 'Test', scenes: [...scenes] }), takes))).toBe(4);
});

test('a crossfade between two paid takes counts once', () => {
  const scenes = [newScene({ seconds: 4, join: fade }), newScene({ seconds: 6 })] as const;
  const takes = scenes.map((scene) => testTake(scene.id, 'picture', {}, paid));
  expect(keptSeconds(planCut(newFilm({ title: 'Test', scenes: [...scenes] }), takes))).toBe(9);
});

test('a paid voice counts for as long as it speaks, and not again over a paid picture', () => {
  const scene = newScene({ seconds: 10, narration: 'Every night at seven.' });
  const film = newFilm({ title: 'Test', scenes: [scene] });
  const voice = testTake(scene.id, 'voice', { seconds: 3 }, paid);
  expect(keptSeconds(planCut(film, [voice, testTake(scene.id, 'picture')]))).toBe(3);
  expect(keptSeconds(planCut(film, [voice, testTake(scene.id, 'picture', {}, paid)]))).toBe(10);
});

test('a take that is not in the cut keeps nothing', () => {
  const scene = newScene({ seconds: 4 });
  const [dear, free] = [testTake(scene.id, 'picture', {}, paid), testTake(scene.id, 'picture', {}, { number: 2 })];
  const film = newFilm({ title: 'Test', scenes: [{ ...scene, circled: { picture: free.id, voice: null } }] });
  expect(keptSeconds(planCut(film, [dear, free]))).toBe(0);
});

test('what was thrown away makes the kept seconds dearer', () => {
  expect(costPerKeptSecond(3_200_000, 10)).toBe(320_000);
  expect(costPerKeptSecond(288_000, 38.6)).toBe(7_500);
  expect(costPerKeptSecond(3_200_000, 0)).toBeNull();
});
