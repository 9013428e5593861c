import { create } from 'zustand';
import { type Comparison, usualWallView, type WallView } from '../../../shared/comparison.ts';
import { newSeed } from '../../../shared/random.ts';
import { updateComparison } from '../film/compare-edits.ts';
import { useSession } from '../film/session-context.ts';

/** By scene id: how all takes of a scene were looked at last, for as long as the window is open. */
const useLooseViews = create<Readonly<Record<string, WallView>>>(() => ({}));

export type ChangeView = (patch: Partial<WallView>) => void;

/** How a wall is looked at. A comparison keeps it in the film, without a step to take back. */
export function useWallView(comparison: Comparison | null, sceneId: string): [WallView, ChangeView] {
  const { store } = useSession();
  const loose = useLooseViews((views) => views[sceneId]) ?? usualWallView;
  const view = comparison?.view ?? loose;
  const change: ChangeView = (patch) => {
    const next = { ...view, ...patch };
    if (comparison) store.keep(updateComparison(comparison.id, { view: next }));
    else useLooseViews.setState({ [sceneId]: next });
  };
  return [view, change];
}

/** Hides the names under a new shuffle; shows them in the usual order where they are hidden, and after a verdict. */
export const toggledBlind = ({ blind }: Pick<WallView, 'blind'>, random?: () => number): WallView['blind'] =>
  blind === null ? { seed: newSeed(random), revealed: false } : null;

/** The two that a wipe shows: those chosen where they are there, else the first two. Null with fewer than two. */
export function pairOf<T extends { readonly id: string }>(takes: readonly T[], pair: WallView['pair']): [T, T] | null {
  const chosen = pair?.map((id) => takes.find((take) => take.id === id)) ?? [];
  const [left, right] = [...chosen.filter((take) => take !== undefined), ...takes].filter(
    (take, index, list) => list.indexOf(take) === index,
  );
  // A side that is still there keeps its side.
  if (chosen[0] === undefined && chosen[1] !== undefined && left && right) return [right, left];
  return left && right ? [left, right] : null;
}
