import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { usdToMicros } from '../../../shared/money.ts';
import type { SpendingGroup, SpendingQuery } from '../../../shared/spending.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { saveCsv } from '../../lib/files.ts';
import { budgetsQuery, entriesQuery, generatorsQuery, spendingQuery } from '../../lib/queries.ts';
import { toast, toastError } from '../../ui/toasts.tsx';
import type { Purse } from './budget-text.ts';
import { stoppedText } from './receipt-text.ts';

export const useSpending = (query: SpendingQuery, by: SpendingGroup) => useQuery(spendingQuery(query, by));
export const useEntries = (query: SpendingQuery, limit: number) => useQuery(entriesQuery(query, limit));
export const useBudgets = (filmId: string | null) => useQuery(budgetsQuery(filmId));
export const useCatalogue = () => useQuery(generatorsQuery());

/** Everything about one film, from the beginning. */
export const ofFilm = (filmId: string): SpendingQuery => ({ filmId, vendor: null, from: null, to: null });

/** What a film has spent and reserved, beside the budget that stands in its working copy; null until that is known. */
export function useFilmPurse(filmId: string, budgetUsd: number | null): Purse | null {
  const total = useSpending(ofFilm(filmId), 'film').data?.total;
  if (!total) return null;
  return {
    capMicros: budgetUsd === null ? null : usdToMicros(budgetUsd),
    spentMicros: total.settledMicros + total.unsureMicros,
    reservedMicros: total.reservedMicros,
  };
}

/** The user says what a line cost in the end that nobody was sure of. */
export function useStateEntry() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (answer: { entryId: string; micros: number }) => client.spending.state(answer),
    onError: (thrown) => toastError(errorOf(thrown)),
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.spending.key() }),
  });
}

/** Stops the job of a line whose film is not here, so that its money is not promised for ever. */
export function useStopJob() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (jobId: string) => client.jobs.cancel({ jobId }),
    onSuccess: (job) => toast(stoppedText(job), undefined, 'stopped'),
    onError: (thrown) => toastError(errorOf(thrown)),
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.spending.key() }),
  });
}

/** Saves the lines of a query as CSV. */
export function useSaveCsv() {
  return useMutation({
    mutationFn: (query: SpendingQuery) => client.spending.csv(query),
    onSuccess: saveCsv,
    onError: (thrown) => toastError(errorOf(thrown)),
  });
}
