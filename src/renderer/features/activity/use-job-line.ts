import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Job, priorities } from '../../../shared/job.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { withJobs } from '../../lib/event-reducers.ts';
import { jobsQuery } from '../../lib/queries.ts';
import { toast, toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';

/** So many calls under way at once: a thousand must not stand in front of everything else that the window asks. */
const atOnce = 20;

/** Does the same for each job, a few at a time, and hands on what came of each few. Gives what failed. */
async function forEach<T>(jobs: readonly Job[], work: (job: Job) => Promise<T>, onDone: (done: readonly T[]) => void) {
  const failures: unknown[] = [];
  for (let from = 0; from < jobs.length; from += atOnce) {
    const results = await Promise.allSettled(jobs.slice(from, from + atOnce).map(work));
    onDone(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
    failures.push(...results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])));
  }
  return failures;
}

const wishOf = ({ sceneId, role, chain, generator }: Job) => ({
  ...{ sceneId, role },
  generator: chain[0]?.generator ?? generator,
});

/** What can be done with all the jobs that wait. What the studio answers is shown at once. */
export function useJobLine() {
  const { filmId, autosave } = useSession();
  const queries = useQueryClient();
  const [clearing, setClearing] = useState(false);
  const { queryKey } = jobsQuery(filmId);
  const show = (news: readonly Job[]) => queries.setQueryData(queryKey, (jobs) => jobs && withJobs(jobs, news));
  const hide = (ids: readonly string[]) =>
    queries.setQueryData(queryKey, (jobs) => jobs?.filter(({ id }) => !ids.includes(id)));
  const say = (failures: readonly unknown[]) => failures.length > 0 && toastError(errorOf(failures[0]));

  /** New jobs with the same wishes, in the same order, judged all at once; the cancelled ones go out of sight. */
  const putBack = async (jobs: readonly Job[]) => {
    try {
      await autosave.flush();
      for (const priority of priorities) {
        const wishes = jobs.filter((job) => job.priority === priority).map(wishOf);
        if (wishes.length > 0) show(await client.jobs.generate({ filmId, wishes, priority }));
      }
    } catch (thrown) {
      return toastError(errorOf(thrown));
    }
    const dismiss = ({ id }: Job) => client.jobs.dismiss({ jobId: id }).then(() => id);
    say(await forEach(jobs, dismiss, hide));
  };
  const cancelAll = async (jobs: readonly Job[]) => {
    setClearing(true);
    // From the end of the line, so that none starts meanwhile that was to be cancelled.
    const cancelled = new Set<string>();
    const failures = await forEach(
      jobs.toReversed(),
      ({ id }) => client.jobs.cancel({ jobId: id }),
      (done) => {
        for (const { id, state } of done) if (state === 'cancelled') cancelled.add(id);
        show(done);
      },
    );
    setClearing(false);
    say(failures);
    const gone = jobs.filter(({ id }) => cancelled.has(id));
    if (gone.length === 0) return;
    const undo = { label: 'Put them back', run: () => void putBack(gone) };
    toast(`Cancelled ${gone.length} waiting ${gone.length === 1 ? 'job' : 'jobs'}.`, undo, 'line');
  };
  return { cancelAll, clearing };
}
