import { AppError } from '../../shared/errors.ts';
import type { Film } from '../../shared/film.ts';
import type { TakeView } from '../../shared/take.ts';
import type { SheetTake } from './sheet-words.ts';

export type FilmTake = SheetTake & { readonly take: TakeView };

/** Picture takes of a film by their ids, in that order. Throws `not-found` for one that is not there or is no picture. */
export function takesByIds(film: Film, takes: readonly TakeView[], ids: readonly string[]): FilmTake[] {
  const byId = new Map(takes.map((take) => [take.id, take]));
  const scenes = new Map(film.scenes.map((scene) => [scene.id, scene]));
  return ids.map((id) => {
    const take = byId.get(id);
    if (take?.role !== 'picture') {
      const message = `The film has no picture take ${id}.`;
      throw new AppError({ code: 'not-found', message, action: 'Open the wall again.', details: { takeId: id } });
    }
    return { take, scene: scenes.get(take.sceneId) ?? null };
  });
}
