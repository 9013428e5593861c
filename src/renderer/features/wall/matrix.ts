import type { Comparison, WallSort } from '../../../shared/comparison.ts';
import type { Scene } from '../../../shared/film.ts';
import { isTake, type Merits, type ShownTile, sortValue } from './arrange.ts';

export type Row = { readonly scene: Scene; readonly tiles: readonly ShownTile[] };

/** A generator of the matrix, or what stands beside the columns (null). */
export type Head = {
  readonly generator: string | null;
  /** Places side by side in one row. */
  readonly span: number;
  /** What its takes that are shown cost; null where there is none. */
  readonly micros: number | null;
  readonly circled: number;
};

export type Matrix = {
  readonly heads: readonly Head[];
  readonly rows: readonly { readonly scene: Scene; readonly cells: readonly (ShownTile | null)[] }[];
};

/** Scenes as rows, generators as columns, in their order or by what their takes are together. */
export function matrixOf(rows: readonly Row[], { generators }: Comparison, sort: WallSort, merits: Merits): Matrix {
  const all = rows.flatMap(({ tiles }) => tiles);
  const order = generators.toSorted((a, b) => meanOf(all, a, sort, merits) - meanOf(all, b, sort, merits));
  const heads = [...order, null]
    .map((generator) => headOf(rows, generator))
    .filter(({ generator, span }) => generator !== null || span > 0);
  return {
    heads,
    rows: rows.map(({ scene, tiles }) => ({ scene, cells: heads.flatMap((head) => cellsOf(tiles, head)) })),
  };
}

/** Rows of a blind matrix: every scene has an order of its own, so columns say nothing. */
export function blindMatrixOf(rows: readonly Row[]): Matrix {
  const span = Math.max(1, ...rows.map(({ tiles }) => tiles.length));
  return {
    heads: [],
    rows: rows.map(({ scene, tiles }) => ({
      scene,
      cells: Array.from({ length: span }, (_, index) => tiles[index] ?? null),
    })),
  };
}

const isOf = (tile: ShownTile, generator: string | null): boolean => (tile.column?.generator ?? null) === generator;

function headOf(rows: readonly Row[], generator: string | null): Head {
  const own = rows.map(({ tiles }) => tiles.filter((tile) => isOf(tile, generator)));
  const takes = own.flat().filter(isTake);
  return {
    generator,
    span: Math.max(generator === null ? 0 : 1, ...own.map(({ length }) => length)),
    micros: takes.length === 0 ? null : takes.reduce((sum, { take }) => sum + take.cost.micros, 0),
    circled: takes.filter(({ circled }) => circled).length,
  };
}

function cellsOf(tiles: readonly ShownTile[], { generator, span }: Head): (ShownTile | null)[] {
  const own = tiles.filter((tile) => isOf(tile, generator)).toSorted((a, b) => a.place - b.place);
  return Array.from({ length: span }, (_, index) => own[index] ?? null);
}

/** The mean of what a sort goes by over a column; columns without any come last. */
function meanOf(tiles: readonly ShownTile[], generator: string, sort: WallSort, merits: Merits): number {
  const values = tiles.filter((tile) => isOf(tile, generator)).flatMap((tile) => sortValue(tile, sort, merits) ?? []);
  if (values.length === 0) return Number.MAX_VALUE;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
