import type { ReactNode } from 'react';
import type { Cut } from '../../../shared/cut.ts';
import { showView } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useCut } from '../film/film-data.ts';
import { useSession } from '../film/session-context.ts';
import { notShownLive } from './live-notes.ts';
import { useTransport } from './player-context.tsx';
import { type Instead, Stage } from './stage.tsx';

/**
 * The rough cut, large: what an export made now would show, and what is still missing in it. `draft` is the way to see
 * what cannot be shown live, `instead` what is then shown in its place.
 */
export function CutView({ draft, instead = null }: { draft?: ReactNode; instead?: Instead | null }) {
  const cut = useCut();
  if (cut.frames === 0)
    return (
      <EmptyState
        title="Nothing to play yet"
        text="The rough cut plays the takes of all scenes in order, with voice and captions. Add a scene first."
        actions={<Button onClick={() => showView('board')}>Go to the board</Button>}
      />
    );
  const notes = notShownLive(cut);
  return (
    <main className="flex h-full min-h-0 flex-col items-center gap-2 p-4 short:gap-1 short:p-2">
      <div className="grid min-h-0 w-full grow place-items-center" style={{ containerType: 'size' }}>
        <div style={{ width: `min(100cqw, calc(100cqh * ${cut.canvas.width / cut.canvas.height}))` }}>
          <Stage cut={cut} instead={instead} />
        </div>
      </div>
      <div className="flex min-h-7.5 w-full flex-wrap items-center justify-center gap-x-4 gap-y-1 tiny:hidden">
        {!instead && notes.length > 0 && <p className="text-1 text-text-3">{notes.join(' ')}</p>}
        {draft}
        <Missing cut={cut} />
      </div>
    </main>
  );
}

/** What the cut still lacks, scene by scene, each a way to the scene. */
function Missing({ cut }: { cut: Cut }) {
  const { store } = useSession();
  const transport = useTransport();
  const open = cut.scenes.flatMap((scene, index) => scene.notes.map((note) => ({ scene, note, number: index + 1 })));
  const [first] = open;
  if (!first) return null;
  const goTo = ({ scene }: typeof first) => {
    store.select(scene.sceneId);
    transport.seek(scene.start);
  };
  if (open.length === 1)
    return (
      <Button look="quiet" onClick={() => goTo(first)}>
        <span className="tabular text-text-3">{first.number}</span> {first.note.text}
      </Button>
    );
  return (
    <Menu
      label="Notes on the cut"
      list={open.map((each) => ({ label: `${each.number} · ${each.note.text}`, onSelect: () => goTo(each) }))}
    >
      <Button look="quiet">{open.length} notes on the cut…</Button>
    </Menu>
  );
}
