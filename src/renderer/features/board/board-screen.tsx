import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Scene } from '../../../shared/film.ts';
import { formatTimecode, frameSeconds } from '../../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { addScenes } from '../film/edits.ts';
import { useCut } from '../film/film-data.ts';
import { useFilm, useSelectedScene, useSession } from '../film/session-context.ts';
import { BoardCards } from './board-cards.tsx';
import { GenerateBar } from './generate-bar.tsx';
import { ScriptPanel } from './script-panel.tsx';
import { useSceneActions } from './use-scene-actions.ts';
import { useSceneCommands } from './use-scene-commands.ts';

/** The storyboard of the open film. */
export function BoardScreen() {
  const { store } = useSession();
  const film = useFilm();
  const selected = useSelectedScene();
  const actions = useSceneActions();
  const [writing, setWriting] = useState(false);
  useSceneCommands(actions, () => setWriting(true));

  const addWritten = (scenes: readonly Scene[]) => {
    store.edit(`add ${scenes.length} scenes from a script`, addScenes(scenes, selected?.id ?? null));
    store.select(scenes[0]?.id ?? null);
    setWriting(false);
  };
  const add = () => actions.add(selected?.id ?? null);
  return (
    <main className="min-h-0 overflow-auto p-6">
      {film.scenes.length > 0 ? (
        <>
          <Toolbar onAdd={add} onWrite={() => setWriting(true)} />
          <BoardCards actions={actions} />
        </>
      ) : (
        <EmptyState
          title="No scenes yet"
          text="A scene has a prompt for its picture and a narration to be spoken. Write them one by one, or paste a script and have it cut into scenes."
          actions={
            <>
              <Button onClick={() => setWriting(true)}>Write from a script…</Button>
              <Button onClick={add} icon={<Plus size={14} aria-hidden />}>
                Add scene
              </Button>
            </>
          }
        />
      )}
      {writing && <ScriptPanel onClose={() => setWriting(false)} onAdd={addWritten} />}
    </main>
  );
}

function Toolbar({ onAdd, onWrite }: { onAdd: () => void; onWrite: () => void }) {
  const film = useFilm();
  const cut = useCut();
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3">
      <h2 className="text-4 font-semibold">{film.scenes.length === 1 ? '1 scene' : `${film.scenes.length} scenes`}</h2>
      <span className="tabular grow text-text-2">{formatTimecode(frameSeconds(cut.frames, cut.canvas.fps))}</span>
      {/* First of the buttons: when it becomes shorter, the others stay where they are. */}
      <GenerateBar />
      <Tooltip text="Add a scene after the selected one" keys="n">
        <Button icon={<Plus size={14} aria-hidden />} onClick={onAdd}>
          Scene
        </Button>
      </Tooltip>
      <Tooltip text="Cut a script into scenes" keys="w">
        <Button onClick={onWrite}>Write from a script…</Button>
      </Tooltip>
    </div>
  );
}
