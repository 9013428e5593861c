import { comparisonOf } from '../../shared/comparison.ts';
import type { Film } from '../../shared/film.ts';
import { type Mark, markOf } from '../../shared/mark.ts';
import { microsPerUsd } from '../../shared/money.ts';
import type { Take } from '../../shared/take.ts';
import { type CsvField, csvText } from '../csv.ts';
import type { Names, SheetTake } from './sheet-words.ts';

/** What the table knows besides the takes. */
export type WallFacts = {
  readonly film: Film;
  readonly names: Names;
  /** Seconds that a take was to last; null where nobody knows. */
  readonly wished: (take: SheetTake) => number | null;
};

type Row = SheetTake & WallFacts & { readonly mark: Mark | null };

const columns: readonly (readonly [string, (row: Row) => CsvField])[] = [
  ['Film', ({ film }) => film.title],
  ['Scene', ({ film, scene }) => (scene ? scene.title || `Scene ${film.scenes.indexOf(scene) + 1}` : '')],
  ['Kind of scene', ({ scene }) => scene?.kind ?? ''],
  ['Take', ({ take }) => take.number],
  ['Generator id', ({ take }) => generatorOf(take) ?? ''],
  ['Generator', ({ take, names }) => named(generatorOf(take), names.generator)],
  ['Vendor', ({ take: { origin }, names }) => named(origin.kind === 'generated' ? origin.vendor : null, names.vendor)],
  ['Price, US dollars', ({ take }) => (take.cost.micros / microsPerUsd).toFixed(6)],
  ['Price according to', ({ take }) => take.cost.basis],
  ['Seconds to make', ({ take }) => (generatorOf(take) === null ? null : rounded(take.tookMs / 1000))],
  ['Length, seconds', ({ take }) => rounded(take.probe.seconds)],
  ['Wished length, seconds', (row) => rounded(row.wished(row))],
  ['Width', ({ take }) => take.probe.width],
  ['Height', ({ take }) => take.probe.height],
  ['Frames a second', ({ take }) => rounded(take.probe.fps)],
  ['Codec', ({ take }) => take.probe.videoCodec ?? ''],
  ['Remarks', ({ take }) => take.remarks.map(({ text }) => text).join('; ')],
  ['Prompt', ({ take }) => take.prompt],
  ['Seed', ({ take }) => take.seed],
  ['Circled', ({ take, scene }) => yes(scene?.circled.picture === take.id)],
  ['Star', ({ mark }) => yes(mark?.star)],
  ['Rejected', ({ mark }) => yes(mark?.rejected)],
  ['Note', ({ mark }) => mark?.note ?? ''],
  ['Comparison', ({ film, take }) => comparisonName(film, take)],
  ['Made at', ({ take }) => take.createdAt],
  ['File', ({ take }) => take.media.file],
  ['SHA-256', ({ take }) => take.media.sha256],
];

/** The facts of takes as CSV, one row for each; times are ISO 8601 in UTC, money is US dollars with six decimals. */
export function wallCsv(takes: readonly SheetTake[], facts: WallFacts): string {
  const rows = takes.map((one): Row => ({ ...facts, ...one, mark: one.scene && markOf(one.scene, one.take.id) }));
  return csvText([columns.map(([name]) => name), ...rows.map((row) => columns.map(([, read]) => read(row)))]);
}

const generatorOf = ({ origin }: Take): string | null => (origin.kind === 'generated' ? origin.generator : null);

const named = (id: string | null, name: (id: string) => string): string => (id === null ? '' : name(id));

/** To three decimals. */
const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(3)));

const yes = (value: boolean | undefined): string => (value ? 'yes' : 'no');

function comparisonName({ comparisons }: Film, take: Take): string {
  const id = comparisonOf(take);
  const comparison = comparisons.find((one) => one.id === id || one.takeIds.includes(take.id));
  return comparison?.name ?? '';
}
