import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExportJob } from '../../../shared/export.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { upsert } from '../../lib/event-reducers.ts';
import { exportsQuery, presetsQuery } from '../../lib/queries.ts';
import { toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';

export const usePresets = () => useQuery(presetsQuery());
export const useExports = () => useQuery(exportsQuery(useSession().filmId));

/** A free file name; asked anew each time the panel opens, since files come and go. */
export const useSuggestion = () =>
  useQuery(orpc.exports.suggest.queryOptions({ input: { filmId: useSession().filmId }, staleTime: 0, gcTime: 0 }));

export type ExportWish = {
  readonly preset: string;
  readonly destination: string;
  readonly slates: boolean;
  readonly replace: boolean;
};

/** Saves the film, then starts the export of what was saved. */
export function useStartExport() {
  const { filmId, autosave } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (wish: ExportWish) => {
      await autosave.flush();
      return client.exports.start({ filmId, ...wish });
    },
    onSuccess: (job) => {
      queries.setQueryData(exportsQuery(filmId).queryKey, (known: ExportJob[] | undefined) => upsert(known ?? [], job));
      // The next one needs another name.
      return queries.invalidateQueries({ queryKey: orpc.exports.suggest.key({ input: { filmId } }) });
    },
  });
}

export function useCancelExport() {
  return useMutation({
    mutationFn: (job: ExportJob) => client.exports.cancel({ exportId: job.id }),
    onError: (thrown) => toastError(errorOf(thrown)),
  });
}

/** Shows a finished file in the file manager. */
export async function reveal(path: string): Promise<void> {
  try {
    await client.desktop.reveal({ path });
  } catch (thrown) {
    toastError(errorOf(thrown));
  }
}

/** The desktop's save dialog; null when the user thought better of it. */
export async function pickDestination(suggested: string): Promise<string | null> {
  try {
    return await client.desktop.pickSavePath({ suggested });
  } catch (thrown) {
    toastError(errorOf(thrown));
    return null;
  }
}
