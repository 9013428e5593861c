import type { JobWish } from '../../shared/batch.ts';
import type { Film, Scene } from '../../shared/film.ts';
import { type Role, type TakeView, takeInCut, takesAround } from '../../shared/take.ts';

/** Every take that the film's cut lacks, in the film's order; of a film that lacks none, every take that it has. */
export function rehearsalWishes(film: Film, takes: readonly TakeView[]): JobWish[] {
  const all = film.scenes.flatMap((scene) => rolesOf(scene).map((role) => ({ scene, role })));
  const around = takesAround(takes);
  const lacking = all.filter(({ scene, role }) => takeInCut(around(scene), scene, role) === null);
  return (lacking.length > 0 ? lacking : all).map(({ scene, role }) => ({ sceneId: scene.id, role }));
}

/** A picture always, also where its prompt is still missing: that is worth being told. */
const rolesOf = ({ narration }: Scene): Role[] => (narration.trim() === '' ? ['picture'] : ['voice', 'picture']);
