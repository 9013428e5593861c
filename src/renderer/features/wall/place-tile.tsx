import { comparisonOf } from '../../../shared/comparison.ts';
import type { Film } from '../../../shared/film.ts';
import type { GeneratorView, VendorView } from '../../../shared/generator.ts';
import { takePriceText } from '../generation/picker-groups.ts';
import { useBatchSource } from '../generation/use-catalogue.ts';
import { wishFor } from '../generation/wishes.ts';
import type { BlindPick } from '../verdicts/use-blind-pick.ts';
import { isTake, type ShownTile } from './arrange.ts';
import { BlindGap } from './blind-gap.tsx';
import { BlindTile } from './blind-tile.tsx';
import { tileId } from './current-tile.ts';
import { GapTile } from './gap-tile.tsx';
import { JobTile } from './job-tile.tsx';
import { TakeTile } from './take-tile.tsx';
import { makerOf } from './tile-text.ts';
import type { Opened, WallDeeds } from './use-wall-deeds.ts';
import { isUnderWay } from './wall-tiles.ts';

/** What all tiles of a wall are drawn from. */
export type TileGround = {
  readonly film: Film;
  readonly generators: readonly GeneratorView[];
  readonly vendors: readonly VendorView[];
  /** Seconds that a scene is on screen. */
  readonly wishOf: (sceneId: string) => number;
  readonly currentId: string | null;
  readonly opened: Opened | null;
  readonly deeds: WallDeeds;
  /** Null on an open wall. */
  readonly pick: Pick<BlindPick, 'chosen' | 'several' | 'choose'> | null;
};

type Props = { readonly tile: ShownTile; readonly ground: TileGround };

/** Whatever stands in one place of the wall. */
export function PlaceTile({ tile, ground }: Props) {
  const { film, deeds, pick, opened, vendors, generators } = ground;
  const aspect = film.canvas.width / film.canvas.height;
  if (pick) {
    const letter = tile.letter ?? '';
    if (!isTake(tile) || tile.take.problem) return <BlindGap {...{ letter, aspect }} coming={isUnderWay(tile)} />;
    const { take } = tile;
    const chosen = pick.chosen.includes(take.id);
    return <BlindTile {...{ take, letter, aspect, chosen }} several={pick.several} onChoose={pick.choose} />;
  }
  const id = tileId(tile);
  const { name: makerName, vendor: vendorName } = makerOf(tile, generators);
  const common = {
    ...{ id, aspect, deeds, makerName, vendorName },
    place: tile.letter ?? `${tile.place}`,
    current: id === ground.currentId,
  };
  const part = opened?.id === id ? opened.part : null;
  switch (tile.kind) {
    case 'take': {
      const { take, mark, circled } = tile;
      const { star, rejected, note } = mark;
      const madeFor = film.comparisons.find((run) => run.id === comparisonOf(take))?.name ?? null;
      const wish = ground.wishOf(tile.scene.id);
      return <TakeTile {...common} {...{ take, circled, star, rejected, note, madeFor, wish }} opened={part} />;
    }
    case 'job': {
      const vendor = vendors.find((each) => each.id === tile.job.vendor);
      return <JobTile {...common} {...{ generators, vendor }} job={tile.job} opened={part !== null} />;
    }
    case 'gap':
      return <Gap tile={tile} common={common} />;
  }
}

type GapProps = {
  tile: ShownTile & { readonly kind: 'gap' };
  common: Omit<Parameters<typeof GapTile>[0], 'price' | 'micros' | 'hindrance'>;
};

/** Only places that are empty have to know what would fill them. */
function Gap({ tile, common }: GapProps) {
  const { plan, hindrance, highMicros } = wishFor(useBatchSource(), tile.scene, 'picture', tile.generator);
  const ranked = plan.ranked.find(({ generator }) => generator.id === tile.generator);
  return <GapTile {...common} {...{ hindrance }} micros={highMicros} price={ranked ? takePriceText(ranked) : ''} />;
}
