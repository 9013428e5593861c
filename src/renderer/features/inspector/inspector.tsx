import { DropZone } from '../../ui/drop-zone.tsx';
import { useSelectedScene } from '../film/session-context.ts';
import { useImportFiles } from '../generation/api.ts';
import { GenerateSection } from './generate-section.tsx';
import { PictureSection } from './picture-section.tsx';
import { SceneSection } from './scene-section.tsx';
import { VoiceSection } from './voice-section.tsx';

/** Everything about the selected scene. */
export function Inspector() {
  const scene = useSelectedScene();
  const importFiles = useImportFiles();
  return (
    <aside aria-label="Scene" className="min-h-0 border-s border-line bg-panel">
      {scene ? (
        <DropZone
          // Another scene starts with its own view state.
          key={scene.id}
          hint="Drop to import as a take"
          onFiles={(files) => importFiles(scene.id, files)}
          className="flex h-full flex-col tiny:block tiny:overflow-auto"
        >
          <div className="min-h-0 grow overflow-auto tiny:overflow-visible">
            <PictureSection scene={scene} />
            <SceneSection scene={scene} />
            <VoiceSection scene={scene} />
          </div>
          <GenerateSection scene={scene} />
        </DropZone>
      ) : (
        <p className="p-8 text-center text-text-2">The scene that you select is shown here.</p>
      )}
    </aside>
  );
}
