import { Import } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { nameOfPath, pathOfFile, pickFiles } from '../../lib/files.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { toastError } from '../../ui/toasts.tsx';
import { UsdField } from '../../ui/usd-field.tsx';
import { type Source, useBringBack } from './api.ts';
import { ResultList } from './result-list.tsx';
import { Step } from './step.tsx';
import { WatchedFolder } from './watched-folder.tsx';

type Props = { scene: Scene; generator: GeneratorView };

const sourceOf = (file: File): Source => ({ name: file.name, path: () => pathOfFile(file) });

/** Step 3: what came of it, dropped, pasted, picked or found, becomes takes of the scene. */
export function BringBack({ scene, generator: { id, role } }: Props) {
  const { nativeDialogs } = useHello();
  const [costUsd, setCostUsd] = useState<number | null>(null);
  const { bring, busy, results } = useBringBack(scene.id, id, costUsd);
  const bringFiles = (files: readonly File[]) => files.length > 0 && bring(files.map(sourceOf));
  usePastedFiles(bringFiles);
  const pick = async () => {
    if (!nativeDialogs) return bringFiles(await pickFiles(role === 'voice' ? 'audio/*' : 'image/*,video/*'));
    try {
      const path = await client.desktop.pickMedia({ role });
      if (path !== null) bring([{ name: nameOfPath(path), path: () => path }]);
    } catch (thrown) {
      toastError(errorOf(thrown));
    }
  };
  return (
    <Step number={3} title="Bring it back">
      <DropZone hint="Drop to bring it back" onFiles={bringFiles}>
        <div className="flex flex-col items-center gap-2.5 rounded-3 border border-dashed border-line-strong px-4 py-6 text-center">
          <p className="text-text-2">
            Drop the files here, or paste a picture or a file <Kbd keys="Mod+v" />
          </p>
          <Button busy={busy} onClick={pick} icon={<Import size={14} aria-hidden />}>
            Choose a file…
          </Button>
        </div>
      </DropZone>
      <div className="w-56">
        <UsdField
          label="What each cost, $"
          aside="if you want to say"
          value={costUsd}
          placeholder="Not said"
          onCommit={setCostUsd}
        />
      </div>
      <ResultList scene={scene} results={results} />
      <WatchedFolder results={results} busy={busy} onTake={bring} />
    </Step>
  );
}

/** Files on the clipboard, pasted anywhere but into a field. */
function usePastedFiles(onFiles: (files: readonly File[]) => void): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || (event.target instanceof Element && event.target.closest('input, textarea'))) return;
      event.preventDefault();
      onFiles(files);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  });
}
