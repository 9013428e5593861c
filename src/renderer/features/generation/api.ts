import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Job } from '../../../shared/job.ts';
import { microsPerUsd } from '../../../shared/money.ts';
import type { TakeView } from '../../../shared/take.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { upsert, withJob } from '../../lib/event-reducers.ts';
import { pathOfFile } from '../../lib/files.ts';
import { generatorsQuery, jobsQuery, takesQuery } from '../../lib/queries.ts';
import { useHello } from '../../lib/use-hello.ts';
import { toast, toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';
import { askFirst } from './store.ts';
import { sumOf, type Wish, wishOf } from './wishes.ts';

export const useGenerators = () => useQuery(generatorsQuery());

/** Starts jobs for wishes: saves first, asks above the user's limit, and shows the new jobs at once. */
export function useGenerate() {
  const { filmId, autosave } = useSession();
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async (wishes: readonly Wish[]) => {
      await autosave.flush();
      return client.jobs.generate({ filmId, wishes: wishes.map(({ sceneId, role }) => ({ sceneId, role })) });
    },
    onSuccess: (jobs) => {
      queries.setQueryData(jobsQuery(filmId).queryKey, (known) =>
        jobs.reduce<readonly Job[]>((list, job) => withJob(list, job), known ?? []).slice(),
      );
    },
    onError: (thrown) => toastError(errorOf(thrown)),
  });
  const startPaid = useStartPaid();
  const generate = (wishes: readonly Wish[]) => {
    if (wishes.length > 0 && !isPending) startPaid(wishes, () => mutate(wishes));
  };
  return { generate, starting: isPending };
}

/** Starts work, and asks first where it may cost more than the user's limit. */
function useStartPaid() {
  const { settings } = useHello();
  return (wishes: readonly Wish[], start: () => void) => {
    const paid = sumOf(wishes).micros;
    if (paid > 0 && paid > settings.confirmAboveUsd * microsPerUsd) askFirst({ wishes, start });
    else start();
  };
}

/** Cancel, retry and dismiss; what the studio answers is shown at once. */
export function useJobActions() {
  const { filmId, autosave } = useSession();
  const queries = useQueryClient();
  const key = orpc.jobs.list.queryKey({ input: { filmId } });
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (thrown) {
      toastError(errorOf(thrown));
    }
  };
  const startPaid = useStartPaid();
  const generators = useGenerators().data?.generators ?? [];
  const show = (job: Job) => queries.setQueryData(key, (jobs) => jobs && [...withJob(jobs, job)]);
  const hide = (job: Job) => queries.setQueryData(key, (jobs) => jobs?.filter((each) => each.id !== job.id));
  const dismiss = (job: Job) =>
    attempt(async () => {
      await client.jobs.dismiss({ jobId: job.id });
      hide(job);
    });
  const retry = (job: Job) =>
    attempt(async () => {
      await autosave.flush();
      const again = await client.jobs.retry({ jobId: job.id });
      show(again);
      // The same job where it was taken up again; else the studio has dismissed the old one.
      if (again.id !== job.id) hide(job);
    });
  return {
    cancel: (job: Job) => attempt(async () => show(await client.jobs.cancel({ jobId: job.id }))),
    dismiss,
    retry: (job: Job) => startPaid([wishOf(job, generators)], () => void retry(job)),
  };
}

/** Brings a file in as a take of a scene. Callers show what goes wrong. */
export function useImportTake() {
  const { filmId, autosave } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (wish: { sceneId: string; role: TakeView['role']; path: string; name: string }) => {
      // The studio checks the scene against the film as saved.
      await autosave.flush();
      return client.takes.import({ filmId, ...wish });
    },
    onSuccess: (take) => {
      queries.setQueryData(takesQuery(filmId).queryKey, (takes) => upsert(takes ?? [], take));
      toast(`Imported as take ${take.number}.`);
    },
  });
}

const roleOf = (file: File): TakeView['role'] => (file.type.startsWith('audio/') ? 'voice' : 'picture');

/** Imports dropped or picked files one after the other; recordings become voice takes, all else pictures. */
export function useImportFiles() {
  const { mutateAsync } = useImportTake();
  return async (sceneId: string, files: readonly File[]): Promise<TakeView[]> => {
    const takes: TakeView[] = [];
    for (const file of files) {
      try {
        const path = await pathOfFile(file);
        takes.push(await mutateAsync({ sceneId, role: roleOf(file), path, name: file.name }));
      } catch (thrown) {
        toastError(errorOf(thrown));
      }
    }
    return takes;
  };
}
