import { useState } from 'react';
import { useStable } from '../../lib/use-stable.ts';
import { useSession } from '../film/session-context.ts';
import { BlindBar } from '../verdicts/blind-bar.tsx';
import { Reveal } from '../verdicts/reveal.tsx';
import { useBlindPick } from '../verdicts/use-blind-pick.ts';
import { isTake } from './arrange.ts';
import type { Row } from './matrix.ts';
import type { Wall } from './use-wall.ts';

/** What was found best on a blind wall, by scene id; another seed is another wall. */
type Found = { readonly seed: number; readonly best: Readonly<Record<string, readonly string[]>> };

/** The next scene that is still to be judged; with none, the names can be shown. */
export const nextToJudge = (rows: readonly Row[], judged: Found['best']): Row | null =>
  rows.find(({ scene, tiles }) => !(scene.id in judged) && tiles.length >= 2) ?? null;

/**
 * What stands above a blind wall, the verdict that is asked for and then who was who, and how tiles are picked. Of a matrix
 * one scene after the other is judged: names of one row would tell those of the next.
 */
export function useBlindStrip(wall: Wall, onReveal: () => void) {
  const { store } = useSession();
  const { rows, tiles, scene, comparison, view, change, hidden } = wall;
  const seed = view.blind?.seed ?? 0;
  const [known, setKnown] = useState<Found>({ seed, best: {} });
  const best = known.seed === seed ? known.best : {};
  const shown = tiles.filter(isTake).map(({ take, letter }) => ({ take, label: letter ?? '' }));
  const pick = useBlindPick({
    tiles: shown,
    sceneId: scene.id,
    comparisonId: comparison?.id ?? null,
    enabled: hidden,
    onVerdict: (winners) => {
      const judged = { ...best, [scene.id]: winners };
      setKnown({ seed, best: judged });
      const next = nextToJudge(rows, judged);
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
    pick.isChosen(takeId) || (rows.length > 1 && Object.values(best).some((ids) => ids.includes(takeId)));
  const bar = view.blind && (
    <div className="shrink-0 border-b border-line bg-panel px-4 py-2">
      {hidden ? (
        <BlindBar pick={pick} onReveal={onReveal} />
      ) : (
        <Reveal tiles={shown} best={best[scene.id] ?? null} scene={scene} onClose={() => change({ blind: null })} />
      )}
    </div>
  );
  return { bar, pick: { choose, isChosen, several: pick.several } };
}
