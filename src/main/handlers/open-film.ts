import { readFile, stat } from 'node:fs/promises';
import type { OpenFilm } from '../../shared/contract.ts';
import { toErrorData } from '../../shared/errors.ts';
import { takeInCut, takesAround } from '../../shared/take.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { RecentFilms } from '../films/recent-films.ts';
import type { Parts } from './parts.ts';

/** Opens a film for a window: locks it, takes up its unfinished jobs, and puts it first among the recent films. */
export async function openFilm(parts: Parts, dir: string): Promise<OpenFilm> {
  const session = await parts.films.open(dir, 'window');
  await parts.generation.resumeFilm(session.filmId);
  await enlist(session, (film) => parts.recent.touch(film));
  const { film, revision } = session.current();
  return {
    filmId: session.filmId,
    dir: session.dir,
    film,
    revision,
    takes: await session.takes.list(),
    notices: [...session.notices],
  };
}

/** The window lets go of the film; jobs and exports that still run keep it open until they are through. */
export async function closeFilm(parts: Parts, filmId: string): Promise<void> {
  const session = parts.films.find(filmId);
  if (!session) return;
  await enlist(session, (film) => parts.recent.update(film));
  await parts.films.release(filmId, 'window');
  parts.bus.publish('event', { type: 'film-closed', filmId });
}

/** Puts a film that was copied or brought back on the list, without keeping it open. */
export async function enlistFolder(parts: Parts, dir: string): Promise<void> {
  const session = await parts.films.open(dir, 'list');
  await enlist(session, (film) => parts.recent.touch(film));
  await parts.films.release(session.filmId, 'list');
}

/** Brings title, length and picture of the films that are open up to date in the list. */
export async function refreshRecent(parts: Parts): Promise<void> {
  for (const session of parts.films.all()) await enlist(session, (film) => parts.recent.update(film));
}

/** The list is a convenience: that it cannot be written, or a poster not be read, must not keep a film from opening. */
async function enlist(session: FilmSession, put: RecentFilms['touch']): Promise<void> {
  const { film } = session.current();
  try {
    put({ dir: session.dir, title: film.title, scenes: film.scenes.length, poster: await posterOf(session) });
  } catch (error) {
    console.warn(`${session.dir}: not put on the list of recent films. ${toErrorData(error).message}`);
  }
}

/** The studio's own posters are 640 pixels wide: some 100 kB. */
const largestPosterBytes = 1_000_000;

/** The first scene's picture that has a poster, as a data URL. */
async function posterOf(session: FilmSession): Promise<string | null> {
  const around = takesAround(await session.takes.list());
  const shown = session
    .current()
    .film.scenes.map((scene) => takeInCut(around(scene), scene, 'picture'))
    .find((take) => take?.poster);
  if (!shown) return null;
  const file = await session.takes.posterPath(shown.id);
  // Film folders come from anywhere, and this goes into memory and into the list whole.
  if ((await stat(file)).size > largestPosterBytes) return null;
  const jpeg = await readFile(file);
  return `data:image/jpeg;base64,${jpeg.toString('base64')}`;
}
