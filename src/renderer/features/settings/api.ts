import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Hello } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { budgetsQuery, generatorsQuery, helloQuery, keysQuery, ringsQuery } from '../../lib/queries.ts';
import { toastError } from '../../ui/toasts.tsx';

export const useKeys = () => useQuery(keysQuery());
export const useRings = () => useQuery(ringsQuery());
export const useCatalogue = () => useQuery(generatorsQuery());
/** The budgets of today and of vendors. */
export const useBudgets = () => useQuery(budgetsQuery(null));

/** Changes some settings, at once here and then in every open window. */
export function useChangeSettings() {
  const queries = useQueryClient();
  const { queryKey } = helloQuery();
  const show = (change: Partial<Settings>) =>
    queries.setQueryData(
      queryKey,
      (hello: Hello | undefined) => hello && { ...hello, settings: { ...hello.settings, ...change } },
    );
  return useMutation({
    mutationFn: (change: Partial<Settings>) => client.settings.set(change),
    // Two quick steps build on each other without waiting for the studio.
    onMutate: show,
    onError: (thrown) => toastError(errorOf(thrown)),
    // What the studio made of it; FFmpeg may have been found or lost by the change.
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}
