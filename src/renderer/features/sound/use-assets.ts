import type { Asset } from '../../../shared/asset.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { pathOfFile, pickFiles } from '../../lib/files.ts';
import { useHello } from '../../lib/use-hello.ts';
import { toastError } from '../../ui/toasts.tsx';
import { chooseMusic, setGrade } from '../film/cut-edits.ts';
import { useSession } from '../film/session-context.ts';

const accepted: Record<Asset['kind'], string> = { music: 'audio/*', lut: '.cube' };

/** The name a path ends in, on any system. */
const nameOfPath = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

type AssetImport = {
  /** Asks for a file, with the desktop's dialog or the browser's, and brings it into the film. */
  choose: () => Promise<void>;
  /** Brings in a file that was dropped. */
  importFile: (file: File) => Promise<void>;
};

/** Brings a file into the film's assets, then uses it. Says what goes wrong. */
function useAssetImport(kind: Asset['kind'], use: (asset: Asset) => void): AssetImport {
  const { filmId } = useSession();
  const { nativeDialogs } = useHello();
  const bringIn = async (path: string | null, name: string) => {
    if (path !== null) use(await client.assets.import({ filmId, kind, path, name }));
  };
  const orSay = (work: Promise<void>) => work.catch((thrown: unknown) => toastError(errorOf(thrown)));
  const importFile = (file: File) => orSay(pathOfFile(file).then((path) => bringIn(path, file.name)));
  const chooseNative = async () => {
    const path = await client.desktop.pickMedia({ role: kind });
    await bringIn(path, path === null ? '' : nameOfPath(path));
  };
  const choose = async () => {
    if (nativeDialogs) return orSay(chooseNative());
    const [file] = await pickFiles(accepted[kind]);
    if (file) await importFile(file);
  };
  return { choose, importFile };
}

/** Choosing the music under the film. */
export function useMusic(): AssetImport {
  const { store } = useSession();
  return useAssetImport('music', (asset) => store.edit(`choose music ${asset.name}`, chooseMusic(asset)));
}

/** Choosing a look of one's own, a .cube file. */
export function useOwnLook(): AssetImport {
  const { store } = useSession();
  return useAssetImport('lut', (asset) => store.edit(`choose look ${asset.name}`, setGrade({ look: asset })));
}
