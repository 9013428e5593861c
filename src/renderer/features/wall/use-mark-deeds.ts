import { useSceneActions } from '../board/use-scene-actions.ts';
import { setMark } from '../film/compare-edits.ts';
import { useSession } from '../film/session-context.ts';
import { useMakers } from '../verdicts/use-makers.ts';
import { isTake, type ShownTake } from './arrange.ts';
import { takeCalled } from './tile-text.ts';
import type { Wall } from './use-wall.ts';

/** What somebody thinks of a take, each an edit that is called by who made it. */
export function useMarkDeeds({ rows }: Pick<Wall, 'rows'>) {
  const { store } = useSession();
  const { toggleCircle } = useSceneActions();
  const makerOf = useMakers();
  const called = ({ scene, take, letter, place }: ShownTake): string => {
    const takes = rows.find((row) => row.scene.id === scene.id)?.tiles.filter(isTake) ?? [];
    const names = takes.map((each) => makerOf(each.take).name);
    return takeCalled(letter ?? `${place}`, makerOf(take).name, names);
  };
  const mark = (tile: ShownTake, label: string, change: Parameters<typeof setMark>[2], group?: string) =>
    store.edit(`${label} ${called(tile)}`, setMark(tile.scene.id, tile.take.id, change), group ? { group } : {});
  return {
    circle: (tile: ShownTake) => toggleCircle(tile.scene.id, 'picture', tile.take, called(tile)),
    star: (tile: ShownTake) => mark(tile, tile.mark.star ? 'unstar' : 'star', { star: !tile.mark.star }),
    reject: (tile: ShownTake) =>
      mark(tile, tile.mark.rejected ? 'take back the rejection of' : 'reject', { rejected: !tile.mark.rejected }),
    note: (tile: ShownTake, note: string) => mark(tile, 'note on', { note }, `note ${tile.take.id}`),
  };
}
