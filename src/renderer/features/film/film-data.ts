import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Cut, planCut } from '../../../shared/cut.ts';
import type { Job } from '../../../shared/job.ts';
import type { TakeView } from '../../../shared/take.ts';
import { jobsQuery, takesQuery } from '../../lib/queries.ts';
import { useFilm, useSession } from './session-context.ts';

const noTakes: readonly TakeView[] = [];
const noJobs: readonly Job[] = [];

/** The open film's takes. Opening the film brought them along, so they are there from the start. */
export const useTakes = (): readonly TakeView[] => useQuery(takesQuery(useSession().filmId)).data ?? noTakes;

export const useJobs = (): readonly Job[] => useQuery(jobsQuery(useSession().filmId)).data ?? noJobs;

/** The cut of the working copy: the same planning that the export uses, so it moves with every edit. */
export function useCut(): Cut {
  const film = useFilm();
  const takes = useTakes();
  return useMemo(() => planCut(film, takes), [film, takes]);
}
