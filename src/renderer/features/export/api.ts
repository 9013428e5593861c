import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExportJob, ExportOptions } from '../../../shared/export.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { upsert } from '../../lib/event-reducers.ts';
import { exportsQuery, presetsQuery } from '../../lib/queries.ts';
import { toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';

export const usePresets = () => useQuery(presetsQuery());
export const useExports = () => useQuery(exportsQuery(useSession().filmId));
/** Asked when the panel first opens: each encoder is tried by encoding a few frames. */
export const useHardware = () => useQuery(orpc.exports.hardware.queryOptions());

/** A file name that is free for a preset, the usual one by itself; asked anew each time the panel opens, since files come and go. */
export const useSuggestion = (preset?: string) => {
  const { filmId } = useSession();
  const input = { filmId, preset };
  return useQuery(
    // The name of before stays until the new one is there, so that nothing jumps.
    orpc.exports.suggest.queryOptions({ input, staleTime: 0, gcTime: 0, placeholderData: keepPreviousData }),
  );
};

/** What no bundled font can draw, in the film as last saved; asked anew each time the panel opens. */
export const useUndrawable = () =>
  useQuery(orpc.captions.undrawable.queryOptions({ input: { filmId: useSession().filmId }, staleTime: 0, gcTime: 0 }));

export type ExportWish = ExportOptions & {
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

/** What can be done to an export that is not over. */
export const exportDeeds = ['cancel', 'pause', 'resume'] as const;

export function useExportDeed(deed: (typeof exportDeeds)[number]) {
  return useMutation({
    mutationFn: (job: ExportJob) => client.exports[deed]({ exportId: job.id }),
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
