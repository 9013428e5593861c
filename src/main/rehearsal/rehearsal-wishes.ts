import type { JobWish } from '../../shared/batch.ts';
import { type Film, generatorFor, type Scene } from '../../shared/film.ts';
import { type Generator, speaksItself } from '../../shared/generator.ts';
import { type Role, type TakeView, takeInCut, takesAround } from '../../shared/take.ts';

/** Every take that the film's cut lacks, in the film's order; of a film that lacks none, every take that it has. */
export function rehearsalWishes(film: Film, takes: readonly TakeView[], generators: Makers = new Map()): JobWish[] {
  const speaks = (scene: Scene) => {
    const maker = generators.get(generatorFor(film, scene, 'picture'));
    return maker !== undefined && speaksItself(maker);
  };
  const all = film.scenes.flatMap((scene) => rolesOf(scene, speaks(scene)).map((role) => ({ scene, role })));
  const around = takesAround(takes);
  const lacking = all.filter(({ scene, role }) => takeInCut(around(scene), scene, role) === null);
  return (lacking.length > 0 ? lacking : all).map(({ scene, role }) => ({ sceneId: scene.id, role }));
}

type Makers = ReadonlyMap<string, Pick<Generator, 'category'>>;

/** A picture always, also where its prompt is still missing: that is worth being told. No voice beside one that speaks. */
const rolesOf = ({ narration }: Scene, speaks: boolean): Role[] =>
  speaks || narration.trim() === '' ? ['picture'] : ['voice', 'picture'];
