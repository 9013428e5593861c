import { expect, test } from 'vitest';
import { newFilm, newScene } from '../../shared/film.ts';
import { testTake } from '../../shared/test-take.ts';
import { quickSize } from './quick-sketch.ts';
import { rehearsalWishes } from './rehearsal-wishes.ts';

const silent = newScene({ prompt: 'A sea' });
const spoken = newScene({ prompt: 'A harbour', narration: 'Boats leave.' });
const film = newFilm({ title: 'Film', scenes: [silent, spoken] });
const [picture, other, voice] = [
  testTake(silent.id, 'picture'),
  testTake(spoken.id, 'picture'),
  testTake(spoken.id, 'voice'),
];
const all = [
  { sceneId: silent.id, role: 'picture' },
  { sceneId: spoken.id, role: 'voice' },
  { sceneId: spoken.id, role: 'picture' },
];

test.each([
  ['everything of a film without takes', [], all],
  ['what the cut lacks', [picture, voice], [all[2]]],
  ['everything of a film that lacks nothing', [picture, other, voice], all],
])('rehearses %s', (_, takes, wishes) => expect(rehearsalWishes(film, takes)).toEqual(wishes));

test.each([
  ['the shape asked for', { width: 1280, height: 720, aspect: '16:9' }, { width: 768, height: 432 }],
  ['another shape than the canvas', { width: 1280, height: 720, aspect: '9:16' }, { width: 432, height: 768 }],
  ['never larger than a small canvas', { width: 160, height: 90, aspect: '16:9' }, { width: 160, height: 90 }],
  ['the canvas where nothing is asked', { width: 720, height: 900, aspect: '' }, { width: 432, height: 540 }],
])('draws %s', (_, wish, size) => expect(quickSize(wish)).toEqual(size));
