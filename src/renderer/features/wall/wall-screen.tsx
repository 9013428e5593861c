import { useMemo, useState } from 'react';
import type { GeneratorView } from '../../../shared/generator.ts';
import { newSeed } from '../../../shared/random.ts';
import type { SheetForm } from '../../../shared/sheet.ts';
import { frameRateFraction } from '../../../shared/time.ts';
import { useHideNames } from '../film/names-hidden.ts';
import { useFilm } from '../film/session-context.ts';
import { useGenerators } from '../generation/api.ts';
import { InStep } from '../in-step/in-step.tsx';
import { InStepBar } from '../in-step/in-step-bar.tsx';
import { tellDockHeight } from '../timeline/dock-height.ts';
import { handOnMenu } from './hand-on-menu.ts';
import { allNamed, namedTakes } from './named-takes.ts';
import { SheetPanel } from './sheet-panel.tsx';
import { useSaveFacts } from './use-hand-on.ts';
import { useSame } from './use-same.ts';
import { useScreenDeeds } from './use-screen-deeds.ts';
import { useWall, type Wall } from './use-wall.ts';
import { pairOf } from './use-wall-view.ts';
import { NoScenes, NoScenesLeft } from './wall-empty.tsx';
import { WallHeader } from './wall-header.tsx';
import { WallStage } from './wall-stage.tsx';

/** The takes of a scene side by side, in step: where the best is found. */
export function WallScreen() {
  const wall = useWall();
  const isEmpty = useFilm().scenes.length === 0;
  if (wall) return <OpenWall wall={wall} />;
  return isEmpty ? <NoScenes /> : <NoScenesLeft />;
}

const noGenerators: readonly GeneratorView[] = [];

function OpenWall({ wall }: { wall: Wall }) {
  const { film, view, hidden } = wall;
  const [sheet, setSheet] = useState<SheetForm | null>(null);
  // Of duels on a wall that is not blind: the bar has the same letters as the stage, and the next duel has others.
  const [duelSeed, setDuelSeed] = useState(() => newSeed());
  const generators = useGenerators().data?.generators ?? noGenerators;
  const saveFacts = useSaveFacts();
  const deeds = useScreenDeeds(wall, () => setDuelSeed(newSeed()));
  const { num, den } = frameRateFraction(film.canvas.fps);
  const { scene, takes } = wall;
  const named = useMemo(
    () => namedTakes({ scene, takes, view, hidden }, generators, duelSeed),
    [scene, takes, view, hidden, generators, duelSeed],
  );
  const all = allNamed(wall, generators, duelSeed);
  const secret = hidden || view.mode === 'duel';
  useHideNames(secret);
  const playing = useSame(takesOnStage(wall));
  const handOn = handOnMenu({
    takes: all.length,
    hidden: secret,
    onSheet: setSheet,
    onFacts: () => saveFacts.mutate(all.map(({ take }) => take.id)),
  });
  return (
    <main aria-label="Wall" className="flex min-h-0 grow flex-col tiny:overflow-auto">
      <WallHeader wall={wall} {...deeds} handOn={handOn} />
      <InStep takes={playing} fps={num / den} className="flex min-h-0 grow flex-col tiny:shrink-0">
        <WallStage {...{ wall, named, duelSeed, deeds }} />
        <div ref={tellDockHeight} className="shrink-0 tiny:sticky tiny:bottom-0 tiny:z-2">
          <InStepBar
            takes={named.map(({ take, mark }) => ({ take, label: mark }))}
            hint={<span dir="auto">{hintOf(wall)}</span>}
          />
        </div>
      </InStep>
      {sheet && (
        <SheetPanel
          takes={all}
          hidden={secret}
          alone={wall.rows.length === 1}
          form={sheet}
          onClose={() => setSheet(null)}
        />
      )}
    </main>
  );
}

/** What plays: all that the wall shows, or the two of a wipe. */
function takesOnStage({ rows, takes, view }: Wall) {
  if (view.mode === 'wall') {
    return rows.flatMap(({ tiles }) =>
      tiles.flatMap((tile) => (tile.kind === 'take' && !tile.take.problem ? [tile.take] : [])),
    );
  }
  const own = takes.map(({ take }) => take);
  return view.mode === 'wipe' ? (pairOf(own, view.pair) ?? own) : own;
}

function hintOf({ view, hidden, takes }: Wall): string {
  const frame = '← → frame';
  if (takes.length === 0) return '';
  if (view.mode === 'wipe') return `1–9 choose · V difference · Esc wall · ${frame}`;
  if (view.mode === 'duel') return `Esc wall · ${frame}`;
  if (hidden) return `B names · ${frame}`;
  const last = Math.max(0, ...takes.map(({ digit }) => Number(digit ?? 0)));
  const several = takes.length > 1;
  return [last > 0 && `${last === 1 ? '1' : `1–${last}`} circles`, several && 'B blind', several && 'W wipe', frame]
    .filter(Boolean)
    .join(' · ');
}
