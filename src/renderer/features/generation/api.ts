import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JobWish } from '../../../shared/batch.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { VendorView } from '../../../shared/generator.ts';
import type { Job } from '../../../shared/job.ts';
import type { TakeView } from '../../../shared/take.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { upsert, withJob } from '../../lib/event-reducers.ts';
import { pathOfFile } from '../../lib/files.ts';
import { generatorsQuery, jobsQuery, takesQuery } from '../../lib/queries.ts';
import { toast, toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';
import { showPending } from './store.ts';

export const useGenerators = () => useQuery(generatorsQuery());

const noVendors: readonly VendorView[] = [];
export const useVendors = (): readonly VendorView[] => useGenerators().data?.vendors ?? noVendors;

/** Starts jobs for wishes: saves first, and shows the new jobs at once. What stands in the way is shown as a judgement. */
export function useStartJobs() {
  const { filmId, autosave } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (wishes: readonly JobWish[]) => {
      await autosave.flush();
      // Somebody sits before the one scene and waits for it; a batch may take its time.
      const priority = wishes.length === 1 ? 'high' : 'medium';
      return client.jobs.generate({ filmId, wishes: [...wishes], priority });
    },
    onSuccess: (jobs) => {
      queries.setQueryData(jobsQuery(filmId).queryKey, (known) =>
        jobs.reduce<readonly Job[]>((list, job) => withJob(list, job), known ?? []).slice(),
      );
    },
    onError: (thrown, wishes) => {
      const error = errorOf(thrown);
      if (hasHurdles(error)) showPending({ kind: 'batch', wishes, stale: [], start: null });
      else toastError(error);
    },
  });
}

/** All that stands in the way of a batch comes as a list, which is better seen whole than as its first line. */
const hasHurdles = ({ details }: ErrorData): boolean => Array.isArray(details.hurdles) && details.hurdles.length > 0;

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
