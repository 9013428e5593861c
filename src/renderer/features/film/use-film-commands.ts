import { useStore } from 'zustand';
import { showPanel, showView, showWall, useNavigation } from '../../lib/navigation.ts';
import type { Command } from '../../lib/shortcuts.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { toast } from '../../ui/toasts.tsx';
import { useNamesHidden } from './names-hidden.ts';
import { useFilmState, useSession } from './session-context.ts';

const film = (id: string, label: string, keys: string[], run: Command['run']) =>
  ({ id, label, group: 'Film', keys, run }) as const satisfies Command;

/** What can be done with the open film as a whole. */
export function useFilmCommands(): void {
  const { store } = useSession();
  const undoable = useStore(store.temporal, (state) => state.pastStates.length > 0);
  const redoable = useStore(store.temporal, (state) => state.futureStates.length > 0);
  const lastEdit = useFilmState((state) => state.lastEdit);
  const view = useNavigation((state) => state.view);
  // An edit of a take names its maker.
  const secret = useNamesHidden();
  const redo = () => {
    const redone = store.redo();
    if (redone) toast(secret ? 'Did it again.' : `Did again: ${redone}.`, undefined, 'edit');
  };
  const undo = () => {
    const undone = store.undo();
    if (undone) toast(secret ? 'Undid the last edit.' : `Undid: ${undone}.`, { label: 'Redo', run: redo }, 'edit');
  };
  useCommands([
    {
      ...film('film.undo', undoable && lastEdit && !secret ? `Undo: ${lastEdit}` : 'Undo', ['Mod+z'], undo),
      disabled: !undoable,
      inFilmFields: true,
    },
    {
      ...film('film.redo', 'Redo', ['Mod+Shift+z', 'Mod+y'], redo),
      disabled: !redoable,
      inFilmFields: true,
    },
    film('film.settings', 'Film settings…', ['f'], () => showPanel('film')),
    film('film.versions', 'Earlier versions…', [], () => showPanel('versions')),
    film('studio.activity', 'Activity…', ['a'], () => showPanel('activity')),
    film('film.rehearse', 'Rehearse this film…', ['Shift+r'], () => showPanel('rehearsal')),
    film('film.export', 'Export…', ['Mod+e'], () => showPanel('export')),
    // On the wall, B is for blind and T for ties; in the cut, T is for transitions.
    film('view.board', 'Show the board', view === 'wall' ? [] : ['b'], () => showView('board')),
    film('view.wall', 'Compare the takes of the scene', view === 'wall' ? [] : ['c'], () => showWall(null)),
    film('view.cut', 'Show the cut', view === 'board' ? ['t'] : [], () => showView('cut')),
  ]);
}
