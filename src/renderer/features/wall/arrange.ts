import type { WallSort, WallView } from '../../../shared/comparison.ts';
import { letterOf } from '../../../shared/letter.ts';
import { dealt } from './deal.ts';
import { isUnderWay, type TakeTile, type WallTile } from './wall-tiles.ts';

/** How well generators fit a scene, by id; more is better. */
export type Merits = ReadonlyMap<string, number>;

/** A tile as the wall shows it. */
export type ShownTile = WallTile & {
  /** Stands in for the name, or beside it once the verdict is there; null on a wall that is not blind. */
  readonly letter: string | null;
  /** The number key that means it; null beyond the ninth. */
  readonly digit: string | null;
};
export type ShownTake = ShownTile & TakeTile;

export const isTake = (tile: ShownTile): tile is ShownTake => tile.kind === 'take';

/** Whether names are hidden now. */
export const isHidden = ({ blind }: Pick<WallView, 'blind'>): boolean => blind !== null && !blind.revealed;

/** The tiles of one scene as the view wants them: left aside, in order, and on a blind wall shuffled and lettered. */
export function arranged(tiles: readonly WallTile[], view: WallView, merits: Merits): ShownTile[] {
  const left = tiles.filter((tile) => tile.kind !== 'take' || !isLeftAside(tile, view.hide));
  return view.blind ? lettered(left, view.blind.seed) : sorted(left, view.sort, merits);
}

const isLeftAside = ({ take, mark }: TakeTile, hide: WallView['hide']): boolean =>
  (hide.rejected && mark.rejected) || (hide.flawed && take.remarks.length > 0) || (hide.unstarred && !mark.star);

/** Letters are dealt to takes that can be seen and to those under way, whose places wait for them. */
function lettered(tiles: readonly WallTile[], seed: number): ShownTile[] {
  const byKey = new Map(tiles.map((tile) => [tile.key, tile]));
  const keys = tiles.filter((tile) => canBeSeen(tile) || isUnderWay(tile)).map(({ key }) => key);
  return dealt(`${tiles[0]?.scene.id} ${seed}`, keys, seed).flatMap((key, index) => {
    const tile = byKey.get(key);
    return tile ? [{ ...tile, letter: letterOf(index), digit: digitOf(index + 1) }] : [];
  });
}

const canBeSeen = (tile: WallTile): boolean => tile.kind === 'take' && !tile.take.problem;

/** The number key of what stands at a place, counted from 1. */
export const digitOf = (place: number): string | null => (place <= 9 ? `${place}` : null);

function sorted(tiles: readonly WallTile[], sort: WallSort, merits: Merits): ShownTile[] {
  const order = tiles.toSorted((a, b) => worst(sortValue(a, sort, merits)) - worst(sortValue(b, sort, merits)));
  return order.map((tile) => ({ ...tile, letter: null, digit: digitOf(tile.place) }));
}

/** What a sort goes by, the least first; null where a tile has none, which comes last. */
export function sortValue(tile: WallTile, sort: WallSort, merits: Merits): number | null {
  if (sort === 'number') return 0;
  if (sort === 'fit') return less(merits.get(tile.generator ?? ''));
  if (tile.kind !== 'take') return null;
  const { take, mark } = tile;
  const isGenerated = take.origin.kind === 'generated';
  switch (sort) {
    case 'price':
      return isGenerated || take.cost.basis === 'stated' ? take.cost.micros : null;
    case 'time':
      return isGenerated ? take.tookMs : null;
    case 'length':
      return less(take.probe.seconds);
    case 'stars':
      return mark.star ? 0 : 1;
  }
}

const less = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : -value;
const worst = (value: number | null): number => value ?? Number.MAX_VALUE;
