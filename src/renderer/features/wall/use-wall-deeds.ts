import { useState } from 'react';
import type { Job } from '../../../shared/job.ts';
import { seeds } from '../../../shared/random.ts';
import { useStable } from '../../lib/use-stable.ts';
import { useSession } from '../film/session-context.ts';
import { useStartJobs } from '../generation/api.ts';
import type { Step } from '../generation/job-steps.ts';
import { showPending } from '../generation/store.ts';
import { useIsDear } from '../generation/use-generate.ts';
import { useJobActions } from '../generation/use-job-actions.ts';
import { isTake, type ShownTake } from './arrange.ts';
import { currentOf, nextTo, tileId } from './current-tile.ts';
import { focusTile, isFocusIn } from './tile-focus.ts';
import { useMarkDeeds } from './use-mark-deeds.ts';
import type { Wall } from './use-wall.ts';

/** What of a tile is open: all that is known of it, with the cursor in the note where that was asked for. */
export type Opened = { readonly id: string; readonly part: 'details' | 'note' };

export type WallDeeds = {
  /** Keys act on this tile from now on. */
  look: (id: string) => void;
  /** Circles the take, or takes the circle away. */
  circle: (id: string) => void;
  star: (id: string) => void;
  reject: (id: string) => void;
  note: (id: string, text: string) => void;
  open: (opened: Opened | null) => void;
  /** Asks for a take that a column lacks; `micros` is the most that it may cost. */
  make: (id: string, micros: number) => void;
  cancel: (job: Job) => void;
  step: (job: Job, step: Step) => void;
};

/** What can be done to tiles; the same functions for all tiles and all renders, so that tiles stay as they are. */
export function useWallDeeds({ rows, tiles: own, view, comparison }: Wall) {
  const { store } = useSession();
  const marks = useMarkDeeds({ rows });
  const { cancel, step } = useJobActions();
  const start = useStartJobs();
  const isDear = useIsDear();
  const [touched, setTouched] = useState<string | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const tiles = rows.flatMap((row) => row.tiles);
  const find = (id: string) => tiles.find((tile) => tileId(tile) === id);
  const onTake = (run: (tile: ShownTake) => void) => (id: string) => {
    const tile = find(id);
    if (!tile || !isTake(tile)) return;
    setTouched(id);
    run(tile);
  };
  /** A mark that the filter leaves aside takes the tile away: focus and keys go on with the next one. */
  const leave = (id: string) => {
    const next = nextTo(own, id);
    if (!next) return;
    setTouched(tileId(next));
    if (isFocusIn(id)) focusTile(tileId(next));
  };
  const deeds = useStable<WallDeeds>({
    look: (id) => {
      setTouched(id);
      const tile = find(id);
      if (tile) store.select(tile.scene.id);
    },
    circle: onTake(marks.circle),
    star: onTake((tile) => {
      if (tile.mark.star && view.hide.unstarred) leave(tileId(tile));
      marks.star(tile);
    }),
    reject: onTake((tile) => {
      if (!tile.mark.rejected && view.hide.rejected) leave(tileId(tile));
      marks.reject(tile);
    }),
    note: (id, text) => onTake((tile) => marks.note(tile, text))(id),
    open: setOpened,
    make: (id, micros) => {
      const tile = find(id);
      if (tile?.kind !== 'gap' || !comparison) return;
      const { generator, scene, column } = tile;
      // As the panel sends it: the nth take of every column has the same seed.
      const seed = comparison.seed === null ? {} : { seed: (comparison.seed + (column?.slot ?? 0)) % seeds };
      const wish = { sceneId: scene.id, role: 'picture', generator, comparisonId: comparison.id, ...seed } as const;
      if (isDear(micros)) showPending({ kind: 'batch', wishes: [wish], stale: [], start: null });
      else start.mutate([wish]);
    },
    cancel: (job) => void cancel(job),
    step,
  });
  return { deeds, current: currentOf(own, touched), opened: opened && find(opened.id) ? opened : null };
}
