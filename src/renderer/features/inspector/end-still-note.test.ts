import { expect, test } from 'vitest';
import { newFilm, newScene, type Scene } from '../../../shared/film.ts';
import { newId } from '../../../shared/ids.ts';
import { testGeneratorView } from '../../../shared/test-generator.ts';
import { endStillNote, offersEndStill } from './end-still-note.ts';

const [still, endStill] = [newId('take'), newId('take')];
const able = testGeneratorView('able', { name: 'Kling', limits: { lastFrame: true } });
const sketch = testGeneratorView('sketch', { name: 'Sketch' });

test.each<[Partial<Scene>, boolean, boolean]>([
  [{}, false, false],
  [{ still }, true, false],
  [{ endStill }, true, true],
])('a picture to end on is asked for with %j: %s, where nothing can: %s', (scene, offered, stubborn) => {
  expect(offersEndStill(newScene(scene), [able, sketch])).toBe(offered);
  expect(offersEndStill(newScene(scene), [sketch])).toBe(stubborn);
});

test.each<[Partial<Scene>, string | null]>([
  [{ still }, null],
  [{ endStill }, 'Choose what it starts on, too: no generator ends on a picture otherwise.'],
  [{ still, endStill }, 'Sketch cannot end on a given picture and leaves it out.'],
  [{ still, endStill, generator: { picture: 'able', voice: null } }, null],
  [{ still, endStill, generator: { picture: 'auto', voice: null } }, null],
])('of %j it is said: %s', (scene, note) => {
  expect(endStillNote(newFilm({ title: 'Film' }), newScene(scene), [able, sketch])).toBe(note);
});
