import type { Role, TakeView } from '../../../shared/take.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { nameOfPath, pickFiles } from '../../lib/files.ts';
import { useHello } from '../../lib/use-hello.ts';
import { toastError } from '../../ui/toasts.tsx';
import { useImportFiles, useImportTake } from '../generation/api.ts';

const accepted: Record<Role, string> = { picture: 'image/*,video/*', voice: 'audio/*' };

/** Asks for a file, with the desktop's dialog or the browser's, and imports it as a take. Null when there was none. */
export function usePickAndImport() {
  const { nativeDialogs } = useHello();
  const importFiles = useImportFiles();
  const importTake = useImportTake();
  return async (sceneId: string, role: Role): Promise<TakeView | null> => {
    if (!nativeDialogs) return (await importFiles(sceneId, await pickFiles(accepted[role]))).at(-1) ?? null;
    try {
      const path = await client.desktop.pickMedia({ role });
      return path === null ? null : await importTake.mutateAsync({ sceneId, role, path, name: nameOfPath(path) });
    } catch (thrown) {
      toastError(errorOf(thrown));
      return null;
    }
  };
}
