import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Film } from '../../../shared/film.ts';
import { client, connection, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { toast, toastError } from '../../ui/toasts.tsx';
import { createSession, type FilmSession } from './session.ts';

const calls = {
  save: (filmId: string, baseRevision: number, film: Film) => client.films.save({ filmId, baseRevision, film }),
  reopen: (dir: string) => client.films.open({ dir }),
  errorOf,
};

/** Leaving a film saves and closes it; opening waits for that, so that a close never hits the film opened next. */
let leaving: Promise<void> = Promise.resolve();
let current: FilmSession | null = null;
/** Films that were left and could not be saved, with their edits: whoever opens one again goes on with it. */
const unsaved = new Map<string, { readonly session: FilmSession; readonly detach: () => void }>();

const openFilmQuery = (dir: string) =>
  queryOptions({
    queryKey: ['film', dir],
    queryFn: async () => {
      await leaving;
      return client.films.open({ dir });
    },
    gcTime: 0,
  });

/** Opens a film folder and keeps its session for as long as the screen is there. */
export function useOpenedFilm(dir: string) {
  const opened = useQuery(openFilmQuery(dir));
  const queries = useQueryClient();
  const [session, setSession] = useState<FilmSession | null>(null);
  const { data } = opened;

  useEffect(() => {
    if (!data) return;
    // Opening brings the takes along: the list need not be asked for again.
    queries.setQueryData(orpc.takes.list.queryKey({ input: { filmId: data.filmId } }), data.takes);
    const kept = takeBack(data.filmId);
    setSession((known) => {
      const same = known?.filmId === data.filmId ? known : kept;
      if (!same) return createSession(data, calls);
      same.reconcile(data);
      return same;
    });
  }, [data, queries]);

  // Said once, when the film comes on the screen: what was repaired or left aside.
  const notices = session && data ? data.notices.join(' ') : '';
  useEffect(() => {
    if (notices) toast(notices);
  }, [notices]);

  useEffect(() => {
    if (session) return attach(session);
  }, [session]);
  return { session, opened };
}

/** Saves again when the connection is back, before the window goes away, and when the film is left. */
function attach(session: FilmSession): () => void {
  current = session;
  const unsubscribe = connection.subscribe((state) => state === 'open' && session.autosave.retry());
  const onBeforeUnload = (event: BeforeUnloadEvent) => {
    if (!session.autosave.isDirty()) return;
    session.autosave.retry();
    event.preventDefault();
  };
  window.addEventListener('beforeunload', onBeforeUnload);
  const detach = () => {
    unsubscribe();
    window.removeEventListener('beforeunload', onBeforeUnload);
  };
  return () => {
    if (current === session) current = null;
    leaving = leave(session, detach);
  };
}

async function leave(session: FilmSession, detach: () => void): Promise<void> {
  try {
    await session.end();
  } catch (thrown) {
    unsaved.set(session.filmId, { session, detach });
    return toastError(errorOf(thrown));
  }
  detach();
  await client.films.close({ filmId: session.filmId }).catch((thrown: unknown) => toastError(errorOf(thrown)));
}

function takeBack(filmId: string): FilmSession | null {
  const kept = unsaved.get(filmId);
  unsaved.delete(filmId);
  kept?.detach();
  return kept?.session ?? null;
}

/** The studio says that a film was saved by some window. */
export function heardFilmSaved(filmId: string, revision: number): void {
  if (current?.filmId !== filmId) return;
  current.heardSaved(revision).catch((thrown: unknown) => toastError(errorOf(thrown)));
}

/** Another window left the film that is shown here: it is opened again, so that its media and jobs stay in reach. */
export function heardFilmClosed(filmId: string): void {
  const session = current;
  if (session?.filmId !== filmId) return;
  client.films
    .open({ dir: session.dir })
    .then((opened) => session.reconcile(opened))
    .catch((thrown: unknown) => toastError(errorOf(thrown)));
}
