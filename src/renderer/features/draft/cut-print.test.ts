import { expect, test } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { testTake } from '../../../shared/test-take.ts';
import { cutPrint } from './cut-print.ts';

const scene = newScene({ title: 'Dawn', narration: 'The sun comes up.' });
const film = newFilm({ title: 'Print', scenes: [scene] });
const take = testTake(scene.id, 'picture');
const print = cutPrint(planCut(film, [take]));

test('the same film prints the same, whatever its scenes are called and is remarked on its takes', () => {
  expect(cutPrint(planCut(structuredClone(film), [{ ...take, warnings: ['no seed'] }]))).toBe(print);
  expect(cutPrint(planCut({ ...film, scenes: [{ ...scene, title: 'Dusk' }] }, [take]))).toBe(print);
});

test('another take, other words, another look and the title of a slate print differently', () => {
  const reworded = { ...film, scenes: [{ ...scene, narration: 'The sun goes down.' }] };
  const graded = { ...film, grade: { look: 'warm', strength: 1 } };
  const other = testTake(scene.id, 'picture', {}, { number: 2 });
  for (const changed of [planCut(film, [take, other]), planCut(reworded, [take]), planCut(graded, [take])])
    expect(cutPrint(changed)).not.toBe(print);
  const renamed = { ...film, scenes: [{ ...scene, title: 'Dusk' }] };
  expect(cutPrint(planCut(renamed, []))).not.toBe(cutPrint(planCut(film, [])));
});
