import { type Cut, planCut } from '../../../shared/cut.ts';
import type { Film } from '../../../shared/film.ts';
import type { TakeView } from '../../../shared/take.ts';
import { mostJoinFrames } from './length-drag.ts';

/** Frames that the narration of a scene needs with its air; null where nobody speaks. */
export function narrationFrames(film: Film, takes: readonly TakeView[], sceneId: string): number | null {
  const at = film.scenes.findIndex(({ id }) => id === sceneId);
  const scene = film.scenes[at];
  if (!scene || scene.narration.trim() === '') return null;
  // The scene after it counts too: a transition into speech needs more air.
  const scenes = [{ ...scene, seconds: null }, ...film.scenes.slice(at + 1, at + 2)];
  return planCut({ ...film, scenes }, takes).scenes[0]?.frames ?? null;
}

/** Frames that a transition out of a scene can last. */
export function roomForJoin(cut: Cut, sceneId: string): number {
  const at = cut.scenes.findIndex((scene) => scene.sceneId === sceneId);
  return mostJoinFrames(cut.scenes[at]?.frames ?? 0, cut.scenes[at + 1]?.frames ?? 0);
}
