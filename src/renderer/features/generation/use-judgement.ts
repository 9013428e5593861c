import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { JobWish } from '../../../shared/batch.ts';
import type { Film } from '../../../shared/film.ts';
import { client, orpc } from '../../lib/client.ts';
import { budgetsQuery, helloQuery } from '../../lib/queries.ts';
import { useFilm, useSaveState, useSession } from '../film/session-context.ts';
import { useGenerators } from './api.ts';

const numbers = new WeakMap<Film, number>();
let lastNumber = 0;

/** A number for each working copy: whole films make poor query keys. */
function numberOf(film: Film): number {
  const number = numbers.get(film) ?? ++lastNumber;
  numbers.set(film, number);
  return number;
}

/** The working copy whenever it was saved, since the studio judges what is saved. */
function useSavedFilm(): Film {
  const film = useFilm();
  const isSaved = useSaveState().kind === 'saved';
  const [saved, setSaved] = useState(film);
  useEffect(() => {
    if (isSaved) setSaved(film);
  }, [film, isSaved]);
  return saved;
}

/** What has to be known anew whenever the film, the keys, the settings or the budgets change. */
function useGround(): readonly unknown[] {
  const { filmId } = useSession();
  const film = useSavedFilm();
  const generators = useGenerators().dataUpdatedAt;
  const hello = useQuery(helloQuery()).dataUpdatedAt;
  const budgets = useQuery(budgetsQuery(filmId)).dataUpdatedAt;
  return [filmId, numberOf(film), generators, hello, budgets];
}

/** The judgement of a batch before any job exists. The last one stays to be seen while a new one is on its way. */
export function useJudgement(wishes: readonly JobWish[]) {
  const { filmId, autosave } = useSession();
  return useQuery({
    queryKey: [...orpc.jobs.judge.key(), wishes, ...useGround()],
    queryFn: async () => {
      await autosave.flush();
      return client.jobs.judge({ filmId, wishes: [...wishes] });
    },
    enabled: wishes.length > 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

/** How the film can be finished with what is left of its budgets. */
export function useFinishPlan() {
  const { filmId, autosave } = useSession();
  return useQuery({
    queryKey: [...orpc.jobs.finishPlan.key(), ...useGround()],
    queryFn: async () => {
      await autosave.flush();
      return client.jobs.finishPlan({ filmId });
    },
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}
