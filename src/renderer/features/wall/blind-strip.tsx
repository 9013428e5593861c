import { useMemo } from 'react';
import { useStable } from '../../lib/use-stable.ts';
import { useSession } from '../film/session-context.ts';
import { BlindBar } from '../verdicts/blind-bar.tsx';
import { Reveal } from '../verdicts/reveal.tsx';
import { useBlindPick } from '../verdicts/use-blind-pick.ts';
import { isTake } from './arrange.ts';
import { nextToJudge } from './blind-best.ts';
import { regainFocus } from './tile-focus.ts';
import { useBlindBest } from './use-blind-best.ts';
import { useSame } from './use-same.ts';
import type { Wall } from './use-wall.ts';

/**
 * What stands above a blind wall, the verdict that is asked for and then who was who, and how tiles are picked. Of a matrix
 * one scene after the other is judged: names of one row would tell those of the next.
 */
export function useBlindStrip(wall: Wall, onReveal: () => void) {
  const { store } = useSession();
  const { rows, takes, scene, comparison, view, change, hidden } = wall;
  const { best, judged, remember } = useBlindBest(wall);
  const shown = takes.map(({ take, letter, digit }) => ({ take, label: letter ?? '', digit }));
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
  const chosen = useSame([...pick.chosen, ...Object.values(judged).flatMap((ids) => ids ?? [])]);
  const found = best[scene.id];
  const revealed = view.blind !== null && !hidden && found !== undefined;
  const showNames = () => {
    remember({ [scene.id]: null });
    onReveal();
  };
  const close = () => {
    change({ blind: null });
    regainFocus();
  };
  const bar = hidden ? (
    <BlindBar pick={pick} onReveal={showNames} />
  ) : (
    revealed && <Reveal tiles={shown} best={found} scene={scene} onClose={close} />
  );
  return {
    bar: bar && <div className="shrink-0 border-b border-line bg-panel px-4 py-2">{bar}</div>,
    pick: useMemo(() => ({ choose, chosen, several: pick.several }), [choose, chosen, pick.several]),
  };
}
