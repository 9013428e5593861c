import { expect, it } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { notShownLive } from './live-notes.ts';

const film = newFilm({ title: 'Test', scenes: [newScene()] });

it('has nothing to say about what is shown as it will be', () => {
  expect(notShownLive(planCut(film, []))).toEqual([]);
  expect(notShownLive(planCut({ ...film, grade: { look: 'warm', strength: 0 } }, []))).toEqual([]);
});

it('names the look, and blur', () => {
  const graded = { ...film, grade: { look: 'mono', strength: 1 }, scenes: [newScene({ fit: 'blur' })] };
  expect(notShownLive(planCut(graded, []))).toEqual([
    'The look (Black and white) is not shown here.',
    'Blur is drawn a little finer in the export.',
  ]);
});
