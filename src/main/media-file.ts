import type { MediaKind } from '../shared/media-kind.ts';
import type { Parts } from './handlers/parts.ts';

/**
 * Absolute path of what a door shows: see `mediaKinds`. Waits while a preview or a tile is being made. Throws `not-found`, and
 * `damaged` for a take whose file is gone or changed.
 */
export async function mediaFile(
  { films, previews, exports }: Pick<Parts, 'films' | 'previews' | 'exports'>,
  filmId: string,
  id: string,
  kind: MediaKind,
): Promise<string> {
  const session = films.get(filmId);
  switch (kind) {
    case 'media':
      return session.takes.mediaPath(id);
    case 'poster':
      return session.takes.posterPath(id);
    case 'preview':
      return previews.file(session, id);
    case 'tile':
      return previews.tile(session, id);
    case 'asset':
      return session.assetPath(id);
    case 'draft':
      return exports.file(id, filmId);
  }
}
