import type { Comparison } from '../../../shared/comparison.ts';
import { type Mark, markOf, withMark } from '../../../shared/mark.ts';
import { type Edit, updateScene } from './edits.ts';

export const addComparison =
  (comparison: Comparison): Edit =>
  (film) => ({ ...film, comparisons: [...film.comparisons, comparison] });

export const updateComparison =
  (id: string, change: Partial<Omit<Comparison, 'id'>>): Edit =>
  (film) => {
    const at = film.comparisons.findIndex((each) => each.id === id);
    const comparison = film.comparisons[at];
    return comparison ? { ...film, comparisons: film.comparisons.with(at, { ...comparison, ...change }) } : film;
  };

/** Takes the run off the list; its takes stay with their scenes. */
export const removeComparison =
  (id: string): Edit =>
  (film) => {
    const left = film.comparisons.filter((each) => each.id !== id);
    return left.length === film.comparisons.length ? film : { ...film, comparisons: left };
  };

/** Puts a run back where it was by its age. */
export const restoreComparison =
  (comparison: Comparison): Edit =>
  (film) => {
    const later = film.comparisons.findIndex(({ createdAt }) => createdAt > comparison.createdAt);
    const at = later < 0 ? film.comparisons.length : later;
    return { ...film, comparisons: film.comparisons.toSpliced(at, 0, comparison) };
  };

/** A star, a rejection or a note for one of the scene's takes. */
export const setMark =
  (sceneId: string, takeId: string, change: Partial<Omit<Mark, 'takeId'>>): Edit =>
  (film) => {
    const scene = film.scenes.find(({ id }) => id === sceneId);
    if (!scene) return film;
    const before = markOf(scene, takeId);
    if ((Object.keys(change) as (keyof typeof change)[]).every((key) => before[key] === change[key])) return film;
    return updateScene(sceneId, { marks: withMark(scene.marks, takeId, change) })(film);
  };
