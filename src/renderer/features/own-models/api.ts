import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ModelSheet, OwnModel } from '../../../shared/own-generator.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { readScript } from '../../lib/files.ts';
import { ownCatalogueQuery } from '../../lib/queries.ts';
import { useHello } from '../../lib/use-hello.ts';
import { toast, toastError } from '../../ui/toasts.tsx';
import { openCatalogue } from '../catalogue/api.ts';
import { withPrice } from '../catalogue/price-text.ts';
import { useChangeSettings } from '../settings/api.ts';
import { draftOf } from './model-draft.ts';
import { closeForm, type Edited, openEdit, setDraft, useOwnModelForm } from './store.ts';

/** What one toast about own models offers, the next makes untrue. */
const topic = 'own-models';

export const useOwnCatalogue = () => useQuery(ownCatalogueQuery());

/** Asks the vendor what the pasted model takes, and opens the form for it. */
export function useLookUp() {
  const before = useOwnModelForm((state) => state.replaces?.model ?? null);
  return useMutation({
    mutationFn: (wish: { vendor: 'replicate' | 'fal'; model: string }) => client.catalogue.lookUp(wish),
    onSuccess: (sheet, { vendor }) => setDraft(vendor, draftOf(sheet, null, before)),
  });
}

/** Reads a workflow file, and opens the form for it. */
export function useReadWorkflow() {
  const before = useOwnModelForm((state) => state.replaces?.model ?? null);
  return useMutation({
    mutationFn: async (file: File) => {
      const { name, text } = await readScript(file);
      return { text, sheet: await client.catalogue.readWorkflow({ name, text }) };
    },
    onSuccess: ({ text, sheet }) => setDraft('comfyui', draftOf(sheet, text, before)),
  });
}

/** Opens the form for a model of one's own, filled in with what was decided. Where it cannot be read, it can be tried again there. */
export function useEdit() {
  return useMutation({
    mutationFn: ({ model }: Edited) => sheetOf(model),
    onSuccess: (sheet, edited) => {
      openEdit(edited);
      setDraft(useOwnModelForm.getState().way, draftOf(sheet, edited.model.workflow, edited.model));
    },
    onError: (thrown, edited) => {
      openEdit(edited);
      toastError(errorOf(thrown));
    },
  });
}

function sheetOf({ vendor, model, name, workflow }: OwnModel): Promise<ModelSheet> {
  if (workflow !== null) return client.catalogue.readWorkflow({ name, text: workflow });
  return client.catalogue.lookUp({ vendor: vendor === 'fal' ? 'fal' : 'replicate', model });
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
  const { generatorPrices } = useHello().settings;
  const { mutate: changeSettings } = useChangeSettings();
  return useMutation({
    mutationFn: (order: { id: string | null; model: OwnModel }) => client.catalogue.keep(order),
    onSuccess: async ({ id }, { model }) => {
      closeForm();
      // The price was said anew: a correction from before would hide it.
      if (generatorPrices[id]) changeSettings({ generatorPrices: withPrice(generatorPrices, id, null) });
      toast(`${model.name} is in the catalogue.`, { label: 'Show it', run: () => openCatalogue(id) }, topic);
      await refresh();
    },
  });
}

export function useRemoveModel() {
  const refresh = useRefresh();
  const putBack = useMutation({
    mutationFn: (generator: string) => client.catalogue.putBack({ generator }),
    onError: (thrown) => toastError(errorOf(thrown)),
    onSettled: refresh,
  });
  return useMutation({
    mutationFn: ({ id }: { id: string; name: string }) => client.catalogue.remove({ generator: id }),
    onSuccess: (_, { id, name }) =>
      toast(`${name} was taken out. Its takes stay.`, { label: 'Put it back', run: () => putBack.mutate(id) }, topic),
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
