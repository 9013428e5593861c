import { expect, test } from 'vitest';
import { newFilm, newScene } from '../../../shared/film.ts';
import { setFilmFallback, setRankWish, setSceneFallback } from './choice-edits.ts';

const scene = newScene({ prompt: 'Sea' });
const film = newFilm({ title: 'Keeper', scenes: [scene, newScene()] });
const never = { mode: 'never', generators: [], afterRefusal: false } as const;

test('what matters is changed for the whole film, and only that', () => {
  const edited = setRankWish({ mode: 'cheap', maxUsd: 0.5 })(film);
  expect(edited.picture.wish).toEqual({ ...film.picture.wish, mode: 'cheap', maxUsd: 0.5 });
  expect({ ...edited, picture: film.picture }).toEqual(film);
});

test('a scene has a fallback of its own until it follows the film again', () => {
  const own = setSceneFallback(scene.id, 'picture', { ...never, generators: [] })(film);
  expect(own.scenes[0]?.fallback).toEqual({ picture: never, voice: null });
  expect(own.scenes[1]).toBe(film.scenes[1]);
  expect(setSceneFallback(scene.id, 'picture', null)(own).scenes[0]?.fallback.picture).toBeNull();
  expect(setSceneFallback('sc_gone', 'voice', null)(film)).toBe(film);
});

test('the film has a fallback for each role', () => {
  const edited = setFilmFallback('voice', { ...never, generators: ['kokoro'] })(film);
  expect(edited.voice.fallback.generators).toEqual(['kokoro']);
  expect(edited.picture).toBe(film.picture);
});
