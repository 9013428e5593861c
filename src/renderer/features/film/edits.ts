import { type Aspect, canvases, type Film, newScene, type Scene } from '../../../shared/film.ts';
import { newId } from '../../../shared/ids.ts';
import type { Role } from '../../../shared/take.ts';

/** Every change of the film is one of these: pure, and the same film object when nothing changes. */
export type Edit = (film: Film) => Film;

const withScenes = (film: Film, scenes: Scene[]): Film => ({ ...film, scenes });
const indexOf = (film: Film, sceneId: string): number => film.scenes.findIndex((scene) => scene.id === sceneId);

/** Inserts scenes after the scene `afterId`, at the end when it is null or unknown. */
export const addScenes =
  (scenes: readonly Scene[], afterId: string | null = null): Edit =>
  (film) => {
    if (scenes.length === 0) return film;
    const at = afterId === null ? -1 : indexOf(film, afterId);
    return withScenes(film, film.scenes.toSpliced(at < 0 ? film.scenes.length : at + 1, 0, ...scenes));
  };

export const addScene = (scene: Scene = newScene(), afterId: string | null = null): Edit => addScenes([scene], afterId);

/** A copy right after the scene. Takes belong to the original; the copy keeps using the circled ones. */
export const duplicateScene =
  (sceneId: string, copyId: string = newId('scene')): Edit =>
  (film) => {
    const scene = film.scenes[indexOf(film, sceneId)];
    return scene ? addScene({ ...scene, id: copyId, marks: [] }, sceneId)(film) : film;
  };

export const deleteScene =
  (sceneId: string): Edit =>
  (film) => {
    const at = indexOf(film, sceneId);
    return at < 0 ? film : withScenes(film, film.scenes.toSpliced(at, 1));
  };

/** Moves a scene to position `to` of the resulting list; positions beyond the ends mean the ends. */
export const moveScene =
  (sceneId: string, to: number): Edit =>
  (film) => {
    const from = indexOf(film, sceneId);
    const scene = film.scenes[from];
    const target = Math.max(0, Math.min(film.scenes.length - 1, to));
    if (!scene || from === target) return film;
    return withScenes(film, film.scenes.toSpliced(from, 1).toSpliced(target, 0, scene));
  };

/** Moves a scene by a number of places, towards the end when positive. */
export const shiftScene =
  (sceneId: string, by: number): Edit =>
  (film) =>
    moveScene(sceneId, indexOf(film, sceneId) + by)(film);

export const updateScene =
  (sceneId: string, change: Partial<Omit<Scene, 'id'>>): Edit =>
  (film) => {
    const at = indexOf(film, sceneId);
    const scene = film.scenes[at];
    if (!scene || same(scene, change)) return film;
    return withScenes(film, film.scenes.with(at, { ...scene, ...change }));
  };

const same = <T extends object>(whole: T, change: Partial<T>): boolean =>
  (Object.keys(change) as (keyof T)[]).every((key) => Object.is(whole[key], change[key]));

/** Circles a take for the scene: the cut uses it from now on. */
export const circle =
  (sceneId: string, role: Role, takeId: string): Edit =>
  (film) =>
    setCircled(film, sceneId, role, takeId);

/** Takes the circle away: the cut uses the newest good take again. */
export const uncircle =
  (sceneId: string, role: Role): Edit =>
  (film) =>
    setCircled(film, sceneId, role, null);

function setCircled(film: Film, sceneId: string, role: Role, takeId: string | null): Film {
  const scene = film.scenes[indexOf(film, sceneId)];
  if (!scene || scene.circled[role] === takeId) return film;
  return updateScene(sceneId, { circled: { ...scene.circled, [role]: takeId } })(film);
}

/** The scene's own choice of generator for a role; null goes back to the film's. */
export const chooseGenerator =
  (sceneId: string, role: Role, generator: string | null): Edit =>
  (film) => {
    const scene = film.scenes[indexOf(film, sceneId)];
    if (!scene || scene.generator[role] === generator) return film;
    return updateScene(sceneId, { generator: { ...scene.generator, [role]: generator } })(film);
  };

export const updateFilm =
  (change: Partial<Omit<Film, 'format' | 'version' | 'id'>>): Edit =>
  (film) =>
    same(film, change) ? film : { ...film, ...change };

/** An empty title is not taken over: every film has a name. */
export const renameFilm =
  (title: string): Edit =>
  (film) => {
    const trimmed = title.trim().slice(0, 200);
    return trimmed === '' ? film : updateFilm({ title: trimmed })(film);
  };

/** The working canvas of an aspect, at the film's own frame rate. */
export const setCanvas =
  (aspect: Aspect): Edit =>
  (film) =>
    film.canvas.aspect === aspect ? film : { ...film, canvas: { ...canvases[aspect], fps: film.canvas.fps } };

/** The film's own choice of generator for a role, used by every scene without one of its own. */
export const chooseFilmGenerator =
  (role: Role, generator: string): Edit =>
  (film) => {
    if (film[role].generator === generator) return film;
    // Voices belong to their generator: another one starts with its first voice.
    return role === 'voice'
      ? { ...film, voice: { ...film.voice, generator, voice: null } }
      : { ...film, picture: { ...film.picture, generator } };
  };
