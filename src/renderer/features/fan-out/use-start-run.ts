import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Job } from '../../../shared/job.ts';
import { client } from '../../lib/client.ts';
import { withJob } from '../../lib/event-reducers.ts';
import { jobsQuery } from '../../lib/queries.ts';
import { useSession } from '../film/session-context.ts';
import { type RunOrder, sendRun } from './send-run.ts';

/** Sends a run and shows its jobs at once. Callers show what goes wrong. */
export function useStartRun() {
  const session = useSession();
  const { filmId } = session;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: RunOrder) =>
      sendRun(
        session,
        (wishes, orderId) => client.jobs.generate({ filmId, wishes: [...wishes], priority: 'medium', orderId }),
        order,
      ),
    onSuccess: (jobs) => {
      queries.setQueryData(jobsQuery(filmId).queryKey, (known) =>
        jobs.reduce<readonly Job[]>((list, job) => withJob(list, job), known ?? []).slice(),
      );
    },
  });
}
