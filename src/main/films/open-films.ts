import { realpath } from 'node:fs/promises';
import PQueue from 'p-queue';
import { AppError, toErrorData } from '../../shared/errors.ts';
import { withFileErrors } from './atomic-file.ts';
import { type FilmSession, openFilmSession } from './film-session.ts';

/** The films that are open in this studio. A film closes when its last holder lets go of it. */
export type OpenFilms = {
  /**
   * Opens the film for `holder` (`window`, `jobs`, `export` …), or gives the session that has this folder open already.
   * Holding twice under one name is holding once. Throws what `openFilmSession` throws.
   */
  open(dir: string, holder: string): Promise<FilmSession>;
  /** Throws `not-found` when the film is not open. */
  get(filmId: string): FilmSession;
  find(filmId: string): FilmSession | null;
  all(): FilmSession[];
  /** Nothing happens when the film is not open or not held under that name. */
  release(filmId: string, holder: string): Promise<void>;
  /** Closes every film, whoever holds it. */
  closeAll(): Promise<void>;
};

type Held = { readonly session: FilmSession; readonly holders: Set<string> };

/** Starts with no film open. Opening and closing happen one after the other, so that a folder is never opened twice. */
export function createOpenFilms(): OpenFilms {
  const films = new Map<string, Held>();
  const queue = new PQueue({ concurrency: 1 });

  async function open(path: string, holder: string): Promise<FilmSession> {
    const dir = await withFileErrors(path, () => realpath(path));
    const held = [...films.values()].find(({ session }) => session.dir === dir);
    if (held) {
      held.holders.add(holder);
      return held.session;
    }
    const session = await openFilmSession(dir, { isTaken: (filmId) => films.has(filmId) });
    films.set(session.filmId, { session, holders: new Set([holder]) });
    return session;
  }

  async function release(filmId: string, holder: string): Promise<void> {
    const held = films.get(filmId);
    if (!held?.holders.delete(holder) || held.holders.size > 0) return;
    films.delete(filmId);
    await held.session.close();
  }

  async function closeAll(): Promise<void> {
    const sessions = [...films.values()].map(({ session }) => session);
    films.clear();
    for (const session of sessions) {
      // One disk that is gone must not keep the others open; a lock left behind counts as stale once this process ends.
      await session.close().catch((error: unknown) => console.warn(`${session.dir}: ${toErrorData(error).message}`));
    }
  }

  return {
    open: (dir, holder) => queue.add(() => open(dir, holder)),
    get: (filmId) => films.get(filmId)?.session ?? notOpen(filmId),
    find: (filmId) => films.get(filmId)?.session ?? null,
    all: () => [...films.values()].map(({ session }) => session),
    release: (filmId, holder) => queue.add(() => release(filmId, holder)),
    closeAll: () => queue.add(closeAll),
  };
}

function notOpen(filmId: string): never {
  throw new AppError({
    code: 'not-found',
    message: 'This film is not open.',
    action: 'Open it from the list of films.',
    details: { filmId },
  });
}
