import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { randomFrom } from '../../shared/random.ts';
import type { Caps } from './caps.ts';
import type { Ledger } from './ledger.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { noCaps } from './testing/ledger-rows.ts';
import { type RaceReport, race } from './testing/race.ts';

const { file, ledger } = ledgerForEachTest();
const capMicros = 1_000_000;

/** All of the money is accounted for: nothing is held back, and no budget was passed by a micro-dollar. */
function expectKept(book: Ledger, filmId: string, reports: readonly RaceReport[]) {
  const film = { id: filmId, capMicros };
  const vendors = [{ id: 'replicate', name: 'Replicate', capMicros }];
  for (const { spentMicros, reservedMicros } of book.budgets({ film, dayMicros: capMicros, vendors })) {
    expect(reservedMicros).toBe(0);
    expect(spentMicros).toBeLessThanOrEqual(capMicros);
    expect(spentMicros).toBeGreaterThan(0);
  }
  const total = (key: 'refusals' | 'calls' | 'fallbacks') => reports.reduce((sum, report) => sum + report[key], 0);
  // The race was one: budgets were full, jobs were turned away, others fell back.
  expect(Math.max(...reports.map(({ peakMicros }) => peakMicros))).toBeLessThanOrEqual(capMicros);
  expect(Math.max(...reports.map(({ peakMicros }) => peakMicros))).toBeGreaterThan(capMicros * 0.8);
  expect(total('refusals')).toBeGreaterThan(0);
  expect(total('fallbacks')).toBeGreaterThan(0);
  const { total: all } = book.spending.summary({ filmId, vendor: null, from: null, to: null }, 'vendor');
  expect(all.calls).toBe(total('calls'));
}

const everyCap = { filmMicros: capMicros, dayMicros: capMicros, vendorMicros: capMicros };

test.each<[string, number, Partial<Caps>]>([
  ['the film', 1, { filmMicros: capMicros }],
  ['the day', 2, { dayMicros: capMicros }],
  ['the vendor', 3, { vendorMicros: capMicros }],
  ...[4, 5].map((seed): [string, number, Partial<Caps>] => ['all three', seed, everyCap]),
])('50 jobs at once never pass the budget of %s (seed %i)', async (_, seed, caps) => {
  const book = ledger();
  const filmId = newId('film');
  const report = await race({
    ledger: book,
    filmId,
    caps: { ...noCaps, ...caps },
    jobs: 50,
    random: randomFrom(seed),
    pauses: 0.7,
  });
  expectKept(book, filmId, [report]);
});

test('four studios that share a ledger never pass a budget together', async () => {
  const book = ledger();
  const filmId = newId('film');
  const script = join(import.meta.dirname, 'testing', 'race-process.ts');
  const studios = [1, 2, 3, 4].map((seed) => {
    const order = JSON.stringify({ file: file(), filmId, capMicros, jobs: 40, seed });
    return spawn(process.execPath, [script, order], { stdio: ['pipe', 'pipe', 'inherit'] });
  });
  await Promise.all(studios.map(({ stdout }) => once(stdout, 'data')));
  for (const { stdin } of studios) stdin.write('go');
  const reports = await Promise.all(studios.map(async ({ stdout }) => JSON.parse(await text(stdout)) as RaceReport));
  expectKept(book, filmId, reports);
});
