import type { Fallback } from '../../../shared/chain.ts';
import type { RankWish } from '../../../shared/rank-wish.ts';
import type { Role } from '../../../shared/take.ts';
import { type Edit, updateScene } from '../film/edits.ts';

/** What matters when generators are ranked, for the whole film. */
export const setRankWish =
  (patch: Partial<RankWish>): Edit =>
  (film) => ({ ...film, picture: { ...film.picture, wish: { ...film.picture.wish, ...patch } } });

/** Where a scene's jobs fall back to; null goes back to the film's. */
export const setSceneFallback =
  (sceneId: string, role: Role, fallback: Fallback | null): Edit =>
  (film) => {
    const scene = film.scenes.find(({ id }) => id === sceneId);
    return scene ? updateScene(sceneId, { fallback: { ...scene.fallback, [role]: fallback } })(film) : film;
  };

/** Where jobs of all scenes fall back to that do not say otherwise. */
export const setFilmFallback =
  (role: Role, fallback: Fallback): Edit =>
  (film) =>
    role === 'picture'
      ? { ...film, picture: { ...film.picture, fallback } }
      : { ...film, voice: { ...film.voice, fallback } };
