import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JobWish } from '../../../shared/batch.ts';
import { newComparison } from '../../../shared/comparison.ts';
import type { Job } from '../../../shared/job.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { withJob } from '../../lib/event-reducers.ts';
import { jobsQuery } from '../../lib/queries.ts';
import { addComparison, removeComparison, updateComparison } from '../film/compare-edits.ts';
import { useSession } from '../film/session-context.ts';
import { patchBack, type RunPatch } from './fan-out.ts';

type Order = { readonly id: string; readonly patch: RunPatch; readonly wishes: readonly JobWish[] };

/**
 * Sends a run: it stands in the film before its jobs exist, so that no take is without its run. Where the studio refuses,
 * the film is as it was. Callers show what goes wrong.
 */
export function useStartRun() {
  const { filmId, autosave, store } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, patch, wishes }: Order) => {
      const before = store.getState().film.comparisons.find((run) => run.id === id);
      store.keep(before ? updateComparison(id, patch) : addComparison({ ...newComparison(patch), id }));
      try {
        await autosave.flush();
        return await client.jobs.generate({ filmId, wishes: [...wishes], priority: 'medium' });
      } catch (thrown) {
        // Where only the answer was lost the jobs may be there, and their takes must find their run.
        if (errorOf(thrown).code !== 'network')
          store.keep(before ? updateComparison(id, patchBack(before)) : removeComparison(id));
        throw thrown;
      }
    },
    onSuccess: (jobs) => {
      queries.setQueryData(jobsQuery(filmId).queryKey, (known) =>
        jobs.reduce<readonly Job[]>((list, job) => withJob(list, job), known ?? []).slice(),
      );
    },
  });
}
