import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Job } from '../../../shared/job.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { withJobs } from '../../lib/job-burst.ts';
import { jobsQuery } from '../../lib/queries.ts';
import { toast, toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';

/** So many calls under way at once: a thousand must not stand in front of everything else that the window asks. */
const atOnce = 20;

/** Does the same for each job, a few at a time, and hands on what came of each few. Gives what failed. */
async function forEach(jobs: readonly Job[], work: (job: Job) => Promise<Job>, onDone: (jobs: readonly Job[]) => void) {
  const failures: unknown[] = [];
  for (let from = 0; from < jobs.length; from += atOnce) {
    const results = await Promise.allSettled(jobs.slice(from, from + atOnce).map(work));
    onDone(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
    failures.push(...results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])));
  }
  return failures;
}

/** What can be done with all the jobs that wait. What the studio answers is shown at once. */
export function useJobLine() {
  const { filmId } = useSession();
  const queries = useQueryClient();
  const [clearing, setClearing] = useState(false);
  const { queryKey } = jobsQuery(filmId);
  const show = (news: readonly Job[]) => queries.setQueryData(queryKey, (jobs) => jobs && withJobs(jobs, news));
  const hide = (id: string) => queries.setQueryData(queryKey, (jobs) => jobs?.filter((each) => each.id !== id));

  /** One after the other, so that they keep their order. */
  const putBack = async (jobs: readonly Job[]) => {
    try {
      for (const { id } of jobs) {
        const again = await client.jobs.retry({ jobId: id });
        show([again]);
        if (again.id !== id) hide(id);
      }
    } catch (thrown) {
      toastError(errorOf(thrown));
    }
  };
  const cancelAll = async (jobs: readonly Job[]) => {
    setClearing(true);
    // From the end of the line, so that none starts meanwhile that was to be cancelled.
    const failures = await forEach(jobs.toReversed(), ({ id }) => client.jobs.cancel({ jobId: id }), show);
    setClearing(false);
    if (failures.length > 0) toastError(errorOf(failures[0]));
    const count = jobs.length - failures.length;
    if (count === 0) return;
    const undo = { label: 'Put them back', run: () => void putBack(jobs) };
    toast(`Cancelled ${count} waiting ${count === 1 ? 'job' : 'jobs'}.`, undo, 'line');
  };
  return { cancelAll, clearing };
}
