import type { Scene } from './film.ts';
import type { Generator } from './generator.ts';
import type { PictureInputs } from './job.ts';

/** The scene's given pictures that a generator takes. It ends on one only where it starts on one: so do all vendors. */
export function stillsFor(
  { still, lastFrame }: Pick<Generator['limits'], 'still' | 'lastFrame'>,
  scene: Pick<Scene, 'still' | 'endStill'>,
): Pick<PictureInputs, 'stillTakeId' | 'endStillTakeId'> {
  const stillTakeId = still === 'no' ? null : scene.still;
  return { stillTakeId, endStillTakeId: lastFrame && stillTakeId !== null ? scene.endStill : null };
}
