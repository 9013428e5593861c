import { describe, expect, test } from 'vitest';
import { newFilm, newScene } from '../../../shared/film.ts';
import * as edits from './edits.ts';

const [a, b, c] = ['Dawn', 'Lamp', 'Sea'].map((title) => newScene({ title }));
if (!a || !b || !c) throw new Error('three scenes');
const film = newFilm({ title: 'The Lighthouse Keeper', scenes: [a, b, c] });
const titles = (edit: edits.Edit) => edit(film).scenes.map((scene) => scene.title);

describe('scenes', () => {
  test('are added after a scene, or at the end', () => {
    const storm = newScene({ title: 'Storm' });
    expect(titles(edits.addScene(storm, a.id))).toEqual(['Dawn', 'Storm', 'Lamp', 'Sea']);
    expect(titles(edits.addScene(storm))).toEqual(['Dawn', 'Lamp', 'Sea', 'Storm']);
    expect(titles(edits.addScene(storm, 'sc_unknown'))).toEqual(['Dawn', 'Lamp', 'Sea', 'Storm']);
  });

  test('are duplicated beside the original, under their own id, with the same circles', () => {
    const circled = edits.circle(b.id, 'picture', 'tk_1')(film);
    const copy = edits.duplicateScene(b.id, 'sc_copy')(circled).scenes[2];
    expect(copy).toEqual({ ...b, id: 'sc_copy', circled: { picture: 'tk_1', voice: null } });
  });

  test.each([
    [0, ['Sea', 'Dawn', 'Lamp']],
    [1, ['Dawn', 'Sea', 'Lamp']],
    [-4, ['Sea', 'Dawn', 'Lamp']],
    [99, ['Dawn', 'Lamp', 'Sea']],
  ])('move to position %i', (to, expected) => {
    expect(titles(edits.moveScene(c.id, to))).toEqual(expected);
  });

  test('shift by places and stop at the ends', () => {
    expect(titles(edits.shiftScene(a.id, 1))).toEqual(['Lamp', 'Dawn', 'Sea']);
    expect(edits.shiftScene(a.id, -1)(film)).toBe(film);
  });

  test('are deleted', () => {
    expect(titles(edits.deleteScene(b.id))).toEqual(['Dawn', 'Sea']);
  });
});

test('an edit that changes nothing gives the same film, so that nothing is saved or undone', () => {
  const nothing = [
    edits.addScenes([]),
    edits.deleteScene('sc_unknown'),
    edits.moveScene(a.id, 0),
    edits.updateScene(a.id, { title: 'Dawn' }),
    edits.uncircle(a.id, 'picture'),
    edits.chooseGenerator(a.id, 'voice', null),
    edits.renameFilm('   '),
    edits.setCanvas('16:9'),
    edits.chooseFilmGenerator('picture', film.picture.generator),
  ];
  for (const edit of nothing) expect(edit(film)).toBe(film);
});

test('an edit leaves the other scenes untouched and the old film as it was', () => {
  const edited = edits.updateScene(b.id, { prompt: 'warm light' })(film);
  expect(edited.scenes[1]?.prompt).toBe('warm light');
  expect(edited.scenes[0]).toBe(a);
  expect(film.scenes[1]?.prompt).toBe('');
});

test('circling one role leaves the other', () => {
  const both = edits.circle(a.id, 'voice', 'tk_v')(edits.circle(a.id, 'picture', 'tk_p')(film));
  expect(both.scenes[0]?.circled).toEqual({ picture: 'tk_p', voice: 'tk_v' });
  expect(edits.uncircle(a.id, 'picture')(both).scenes[0]?.circled).toEqual({ picture: null, voice: 'tk_v' });
});

test('a new aspect keeps the frame rate', () => {
  const ntsc = edits.updateFilm({ canvas: { ...film.canvas, fps: '24000/1001' } })(film);
  expect(edits.setCanvas('9:16')(ntsc).canvas).toEqual({ aspect: '9:16', width: 720, height: 1280, fps: '24000/1001' });
});

test('another voice generator starts with its own first voice', () => {
  const spoken = edits.updateFilm({ voice: { ...film.voice, voice: 'en-gb', speed: 1.1 } })(film);
  const { voice } = edits.chooseFilmGenerator('voice', 'other')(spoken);
  expect(voice).toEqual({ ...film.voice, generator: 'other', voice: null, speed: 1.1 });
});

test('another picture generator leaves wishes and fallback as they are', () => {
  const picky = edits.updateFilm({ picture: { ...film.picture, wish: { ...film.picture.wish, mode: 'cheap' } } })(film);
  const { picture } = edits.chooseFilmGenerator('picture', 'other')(picky);
  expect(picture).toEqual({ ...picky.picture, generator: 'other' });
});
