import type { Scene } from '../../../shared/film.ts';
import type { Role } from '../../../shared/take.ts';
import { useCut } from '../film/film-data.ts';
import { useFilm } from '../film/session-context.ts';
import { useCatalogue } from './use-catalogue.ts';
import { type Wish, wishFor } from './wishes.ts';

/** What generating one role of a scene of the open film would take. */
export function useWish(scene: Scene, role: Role): Wish {
  const film = useFilm();
  const cut = useCut();
  const catalogue = useCatalogue();
  return wishFor({ film, cut, catalogue }, scene, role);
}
