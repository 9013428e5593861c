import { expect, test } from 'vitest';
import { newComparison } from '../../../shared/comparison.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { addComparison } from './compare-edits.ts';
import { deleteScene, renameFilm, updateScene } from './edits.ts';
import { createFilmStore } from './store.ts';

function setUp() {
  const scene = newScene({ title: 'Dawn' });
  let time = 0;
  const store = createFilmStore(newFilm({ title: 'Keeper', scenes: [scene] }), () => time);
  const type = (text: string, afterMs = 100) => {
    time += afterMs;
    store.edit('edit prompt', updateScene(scene.id, { prompt: text }), { group: `prompt ${scene.id}` });
  };
  const prompt = () => store.getState().film.scenes[0]?.prompt;
  return { store, scene, type, prompt };
}

test('undo and redo say what they did, and nothing at the ends', () => {
  const { store, scene } = setUp();
  store.edit('rename film', renameFilm('Lamp'));
  store.edit('delete scene 1', deleteScene(scene.id));
  expect(store.undo()).toBe('delete scene 1');
  expect(store.undo()).toBe('rename film');
  expect(store.undo()).toBeNull();
  expect(store.redo()).toBe('rename film');
  expect(store.getState().film).toMatchObject({ title: 'Lamp', scenes: [{ title: 'Dawn' }] });
});

test('a burst of typing is one step; a pause, another field or leaving the field starts the next', () => {
  const { store, type, prompt } = setUp();
  type('a');
  type('ab');
  type('abc');
  type('abcd', 5000);
  store.endBurst();
  type('abcde');
  store.undo();
  expect(prompt()).toBe('abcd');
  store.undo();
  expect(prompt()).toBe('abc');
  store.undo();
  expect(prompt()).toBe('');
});

test('typing after an undo forgets what could be redone', () => {
  const { store, type, prompt } = setUp();
  type('a');
  store.undo();
  type('b');
  expect(store.redo()).toBeNull();
  expect(prompt()).toBe('b');
});

test('an edit without effect is no step, and selecting is not undone', () => {
  const { store, type, prompt } = setUp();
  type('a');
  expect(store.edit('rename film', renameFilm('Keeper'))).toBe(false);
  store.select(null);
  store.undo();
  expect(prompt()).toBe('');
  expect(store.getState().selectedSceneId).toBeNull();
});

test('a comparison is no edit: undo and redo leave it there', () => {
  const { store, scene } = setUp();
  const comparison = newComparison({ sceneIds: [scene.id], generators: ['sketch'] });
  store.edit('rename film', renameFilm('Lamp'));
  store.keep(addComparison(comparison));
  const { film } = store.getState();
  expect(film).toMatchObject({ title: 'Lamp', comparisons: [comparison] });
  expect(store.undo()).toBe('rename film');
  expect(store.getState().film).toMatchObject({ title: 'Keeper', comparisons: [comparison] });
  expect(store.redo()).toBe('rename film');
  expect(store.getState().film).toEqual(film);
  expect(store.undo()).toBe('rename film');
  expect(store.undo()).toBeNull();
});
