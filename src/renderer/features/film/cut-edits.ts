import type { Asset } from '../../../shared/asset.ts';
import type { Scene } from '../../../shared/film.ts';
import type { Grade } from '../../../shared/grade.ts';
import { type FilmSound, type Level, type Music, usualMusic } from '../../../shared/sound.ts';
import type { Title } from '../../../shared/title.ts';
import { type Edit, updateFilm, updateScene } from './edits.ts';

const isChanged = <T extends object>(whole: T, change: Partial<T>): boolean =>
  (Object.keys(change) as (keyof T)[]).some((key) => !Object.is(whole[key], change[key]));

/** An edit of one part of a scene; the part stays the same object where nothing changes. */
const editScene =
  (sceneId: string, change: (scene: Scene) => Partial<Omit<Scene, 'id'>>): Edit =>
  (film) => {
    const scene = film.scenes.find(({ id }) => id === sceneId);
    return scene ? updateScene(sceneId, change(scene))(film) : film;
  };

/** Most titles that a scene can have: see sceneSchema. */
export const mostTitles = 8;

/** A title that is seen for as long as its scene, until it is told otherwise. */
export const newTitle: Title = { text: '', place: 'lower-third', from: 0, seconds: null };

export const addTitle = (sceneId: string, title: Title = newTitle): Edit =>
  editScene(sceneId, ({ titles }) => (titles.length < mostTitles ? { titles: [...titles, title] } : {}));

export const updateTitle = (sceneId: string, index: number, change: Partial<Title>): Edit =>
  editScene(sceneId, ({ titles }) => {
    const title = titles[index];
    return title && isChanged(title, change) ? { titles: titles.with(index, { ...title, ...change }) } : {};
  });

export const removeTitle = (sceneId: string, index: number): Edit =>
  editScene(sceneId, ({ titles }) => (titles[index] ? { titles: titles.toSpliced(index, 1) } : {}));

/** How loud a scene's narration, or its clip's own sound, is. */
export const setSceneLevel = (sceneId: string, of: keyof Scene['levels'], change: Partial<Level>): Edit =>
  editScene(sceneId, ({ levels }) =>
    isChanged(levels[of], change) ? { levels: { ...levels, [of]: { ...levels[of], ...change } } } : {},
  );

const editSound =
  (change: (sound: FilmSound) => Partial<FilmSound>): Edit =>
  (film) => {
    const changed = change(film.sound);
    return isChanged(film.sound, changed) ? updateFilm({ sound: { ...film.sound, ...changed } })(film) : film;
  };

/** How loud all narration, or the sound of all clips, is. */
export const setTrackLevel = (track: 'voice' | 'clips', change: Partial<Level>): Edit =>
  editSound((sound) => (isChanged(sound[track], change) ? { [track]: { ...sound[track], ...change } } : {}));

export const setLoudness = (loudnessLufs: number): Edit => editSound(() => ({ loudnessLufs }));

/** Lays a piece under the film. Levels and fades that were set stay; another piece begins at its own beginning. */
export const chooseMusic = (asset: Asset): Edit =>
  editSound(({ music }) => ({ music: { ...(music ?? usualMusic), asset, startAt: 0 } }));

export const updateMusic = (change: Partial<Omit<Music, 'asset'>>): Edit =>
  editSound(({ music }) => (music && isChanged(music, change) ? { music: { ...music, ...change } } : {}));

export const removeMusic: Edit = editSound(() => ({ music: null }));

export const setGrade =
  (change: Partial<Grade>): Edit =>
  (film) =>
    isChanged(film.grade, change) ? updateFilm({ grade: { ...film.grade, ...change } })(film) : film;
