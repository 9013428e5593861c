import { expect, test } from 'vitest';
import { newFilm, newScene } from '../../../shared/film.ts';
import { inputsDigest } from '../../../shared/inputs-digest.ts';
import { testTake } from '../../../shared/test-take.ts';
import { isStaleTake } from './stale-take.ts';

const scene = newScene({ prompt: 'A harbour' });
const film = newFilm({ title: 'Lighthouse', scenes: [scene] });
const origin = {
  kind: 'generated',
  generator: 'g',
  vendor: 'v',
  jobId: 'jb_1',
  attemptId: 'at_1',
  comparisonId: null,
} as const;

/** A take made from the scene as it is, which counts how often it is looked at. */
function watchedTake() {
  const shape = { role: 'picture', script: '', prompt: 'A harbour', stillTakeId: null, endStillTakeId: null } as const;
  const digest = inputsDigest({ ...shape, aspect: film.canvas.aspect });
  let looks = 0;
  const take = Object.defineProperty(testTake(scene.id, 'picture', {}, { origin }), 'inputsDigest', {
    get() {
      looks += 1;
      return digest;
    },
  });
  return { take, looks: () => looks };
}

test('a take is looked at again only when something changes that shapes it', () => {
  const { take, looks } = watchedTake();
  const generators = [] as const;
  expect(isStaleTake(film, scene, take, generators)).toBe(false);
  expect(isStaleTake({ ...film, title: 'Another', scenes: [scene, newScene()] }, scene, take, generators)).toBe(false);
  expect(looks()).toBe(1);

  expect(isStaleTake(film, { ...scene, prompt: 'Calm water' }, take, generators)).toBe(true);
  expect(isStaleTake({ ...film, look: { style: 'Warm light' } }, scene, take, generators)).toBe(true);
  expect(isStaleTake({ ...film, canvas: { ...film.canvas, aspect: '1:1' } }, scene, take, generators)).toBe(true);
  expect(isStaleTake(film, scene, take, generators)).toBe(false);
  expect(looks()).toBe(5);
  isStaleTake(film, scene, take, [...generators]);
  expect(looks()).toBe(6);
});
