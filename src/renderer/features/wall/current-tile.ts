import { isTake, type ShownTile } from './arrange.ts';

/** Ids tell tiles of all rows apart. */
export const tileId = ({ scene, key }: Pick<ShownTile, 'scene' | 'key'>): string => `${scene.id} ${key}`;

/**
 * The tile of a scene that keys act on: the one that was touched last, be it by pointer, by focus or by its number; before
 * that the circled one, else the first take.
 */
export const currentOf = (tiles: readonly ShownTile[], touched: string | null): ShownTile | null =>
  tiles.find((tile) => tileId(tile) === touched) ??
  tiles.find((tile) => isTake(tile) && tile.circled) ??
  tiles.find(isTake) ??
  tiles[0] ??
  null;

/** The tile to go on with when one leaves the wall. */
export function nextTo(tiles: readonly ShownTile[], id: string): ShownTile | null {
  const at = tiles.findIndex((tile) => tileId(tile) === id);
  return at < 0 ? null : (tiles[at + 1] ?? tiles[at - 1] ?? null);
}
