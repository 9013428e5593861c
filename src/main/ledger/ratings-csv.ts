import { microsPerUsd } from '../../shared/money.ts';
import type { GeneratorRating, KindRating } from '../../shared/verdict.ts';
import { type CsvField, csvText } from '../csv.ts';

/** How people know a generator and its vendor; ids stand for what is in no catalogue any more. */
export type NameGenerator = (generatorId: string) => { readonly name: string; readonly vendor: string };

type Line = GeneratorRating & { readonly kind: string; readonly name: string; readonly vendor: string };

const columns: readonly (readonly [string, (line: Line) => CsvField])[] = [
  ['Kind', ({ kind }) => kind],
  ['Generator', ({ generator }) => generator],
  ['Name', ({ name }) => name],
  ['Vendor', ({ vendor }) => vendor],
  ['Strength', ({ strength }) => rounded(strength)],
  ['Error', ({ error }) => rounded(error)],
  ['Verdicts', ({ met }) => met],
  ['Won', ({ won }) => rounded(won)],
  ['All bad', ({ allBad }) => allBad],
  ['US dollars a take', ({ microsPerTake }) => dollars(microsPerTake)],
  ['US dollars a second', ({ microsPerSecond }) => (microsPerSecond === null ? null : dollars(microsPerSecond))],
  ['Wins against the average', ({ strength }) => chance(strength)],
  ['At least', ({ strength, error }) => chance(strength - error)],
  ['At most', ({ strength, error }) => chance(strength + error)],
];

/**
 * Ratings as CSV: see `csvText`. Strengths are natural logarithms with their standard errors; chances are those of a duel
 * with an average generator, 0 to 1, and what they are one standard error lower and higher. Money is US dollars.
 */
export function ratingsCsv(ratings: readonly KindRating[], nameOf: NameGenerator): string {
  const lines = ratings.flatMap(({ kind, generators }) =>
    generators.map((rating): Line => ({ ...rating, kind: kind ?? 'all', ...nameOf(rating.generator) })),
  );
  return csvText([columns.map(([name]) => name), ...lines.map((line) => columns.map(([, read]) => read(line)))]);
}

/** Of winning against a generator of strength 0, the average. */
const chance = (strength: number): number => rounded(1 / (1 + Math.exp(-strength)));

const rounded = (value: number): number => Number(value.toFixed(4));
const dollars = (micros: number): string => (micros / microsPerUsd).toFixed(6);
