import type { ReactNode } from 'react';
import type { Scene } from '../../../shared/film.ts';
import { useNavigation } from '../../lib/navigation.ts';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useSelectedScene } from '../film/session-context.ts';
import { useImportFiles } from '../generation/api.ts';
import { FilmFinish } from '../sound/film-finish.tsx';
import { CutSection } from './cut-section.tsx';
import { type CutTab, showCutTab, useCutTab } from './cut-tab.ts';
import { GenerateSection } from './generate-section.tsx';
import { PictureSection } from './picture-section.tsx';
import { SceneSection } from './scene-section.tsx';
import { VoiceSection } from './voice-section.tsx';

const tabs: readonly { value: CutTab; label: string }[] = [
  { value: 'scene', label: 'Scene' },
  { value: 'film', label: 'Sound and look' },
  { value: 'takes', label: 'Takes' },
];

/** Everything about the selected scene; beside the cut, its part in the cut first, and the film's sound and look. */
export function Inspector() {
  const scene = useSelectedScene();
  const atCut = useNavigation((state) => state.view) === 'cut';
  const tab = useCutTab((state) => state.tab);
  return (
    <aside aria-label="Scene" className="flex min-h-0 flex-col border-s border-line bg-panel">
      {atCut && (
        <div className="flex shrink-0 justify-center border-b border-line p-2">
          <Segmented label="Inspector" value={tab} parts={tabs} onChange={showCutTab} />
        </div>
      )}
      <Content scene={scene} tab={atCut ? tab : 'takes'} />
    </aside>
  );
}

function Content({ scene, tab }: { scene: Scene | null; tab: CutTab }) {
  if (tab === 'film')
    return (
      <Scrolling>
        <FilmFinish />
      </Scrolling>
    );
  if (!scene) return <p className="p-8 text-center text-text-2">The scene that you select is shown here.</p>;
  // Another scene starts with its own view state.
  if (tab === 'takes') return <SceneTakes key={scene.id} scene={scene} />;
  return (
    <Scrolling key={scene.id}>
      <TakeDrop scene={scene} className="min-h-full">
        <CutSection scene={scene} />
      </TakeDrop>
    </Scrolling>
  );
}

const Scrolling = ({ children }: { children: ReactNode }) => (
  <div data-film-field className="min-h-0 grow overflow-auto">
    {children}
  </div>
);

function SceneTakes({ scene }: { scene: Scene }) {
  return (
    <TakeDrop scene={scene} className="flex min-h-0 grow flex-col tiny:block tiny:overflow-auto">
      <div className="min-h-0 grow overflow-auto tiny:overflow-visible">
        <PictureSection scene={scene} />
        <SceneSection scene={scene} />
        <VoiceSection scene={scene} />
      </div>
      <GenerateSection scene={scene} />
    </TakeDrop>
  );
}

type DropProps = { scene: Scene; className: string; children: ReactNode };

/** Files dropped here become takes of the scene. */
function TakeDrop({ scene, className, children }: DropProps) {
  const importFiles = useImportFiles();
  return (
    <DropZone hint="Drop to import as a take" onFiles={(files) => importFiles(scene.id, files)} className={className}>
      {children}
    </DropZone>
  );
}
