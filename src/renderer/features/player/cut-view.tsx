import type { Cut } from '../../../shared/cut.ts';
import { showView } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useCut } from '../film/film-data.ts';
import { useSession } from '../film/session-context.ts';
import { useTransport } from './player-context.tsx';
import { Stage } from './stage.tsx';

/** The rough cut, large: what an export made now would show, and what is still missing in it. */
export function CutView() {
  const cut = useCut();
  if (cut.frames === 0)
    return (
      <EmptyState
        title="Nothing to play yet"
        text="The rough cut plays the takes of all scenes in order, with voice and captions. Add a scene first."
        actions={<Button onClick={() => showView('board')}>Go to the board</Button>}
      />
    );
  return (
    <div className="flex h-full min-h-0 flex-col items-center gap-3 p-5">
      <div className="grid min-h-0 w-full grow place-items-center" style={{ containerType: 'size' }}>
        <div style={{ width: `min(100cqw, calc(100cqh * ${cut.canvas.width / cut.canvas.height}))` }}>
          <Stage cut={cut} />
        </div>
      </div>
      <Missing cut={cut} />
    </div>
  );
}

/** What the cut still lacks, scene by scene, each a way to the scene. */
function Missing({ cut }: { cut: Cut }) {
  const { store } = useSession();
  const transport = useTransport();
  const open = cut.scenes.flatMap((scene, index) => scene.notes.map((note) => ({ scene, note, number: index + 1 })));
  if (open.length === 0) return null;
  return (
    <ul aria-label="Notes on the cut" className="flex max-h-20 w-full flex-wrap justify-center gap-2 overflow-auto">
      {open.map(({ scene, note, number }) => (
        <li key={`${scene.sceneId} ${note.code}`}>
          <Button
            look="quiet"
            onClick={() => {
              store.select(scene.sceneId);
              transport.seek(scene.start);
            }}
          >
            <span className="tabular text-text-3">{number}</span> {note.text}
          </Button>
        </li>
      ))}
    </ul>
  );
}
