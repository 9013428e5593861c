import type { Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import type { Role } from '../../../shared/take.ts';
import { hasWords } from './wishes.ts';

/** What about a scene is put right in the inspector. */
export type Spot = 'words' | 'still' | 'generator';

/** What a scene lacks to be made by `maker`; where that is nothing, who is to make it. */
export function spotOf(
  scene: Pick<Scene, 'prompt' | 'narration' | 'still'>,
  role: Role,
  maker: Pick<GeneratorView, 'limits'> | undefined,
): Spot {
  if (!hasWords(scene, role)) return 'words';
  return maker?.limits.still === 'required' && scene.still === null ? 'still' : 'generator';
}
