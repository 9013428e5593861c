import type { WallMode } from '../../../shared/comparison.ts';
import { showWall } from '../../lib/navigation.ts';
import { useStable } from '../../lib/use-stable.ts';
import { useSession } from '../film/session-context.ts';
import { regainFocus } from './tile-focus.ts';
import type { Wall } from './use-wall.ts';
import { toggledBlind } from './use-wall-view.ts';

export type ScreenDeeds = ReturnType<typeof useScreenDeeds>;

/** What changes the wall as a whole; the same functions for all renders. */
export function useScreenDeeds(wall: Wall, onDuel: () => void) {
  const { store } = useSession();
  const { film, comparison, rows, scene, view, change, hidden } = wall;
  return useStable({
    onMode: (mode: WallMode) => {
      if (mode === view.mode) return;
      if (mode === 'duel') onDuel();
      // Letters whose names are known judge nothing blind.
      change(mode === 'duel' && !hidden ? { mode, blind: null } : { mode });
      regainFocus();
    },
    onBlind: () => change({ blind: toggledBlind(view), ...(view.blind ? {} : { mode: 'wall' }) }),
    onReveal: () => {
      if (view.blind && !view.blind.revealed) change({ blind: { ...view.blind, revealed: true } });
    },
    onScene: (by: 1 | -1) => {
      const among = rows.length > 1 ? rows.map((row) => row.scene) : film.scenes;
      const next = among[among.findIndex(({ id }) => id === scene.id) + by];
      if (!next) return;
      store.select(next.id);
      regainFocus();
      // A comparison of this scene alone has nothing to show of another.
      if (comparison && !comparison.sceneIds.includes(next.id)) showWall(null);
    },
  });
}
