import { useMemo } from 'react';
import { useNames } from '../../lib/use-names.ts';
import { useCut } from '../film/film-data.ts';
import { useSession } from '../film/session-context.ts';
import { useGenerators, useVendors } from '../generation/api.ts';
import { onScreenSeconds } from '../generation/wishes.ts';
import { useInStepCommands } from '../in-step/use-in-step-commands.ts';
import { DuelStage } from '../verdicts/duel-stage.tsx';
import { useBlindStrip } from './blind-strip.tsx';
import { tileId } from './current-tile.ts';
import { showsAll } from './look-menus.tsx';
import { blindMatrixOf, matrixOf } from './matrix.ts';
import { MatrixGrid } from './matrix-grid.tsx';
import type { TileGround } from './place-tile.tsx';
import { RowVerdict } from './row-verdict.tsx';
import { TileGrid } from './tile-grid.tsx';
import type { ScreenDeeds } from './use-screen-deeds.ts';
import type { Wall } from './use-wall.ts';
import { useWallCommands } from './use-wall-commands.ts';
import { useWallDeeds } from './use-wall-deeds.ts';
import { AllAside, NoTakes, OneMore } from './wall-empty.tsx';
import { type NamedTake, WipeStage } from './wipe-stage.tsx';

type Props = { wall: Wall; named: readonly NamedTake[]; duelSeed: number; deeds: ScreenDeeds };

/** What plays in step, as the view wants it. */
export function WallStage({ wall, named, duelSeed, deeds }: Props) {
  const { view, change, scene, comparison, hidden, rows } = wall;
  const shown = useMemo(() => named.map(({ take, mark }) => ({ take, label: mark })), [named]);
  useInStepCommands();
  const tiles = useWallDeeds(wall);
  const back = () => deeds.onMode('wall');
  return (
    <>
      {rows.map((row) => (
        <RowVerdict
          key={row.scene.id}
          row={row}
          comparisonId={comparison?.id ?? null}
          enabled={view.mode === 'wall' && !hidden}
        />
      ))}
      {view.mode === 'wall' ? <Tiles {...{ wall, deeds, tiles }} /> : <OtherKeys {...{ wall, deeds, tiles }} />}
      {view.mode === 'wipe' && (
        <WipeStage takes={named} pair={view.pair} onPair={(pair) => change({ pair })} onBack={back} />
      )}
      {view.mode === 'duel' && (
        <div className="min-h-0 grow tiny:min-h-[24rem]">
          <DuelStage
            key={`${scene.id} ${duelSeed}`}
            shown={shown}
            scene={scene}
            comparisonId={comparison?.id ?? null}
            onReveal={deeds.onReveal}
            onDone={back}
          />
        </div>
      )}
    </>
  );
}

type TilesProps = Pick<Props, 'wall' | 'deeds'> & { tiles: ReturnType<typeof useWallDeeds> };

/** Wipe and duel have keys of their own; only those of the wall as a whole stay. */
function OtherKeys({ wall, deeds: screen, tiles: { deeds } }: TilesProps) {
  useWallCommands({ wall, deeds, current: null, ...screen });
  return null;
}

/** All takes side by side: of one scene in a grid, of several in a matrix. */
function Tiles({ wall, deeds: screen, tiles: { deeds, current, opened } }: TilesProps) {
  const { store } = useSession();
  useWallCommands({ wall, deeds, current, ...screen });
  const names = useNames();
  const strip = useBlindStrip(wall, screen.onReveal);
  const pick = wall.hidden ? strip.pick : null;
  const ground = useGround(wall, { deeds, currentId: current ? tileId(current) : null, opened, pick });
  const { rows, tiles, scene, comparison, view, merits, change, count, film } = wall;
  if (count === 0) return <NoTakes comparisonId={comparison?.id ?? null} />;
  if (rows.length > 1 && comparison) {
    return (
      <>
        {strip.bar}
        <MatrixGrid
          matrix={view.blind ? blindMatrixOf(rows) : matrixOf(rows, comparison, view.sort, merits)}
          ground={ground}
          sceneId={scene.id}
          onScene={store.select}
          names={names}
        />
      </>
    );
  }
  if (tiles.length === 0) return <AllAside onShow={() => change({ hide: showsAll, blind: null })} />;
  const aspect = film.canvas.width / film.canvas.height;
  const alone = count === 1 && !view.blind;
  return (
    <>
      {strip.bar}
      <TileGrid
        tiles={tiles}
        ground={ground}
        more={alone && <OneMore comparisonId={comparison?.id ?? null} aspect={aspect} />}
      />
    </>
  );
}

/** The same for as long as nothing that tiles show has changed, so that they stay as they are. */
function useGround(wall: Wall, given: Pick<TileGround, 'deeds' | 'currentId' | 'opened' | 'pick'>): TileGround {
  const cut = useCut();
  const { data } = useGenerators();
  const vendors = useVendors();
  const { film } = wall;
  const { deeds, currentId, opened, pick } = given;
  return useMemo(
    () => ({
      ...{ film, vendors, deeds, currentId, opened, pick },
      generators: data?.generators ?? [],
      wishOf: (sceneId: string) => onScreenSeconds(cut, sceneId),
    }),
    [film, data, vendors, deeds, currentId, opened, pick, cut],
  );
}
