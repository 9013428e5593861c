import { useState } from 'react';
import type { Job } from '../../../shared/job.ts';
import { useStable } from '../../lib/use-stable.ts';
import { useSceneActions } from '../board/use-scene-actions.ts';
import { setMark } from '../film/compare-edits.ts';
import { useSession } from '../film/session-context.ts';
import { useStartJobs } from '../generation/api.ts';
import type { Step } from '../generation/job-steps.ts';
import { showPending } from '../generation/store.ts';
import { useIsDear } from '../generation/use-generate.ts';
import { useJobActions } from '../generation/use-job-actions.ts';
import { isTake, type ShownTake, type ShownTile } from './arrange.ts';
import type { Wall } from './use-wall.ts';

/** What of a tile is open: all that is known of it, with the cursor in the note where that was asked for. */
export type Opened = { readonly id: string; readonly part: 'details' | 'note' };

/** Ids tell tiles of all rows apart. */
export const tileId = ({ scene, key }: Pick<ShownTile, 'scene' | 'key'>): string => `${scene.id} ${key}`;

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
export function useWallDeeds({ rows, comparison }: Wall) {
  const { store } = useSession();
  const actions = useSceneActions();
  const { cancel, step } = useJobActions();
  const start = useStartJobs();
  const isDear = useIsDear();
  const [current, setCurrent] = useState<string | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const tiles = rows.flatMap((row) => row.tiles);
  const find = (id: string) => tiles.find((tile) => tileId(tile) === id);
  const onTake = (run: (tile: ShownTake) => void) => (id: string) => {
    const tile = find(id);
    if (tile && isTake(tile)) run(tile);
  };
  const deeds = useStable<WallDeeds>({
    look: (id) => {
      setCurrent(id);
      const tile = find(id);
      if (tile) store.select(tile.scene.id);
    },
    circle: onTake(({ scene, take }) => actions.toggleCircle(scene.id, 'picture', take)),
    star: onTake(({ scene, take, mark }) => {
      store.edit(
        `${mark.star ? 'unstar' : 'star'} take ${take.number}`,
        setMark(scene.id, take.id, { star: !mark.star }),
      );
    }),
    reject: onTake(({ scene, take, mark }) => {
      const label = `${mark.rejected ? 'take back' : 'reject'} take ${take.number}`;
      store.edit(label, setMark(scene.id, take.id, { rejected: !mark.rejected }));
    }),
    note: (id, text) =>
      onTake(({ scene, take }) => {
        const group = `note ${take.id}`;
        store.edit(`note on take ${take.number}`, setMark(scene.id, take.id, { note: text }), { group });
      })(id),
    open: setOpened,
    make: (id, micros) => {
      const tile = find(id);
      if (tile?.kind !== 'gap' || !comparison) return;
      const { generator, scene, column } = tile;
      // As the panel sends it: the nth take of every column has the same seed.
      const seed = comparison.seed === null ? {} : { seed: (comparison.seed + (column?.slot ?? 0)) % 2 ** 31 };
      const wish = { sceneId: scene.id, role: 'picture', generator, comparisonId: comparison.id, ...seed } as const;
      if (isDear(micros)) showPending({ kind: 'batch', wishes: [wish], stale: [], start: null });
      else start.mutate([wish]);
    },
    cancel: (job) => void cancel(job),
    step,
  });
  const now = tiles.find((tile) => tileId(tile) === current) ?? null;
  return { deeds, current: now, opened: opened && find(opened.id) ? opened : null };
}
