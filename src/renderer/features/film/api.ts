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
    setSession((known) => {
      if (known?.filmId !== data.filmId) return createSession(data, calls);
      known.reconcile(data);
      return known;
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
  return () => {
    unsubscribe();
    window.removeEventListener('beforeunload', onBeforeUnload);
    if (current === session) current = null;
    leaving = leave(session);
  };
}

async function leave(session: FilmSession): Promise<void> {
  try {
    await session.end();
    await client.films.close({ filmId: session.filmId });
  } catch (thrown) {
    toastError(errorOf(thrown));
  }
}

/** The studio says that a film was saved by some window. */
export function heardFilmSaved(filmId: string, revision: number): void {
  if (current?.filmId !== filmId) return;
  current.heardSaved(revision).catch((thrown: unknown) => toastError(errorOf(thrown)));
}
