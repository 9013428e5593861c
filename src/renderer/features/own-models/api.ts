import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnModel } from '../../../shared/own-generator.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { readScript } from '../../lib/files.ts';
import { generatorsQuery, ownCatalogueQuery } from '../../lib/queries.ts';
import { toast, toastError } from '../../ui/toasts.tsx';
import { openCatalogue } from '../catalogue/api.ts';
import { draftOf } from './model-draft.ts';
import { closeForm, setDraft, useOwnModelForm } from './store.ts';

export const useOwnCatalogue = () => useQuery(ownCatalogueQuery());

/** The row that the form replaces: what the user said of it is not asked again. */
function useReplaced() {
  const { data } = useQuery(generatorsQuery());
  const { replaces } = useOwnModelForm();
  return data?.generators.find(({ id }) => id === replaces) ?? null;
}

/** Asks the vendor what the pasted model takes, and opens the form for it. */
export function useLookUp() {
  const before = useReplaced();
  return useMutation({
    mutationFn: (wish: { vendor: 'replicate' | 'fal'; model: string }) => client.catalogue.lookUp(wish),
    onSuccess: (sheet, { vendor }) => setDraft(vendor, draftOf(sheet, null, before)),
  });
}

/** Reads a workflow file, and opens the form for it. */
export function useReadWorkflow() {
  const before = useReplaced();
  return useMutation({
    mutationFn: async (file: File) => {
      const { name, text } = await readScript(file);
      return { text, sheet: await client.catalogue.readWorkflow({ name, text }) };
    },
    onSuccess: ({ text, sheet }) => setDraft('comfyui', draftOf(sheet, text, before)),
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: orpc.generators.key() }),
      queries.invalidateQueries({ queryKey: orpc.catalogue.own.key() }),
    ]);
}

/** Keeps a model. Callers show what goes wrong; the form stays as it is then. */
export function useKeepModel() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (order: { id: string | null; model: OwnModel }) => client.catalogue.keep(order),
    onSuccess: async ({ id }, { model }) => {
      closeForm();
      toast(`${model.name} is in the catalogue.`, { label: 'Show it', run: () => openCatalogue(id) });
      await refresh();
    },
  });
}

export function useRemoveModel() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (generator: string) => client.catalogue.remove({ generator }),
    onError: (thrown) => toastError(errorOf(thrown)),
    onSettled: refresh,
  });
}

/** Reads the file again after it was edited by hand. */
export function useReload() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => client.catalogue.reload(),
    onError: (thrown) => toastError(errorOf(thrown)),
    onSettled: refresh,
  });
}
