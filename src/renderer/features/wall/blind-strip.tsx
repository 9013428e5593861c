import { useStable } from '../../lib/use-stable.ts';
import { useSession } from '../film/session-context.ts';
import { BlindBar } from '../verdicts/blind-bar.tsx';
import { Reveal } from '../verdicts/reveal.tsx';
import { useBlindPick } from '../verdicts/use-blind-pick.ts';
import { isTake } from './arrange.ts';
import type { Row } from './matrix.ts';
import { type Best, useBlindBest } from './use-blind-best.ts';
import type { Wall } from './use-wall.ts';

/** The next scene that is still to be judged; with none, the names can be shown. */
export const nextToJudge = (rows: readonly Row[], judged: Best): Row | null =>
  rows.find(({ scene, tiles }) => !(scene.id in judged) && tiles.length >= 2) ?? null;

/**
 * What stands above a blind wall, the verdict that is asked for and then who was who, and how tiles are picked. Of a matrix
 * one scene after the other is judged: names of one row would tell those of the next.
 */
export function useBlindStrip(wall: Wall, onReveal: () => void) {
  const { store } = useSession();
  const { rows, tiles, scene, comparison, view, change, hidden } = wall;
  const { best, judged, remember } = useBlindBest(wall);
  const shown = tiles.filter(isTake).map(({ take, letter }) => ({ take, label: letter ?? '' }));
  const pick = useBlindPick({
    tiles: shown,
    sceneId: scene.id,
    comparisonId: comparison?.id ?? null,
    enabled: hidden,
    onVerdict: (winners) => {
      remember({ [scene.id]: winners });
      const next = nextToJudge(rows, { ...judged, [scene.id]: winners });
      if (next) store.select(next.scene.id);
      else onReveal();
    },
  });
  const { choose } = useStable({
    choose: (takeId: string) => {
      const row = rows.find((each) => each.tiles.some((tile) => isTake(tile) && tile.take.id === takeId));
      if (row && row.scene.id !== scene.id) store.select(row.scene.id);
      else pick.choose(takeId);
    },
  });
  const isChosen = (takeId: string) =>
    pick.isChosen(takeId) || Object.values(judged).some((ids) => ids?.includes(takeId));
  const found = best[scene.id];
  const revealed = view.blind !== null && !hidden && found !== undefined;
  const showNames = () => {
    remember({ [scene.id]: null });
    onReveal();
  };
  const bar = hidden ? (
    <BlindBar pick={pick} onReveal={showNames} />
  ) : (
    revealed && <Reveal tiles={shown} best={found} scene={scene} onClose={() => change({ blind: null })} />
  );
  return {
    bar: bar && <div className="shrink-0 border-b border-line bg-panel px-4 py-2">{bar}</div>,
    pick: { choose, isChosen, several: pick.several },
  };
}
