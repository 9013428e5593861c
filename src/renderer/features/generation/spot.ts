import type { Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { hasWordsFor } from '../../../shared/speaking.ts';
import type { Role } from '../../../shared/take.ts';

/** What about a scene is put right in the inspector. */
export type Spot = 'words' | 'still' | 'generator';

/** What a scene lacks to be made by `maker`; where that is nothing, who is to make it. */
export function spotOf(
  scene: Pick<Scene, 'prompt' | 'narration' | 'still'>,
  role: Role,
  maker: Pick<GeneratorView, 'limits' | 'category'> | undefined,
): Spot {
  if (!hasWordsFor(scene, role, maker)) return 'words';
  return maker?.limits.still === 'required' && scene.still === null ? 'still' : 'generator';
}
