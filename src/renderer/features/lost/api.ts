import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Job } from '../../../shared/job.ts';
import type { LostJob, lostVerdicts, Orphan } from '../../../shared/lost.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { lostQuery } from '../../lib/queries.ts';
import { toastError } from '../../ui/toasts.tsx';

export const useLost = () => useQuery(lostQuery());

/** How many paid calls nobody knows the fate of; 0 until that is known. */
export const useLostCount = (): number => useQuery({ ...lostQuery(), select: (lost) => lost.length }).data ?? 0;

export type Verdict = (typeof lostVerdicts)[number];

/** What can be done about one lost call. `onSettled` and `onAdopted` get the job as it is then. */
export function useLostActions(after: {
  onSettled: (job: Job, verdict: Verdict) => void;
  onAdopted: (job: Job) => void;
}) {
  const queries = useQueryClient();
  const { queryKey } = lostQuery();
  const onError = (thrown: unknown) => toastError(errorOf(thrown));
  const refresh = () => queries.invalidateQueries({ queryKey });
  const show = (found: LostJob) =>
    queries.setQueryData(queryKey, (lost) => lost?.map((each) => (each.jobId === found.jobId ? found : each)));
  const takeOut = (job: Job) => {
    queries.setQueryData(queryKey, (lost) => lost?.filter((each) => each.jobId !== job.id));
    void queries.invalidateQueries({ queryKey: orpc.spending.key() });
  };
  const ask = useMutation({
    mutationFn: (jobId: string) => client.lost.ask({ jobId }),
    onSuccess: show,
    onError,
    // What was exactly the same is adopted by the asking, and lost no more.
    onSettled: refresh,
  });
  const adopt = useMutation({
    mutationFn: ({ jobId, orphan }: { jobId: string; orphan: Orphan }) =>
      client.lost.adopt({ jobId, operation: orphan.operation }),
    onSuccess: (job) => {
      takeOut(job);
      after.onAdopted(job);
    },
    onError,
    onSettled: refresh,
  });
  const settle = useMutation({
    mutationFn: ({ jobId, verdict }: { jobId: string; verdict: Verdict }) => client.lost.settle({ jobId, verdict }),
    onSuccess: (job, { verdict }) => {
      takeOut(job);
      after.onSettled(job, verdict);
    },
    onError,
    onSettled: refresh,
  });
  return { ask, adopt, settle };
}
