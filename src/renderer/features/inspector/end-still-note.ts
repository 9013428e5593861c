import { type Film, generatorFor, type Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';

/** Whether a picture to end on is asked for here: something ends on one, and the scene starts on one or has one already. */
export function offersEndStill(scene: Scene, generators: readonly GeneratorView[]): boolean {
  return scene.endStill !== null || (scene.still !== null && generators.some(({ limits }) => limits.lastFrame));
}

/** Why the picture to end on will not be used as things are; null when it will, or when the ranking sees to it. */
export function endStillNote(film: Film, scene: Scene, generators: readonly GeneratorView[]): string | null {
  if (scene.endStill === null) return null;
  if (scene.still === null) return 'Choose what it starts on, too: no generator ends on a picture otherwise.';
  const chosen = generators.find(({ id }) => id === generatorFor(film, scene, 'picture'));
  return chosen && !chosen.limits.lastFrame ? `${chosen.name} cannot end on a given picture and leaves it out.` : null;
}
