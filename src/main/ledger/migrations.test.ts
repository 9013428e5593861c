import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openLedger } from './ledger.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { verdictRow } from './testing/verdict-rows.ts';
import { type OldAttempt, type OldJob, writeVersion1 } from './testing/version-1.ts';

const { file, ledger } = ledgerForEachTest();

const picture = { role: 'picture', title: 'Morning', prompt: 'steam' };
let made = 0;
const oldJob = (state: string, charged: OldJob['charged'], attempts: OldAttempt[], init: Partial<OldJob> = {}) => ({
  id: `jb_0000000${++made}`,
  state,
  charged,
  ceiling: 500_000,
  inputs: picture,
  attempts,
  ...init,
});

test.each<[string, OldJob, [string, number, string][]]>([
  ['one that waits has no line', oldJob('queued', 'no', []), []],
  ['being sent', oldJob('submitting', 'no', [{ state: 'submitting' }]), [['reserved', 500_000, 'assumed']]],
  ['running', oldJob('running', 'maybe', [{ state: 'running' }]), [['reserved', 500_000, 'assumed']]],
  ['being fetched', oldJob('fetching', 'yes', [{ state: 'fetching' }]), [['reserved', 500_000, 'assumed']]],
  [
    'done, as reported',
    oldJob('done', 'yes', [{ state: 'done', cost: [420_000, 'reported'] }]),
    [['settled', 420_000, 'reported']],
  ],
  ['done, without a word', oldJob('done', 'yes', [{ state: 'done' }]), [['settled', 500_000, 'assumed']]],
  ['done for free', oldJob('done', 'no', [{ state: 'done', cost: [0, 'free'] }]), [['settled', 0, 'free']]],
  ['refused', oldJob('failed', 'no', [{ state: 'failed' }]), [['settled', 0, 'free']]],
  ['failed, perhaps billed', oldJob('failed', 'maybe', [{ state: 'failed' }]), [['unsure', 500_000, 'assumed']]],
  ['failed, billed', oldJob('failed', 'yes', [{ state: 'failed' }]), [['settled', 500_000, 'assumed']]],
  ['given up for now', oldJob('failed', 'yes', [{ state: 'stalled' }]), [['unsure', 500_000, 'assumed']]],
  ['stopped before it began', oldJob('cancelled', 'no', [{ state: 'cancelled' }]), [['settled', 0, 'free']]],
  ['stopped at work', oldJob('cancelled', 'maybe', [{ state: 'cancelled' }]), [['unsure', 500_000, 'assumed']]],
  ['of unknown fate', oldJob('unknown', 'maybe', [{ state: 'unknown' }]), [['unsure', 500_000, 'assumed']]],
  [
    'refused once, then made',
    oldJob('done', 'yes', [{ state: 'failed' }, { state: 'done', cost: [300_000, 'computed'] }]),
    [
      ['settled', 0, 'free'],
      ['settled', 300_000, 'computed'],
    ],
  ],
  ['made on this machine', oldJob('done', 'no', [{ state: 'done', cost: [0, 'free'], local: true }]), []],
])('a job of version 1: %s', (_, job, lines) => {
  writeVersion1(file(), [job]);
  const found = ledger().entries.ofJob(job.id);
  expect(found.map(({ state, micros, basis }) => [state, micros, basis])).toEqual(lines);
  for (const line of found)
    expect(line).toMatchObject({ ceilingMicros: 500_000, keyLabel: 'r8_…4f2a', day: '2026-10-05' });
  expect(found.filter((line) => line.takeId !== null).length).toBe(job.state === 'done' && lines.length > 0 ? 1 : 0);
});

test('every sum of a ledger of version 1 is right, and its jobs are chains of one', () => {
  const jobs = [
    oldJob('queued', 'no', [], { inputs: { role: 'voice', text: 'Hello' }, filmDir: 'C:\\Films\\Tea.film' }),
    oldJob('done', 'yes', [{ state: 'failed' }, { state: 'done', cost: [420_000, 'reported'] }]),
    oldJob('running', 'maybe', [{ state: 'running' }], { ceiling: 700_000 }),
    oldJob('unknown', 'maybe', [{ state: 'unknown' }], { ceiling: 90_001 }),
    oldJob('failed', 'yes', [{ state: 'failed' }], { ceiling: 10_000 }),
  ];
  writeVersion1(file(), jobs);
  const book = ledger(() => new Date('2026-10-31T12:00:00Z'));
  const everything = { filmId: null, vendor: null, from: null, to: null };
  expect(book.spending.summary(everything, 'film').rows).toEqual([
    {
      key: 'fi_12345678',
      name: 'Coffee',
      settledMicros: 430_000,
      reservedMicros: 700_000,
      unsureMicros: 90_001,
      lostMicros: 100_001,
      takes: 1,
      calls: 5,
    },
  ]);
  const vendors = [{ id: 'replicate', name: 'Replicate', capMicros: 5 }];
  const film = { id: 'fi_12345678', capMicros: null };
  expect(
    book
      .budgets({ film, dayMicros: 1, vendors })
      .map(({ spentMicros, reservedMicros }) => [spentMicros, reservedMicros]),
  ).toEqual([
    [520_001, 700_000],
    [0, 700_000],
    [520_001, 700_000],
  ]);
  const [waiting, done] = jobs.map(({ id }) => book.jobs.get(id));
  const link = {
    generator: 'kling',
    vendor: 'replicate',
    priceCeilingMicros: 500_000,
    inputs: { ...picture, endStillTakeId: null },
    warnings: ['kept'],
  };
  expect(done).toMatchObject({
    chain: [link],
    link: 0,
    trail: [],
    priority: 'medium',
    filmTitle: 'Coffee',
    sceneTitle: 'Morning',
  });
  expect(waiting).toMatchObject({ chain: [{ vendor: '' }], filmTitle: 'Tea', sceneTitle: 'Morning' });
});

test('a ledger is brought forward once', () => {
  const job = oldJob('done', 'yes', [{ state: 'done', cost: [1, 'reported'] }]);
  writeVersion1(file(), [job]);
  ledger();
  expect(ledger().entries.ofJob(job.id)).toHaveLength(1);
});

/** Everything that a ledger holds, by table: rows with the columns that they have. */
function contents(path: string): Record<string, Record<string, unknown>[]> {
  const raw = new BetterSqlite3(path, { readonly: true });
  const tables = raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  const rows = tables.map((table) => [table, raw.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all()]);
  raw.close();
  return Object.fromEntries(rows);
}

test('a ledger of version 3 opens and keeps everything, and takes verdicts', () => {
  mkdirSync(dirname(file()), { recursive: true });
  const old = new BetterSqlite3(file());
  old.exec(readFileSync(join(import.meta.dirname, 'testing', 'version-3.sql'), 'utf8'));
  old.close();
  const before = contents(file());
  openLedger(file()).close();
  const jobs = before.jobs?.map((job) => ({ ...job, comparison_id: null }));
  expect(contents(file())).toEqual({ ...before, jobs, verdicts: [] });
  const book = ledger();
  expect(book.jobs.get('jb_00000002')).toMatchObject({ state: 'queued', priority: 'high', comparisonId: null });
  expect(book.exports.get('ex_00000001')).toMatchObject({ job: { state: 'paused' }, plan: { title: 'Coffee' } });
  const circle = verdictRow({ mode: 'circle' });
  book.verdicts.add(circle);
  expect(book.verdicts.forget({ circleOf: circle })).toHaveLength(1);
});
