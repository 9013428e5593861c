import { microsPerUsd } from '../../shared/money.ts';
import type { Entry } from '../../shared/spending.ts';
import { csvText } from '../csv.ts';

const columns: readonly (readonly [string, (line: Entry) => string])[] = [
  ['Time', (line) => line.createdAt],
  ['Day', (line) => line.day],
  ['Film', (line) => line.filmTitle],
  ['Scene', (line) => line.sceneTitle],
  ['Role', (line) => line.role],
  ['Vendor', (line) => line.vendor],
  ['Generator', (line) => line.generator],
  ['Key', (line) => line.keyLabel ?? ''],
  ['State', (line) => line.state],
  ['US dollars', (line) => dollars(line.micros)],
  ['At most, US dollars', (line) => dollars(line.ceilingMicros)],
  ['According to', (line) => line.basis],
  ['Operation', (line) => line.operation ?? ''],
  ['Error', (line) => line.error ?? ''],
  ['SHA-256', (line) => line.sha256 ?? ''],
  ['Last change', (line) => line.updatedAt],
  ['Entry', (line) => line.id],
  ['Job', (line) => line.jobId],
  ['Attempt', (line) => line.attemptId ?? ''],
  ['Take', (line) => line.takeId ?? ''],
  ['Film id', (line) => line.filmId],
  ['Scene id', (line) => line.sceneId],
];

/** Lines of the ledger as CSV: see `csvText`. Times are ISO 8601 in UTC, money is US dollars with six decimals. */
export const spendingCsv = (lines: readonly Entry[]): string =>
  csvText([columns.map(([name]) => name), ...lines.map((line) => columns.map(([, read]) => read(line)))]);

const dollars = (micros: number): string => (micros / microsPerUsd).toFixed(6);
