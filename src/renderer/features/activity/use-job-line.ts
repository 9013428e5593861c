import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Job } from '../../../shared/job.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { withJob } from '../../lib/event-reducers.ts';
import { jobsQuery } from '../../lib/queries.ts';
import { toast, toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';

/** So many calls under way at once: a thousand must not stand in front of everything else that the window asks. */
const atOnce = 20;

/** Does the same for each job, a few at a time; the first failure is said once all others were tried. */
async function forEach(jobs: readonly Job[], work: (job: Job) => Promise<unknown>): Promise<number> {
  const failures: unknown[] = [];
  for (let from = 0; from < jobs.length; from += atOnce) {
    const results = await Promise.allSettled(jobs.slice(from, from + atOnce).map(work));
    failures.push(...results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])));
  }
  if (failures.length > 0) toastError(errorOf(failures[0]));
  return jobs.length - failures.length;
}

/** What can be done with all the jobs that wait. What the studio answers is shown at once. */
export function useJobLine() {
  const { filmId } = useSession();
  const queries = useQueryClient();
  const [clearing, setClearing] = useState(false);
  const { queryKey } = jobsQuery(filmId);
  const show = (job: Job) => queries.setQueryData(queryKey, (jobs) => jobs && [...withJob(jobs, job)]);
  const hide = (id: string) => queries.setQueryData(queryKey, (jobs) => jobs?.filter((each) => each.id !== id));

  /** One after the other, so that they keep their order. */
  const putBack = async (jobs: readonly Job[]) => {
    try {
      for (const { id } of jobs) {
        const again = await client.jobs.retry({ jobId: id });
        show(again);
        if (again.id !== id) hide(id);
      }
    } catch (thrown) {
      toastError(errorOf(thrown));
    }
  };
  const cancelAll = async (jobs: readonly Job[]) => {
    setClearing(true);
    // From the end of the line, so that none starts meanwhile that was to be cancelled.
    const count = await forEach(jobs.toReversed(), async ({ id }) => show(await client.jobs.cancel({ jobId: id })));
    setClearing(false);
    if (count === 0) return;
    const undo = { label: 'Put them back', run: () => void putBack(jobs) };
    toast(`Cancelled ${count} waiting ${count === 1 ? 'job' : 'jobs'}.`, undo, 'line');
  };
  return { cancelAll, clearing };
}
