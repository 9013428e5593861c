import { useQuery } from '@tanstack/react-query';
import { type Cut, planCut } from '../../../shared/cut.ts';
import type { Film } from '../../../shared/film.ts';
import type { Job } from '../../../shared/job.ts';
import type { TakeView } from '../../../shared/take.ts';
import { jobsQuery, takesQuery } from '../../lib/queries.ts';
import { useFilm, useSession } from './session-context.ts';

const noTakes: readonly TakeView[] = [];
const noJobs: readonly Job[] = [];

/** The open film's takes. Opening the film brought them along, so they are there from the start. */
export const useTakes = (): readonly TakeView[] => useQuery(takesQuery(useSession().filmId)).data ?? noTakes;

export const useJobs = (): readonly Job[] => useQuery(jobsQuery(useSession().filmId)).data ?? noJobs;

let planned: { readonly film: Film; readonly takes: readonly TakeView[]; readonly cut: Cut } | null = null;

/** Board, inspector and player all ask for the cut of the same film: it is planned once per edit. */
function cutOf(film: Film, takes: readonly TakeView[]): Cut {
  if (planned?.film !== film || planned.takes !== takes) planned = { film, takes, cut: planCut(film, takes) };
  return planned.cut;
}

/** The cut of the working copy: the same planning that the export uses, so it moves with every edit. */
export const useCut = (): Cut => cutOf(useFilm(), useTakes());
