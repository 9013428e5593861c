import { useMutation, useQuery } from '@tanstack/react-query';
import type { InterchangeFormat } from '../../../shared/interchange.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { pathOfFile, pickFiles } from '../../lib/files.ts';
import { useHello } from '../../lib/use-hello.ts';
import { toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';

export const useFormats = () => useQuery(orpc.interchange.formats.queryOptions());

export type HandoverWish = { readonly format: InterchangeFormat; readonly dir: string; readonly link: boolean };

/** Saves the film, then writes what was saved in another editor's format. */
export function useHandover() {
  const { filmId, autosave } = useSession();
  return useMutation({
    mutationFn: async (wish: HandoverWish) => {
      await autosave.flush();
      return client.interchange.export({ filmId, ...wish });
    },
  });
}

/** Asks for a timeline, and takes it over as one edit that can be undone. Null when there was none. */
export function useBringBack() {
  const { filmId, autosave, store } = useSession();
  const { nativeDialogs } = useHello();
  return useMutation({
    mutationFn: async () => {
      const path = nativeDialogs ? await client.desktop.pickMedia({ role: 'timeline' }) : await pickUpload();
      if (path === null) return null;
      await autosave.flush();
      const { film, report } = await client.interchange.import({ filmId, path });
      store.edit('bring a timeline back', () => film);
      return report;
    },
  });
}

async function pickUpload(): Promise<string | null> {
  const [file] = await pickFiles('.otio,.fcpxml,.xml');
  return file ? pathOfFile(file) : null;
}

/** The desktop's folder dialog; null when the user thought better of it. */
export async function pickFolder(): Promise<string | null> {
  try {
    return await client.desktop.pickFolder({ title: 'Where the timeline goes' });
  } catch (thrown) {
    toastError(errorOf(thrown));
    return null;
  }
}
