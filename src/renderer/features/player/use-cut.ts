import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Cut, planCut } from '../../../shared/cut.ts';
import type { TakeView } from '../../../shared/take.ts';
import { takesQuery } from '../../lib/queries.ts';
import { useFilm, useSession } from '../film/session-context.ts';

const noTakes: readonly TakeView[] = [];

/** The cut of the working copy: the same planning that the export uses, so it moves with every edit. */
export function useCut(): Cut {
  const film = useFilm();
  const { filmId } = useSession();
  const takes = useQuery(takesQuery(filmId)).data ?? noTakes;
  return useMemo(() => planCut(film, takes), [film, takes]);
}
