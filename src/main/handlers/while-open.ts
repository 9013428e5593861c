import { randomUUID } from 'node:crypto';
import type { FilmSession } from '../films/film-session.ts';
import type { OpenFilms } from '../films/open-films.ts';

/** Keeps the film open for `work`, although its window may leave it: closed, another studio could sweep what is half-made. */
export async function whileOpen<T>(
  films: OpenFilms,
  filmId: string,
  work: (session: FilmSession) => Promise<T>,
): Promise<T> {
  const holder = `work ${randomUUID()}`;
  const session = await films.open(films.get(filmId).dir, holder);
  try {
    return await work(session);
  } finally {
    await films.release(session.filmId, holder);
  }
}
