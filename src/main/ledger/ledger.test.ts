import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { NewJob } from './job-journal.ts';
import { openLedger } from './ledger.ts';
import { ledgerVersion } from './migrations.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { attemptRow, jobRow } from './testing/ledger-rows.ts';

const { dir, file, ledger } = ledgerForEachTest();

const filmId = newId('film');
const job = (init: Partial<NewJob> = {}) => jobRow({ filmId, ...init });

test('writes are seen by a second connection at once, in WAL mode with full synchronisation', () => {
  const [first, second] = [ledger(), ledger()];
  const [written] = first.jobs.add([job()]);
  expect(second.jobs.get(written?.id ?? '')).toEqual(written);
  const raw = new BetterSqlite3(file());
  expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(raw.pragma('user_version', { simple: true })).toBe(ledgerVersion);
  raw.close();
});

test('a job is updated as a whole and keeps its inputs', () => {
  const { jobs } = ledger();
  const [made] = jobs.add([job()]);
  if (!made) throw new Error('nothing written');
  const error = { code: 'no-credit', message: 'm', action: 'a', details: { status: 402 } } as const;
  jobs.update(made.id, { state: 'failed', error, charged: 'maybe', warnings: ['w'] });
  expect(jobs.get(made.id)).toMatchObject({
    state: 'failed',
    error,
    charged: 'maybe',
    warnings: ['w'],
    inputs: made.inputs,
  });
});

test('adding jobs is all or nothing', () => {
  const { jobs } = ledger();
  const twice = job();
  expect(() => jobs.add([job(), twice, twice])).toThrow();
  expect(jobs.unsettled(filmId)).toEqual([]);
});

test('shows what is not dismissed, and finished jobs only for a while', () => {
  let time = new Date('2026-01-01T00:00:00Z');
  const { jobs } = ledger(() => time);
  const [old, fresh, failed, gone] = ['done', 'done', 'failed', 'failed'].map((state) =>
    job({ state: state as 'done' | 'failed' }),
  ) as [NewJob, NewJob, NewJob, NewJob];
  jobs.add([old, failed, gone]);
  time = new Date('2026-01-01T02:00:00Z');
  jobs.add([fresh]);
  jobs.update(gone.id, { dismissed: true });
  const shown = jobs.shown(filmId, new Date('2026-01-01T01:00:00Z')).map((each) => each.id);
  expect(shown).toEqual([failed.id, fresh.id]);
});

test('names each film with unsettled jobs once, where it last lay', () => {
  let time = new Date('2026-01-01T00:00:00Z');
  const { jobs } = ledger(() => time);
  const other = newId('film');
  jobs.add([
    job({ state: 'running' }),
    job({ state: 'done', filmId: other }),
    job({ state: 'unknown', filmId: other }),
  ]);
  time = new Date('2026-01-01T00:00:01Z');
  jobs.add([job({ filmDir: '/moved/A.film' })]);
  expect(jobs.unsettledFilms()).toEqual([{ filmId, filmDir: '/moved/A.film' }]);
});

test('attempts are numbered within their job and keep operation and cost', () => {
  const { jobs, attempts } = ledger();
  const made = job();
  jobs.add([made]);
  const first = attempts.add(attemptRow(made.id));
  const second = attempts.add(attemptRow(made.id));
  attempts.update(second.id, { state: 'running', operation: { id: 'p1' } });
  attempts.update(first.id, { state: 'failed', costMicros: 12, costBasis: 'reported' });
  expect(attempts.latest(made.id)).toMatchObject({ n: 2, state: 'running', operation: { id: 'p1' } });
  expect(attempts.ofJob(made.id).map((each) => [each.n, each.costMicros])).toEqual([
    [1, 12],
    [2, null],
  ]);
});

test('an attempt needs its job', () => {
  expect(() => ledger().attempts.add(attemptRow(newId('job')))).toThrow(/FOREIGN KEY/);
});

test('writes made together are taken back together', () => {
  const { jobs, attempts, together } = ledger();
  const made = job();
  jobs.add([made]);
  const fail = () =>
    together(() => {
      jobs.update(made.id, { state: 'running' });
      attempts.add(attemptRow(made.id));
      throw new Error('power cut');
    });
  expect(fail).toThrow('power cut');
  expect(jobs.get(made.id)?.state).toBe('queued');
  expect(attempts.latest(made.id)).toBeNull();
});

test('a file that is no database is set aside with a notice, and a new ledger begins', () => {
  mkdirSync(join(dir(), 'data'));
  writeFileSync(file(), 'this is not a database, but it may matter to somebody. '.repeat(40));
  const { notices, jobs } = ledger(() => new Date('2026-02-03T04:05:06Z'));
  jobs.add([job()]);
  const aside = join(dir(), 'data', 'ledger.damaged-2026-02-03T04-05-06-000Z.sqlite');
  expect(notices).toHaveLength(1);
  expect(notices[0]).toContain(aside);
  expect(readFileSync(aside, 'utf8')).toContain('it may matter');
  expect(ledger().notices).toEqual([]);
});

test('a damaged page inside the database is noticed', () => {
  const first = openLedger(file());
  for (let index = 0; index < 50; index++) first.jobs.add([job()]);
  first.close();
  const bytes = readFileSync(file());
  bytes.fill(0x5a, 4096, statSync(file()).size - 4096);
  writeFileSync(file(), bytes);
  expect(ledger().notices).toHaveLength(1);
  expect(readdirSync(join(dir(), 'data')).some((name) => name.includes('damaged'))).toBe(true);
});

test('a ledger of a newer Circle Take is refused and left alone', () => {
  ledger();
  const raw = new BetterSqlite3(file());
  raw.pragma('user_version = 99');
  raw.close();
  expect(() => openLedger(file())).toThrow(/newer Circle Take/);
  expect(readdirSync(join(dir(), 'data')).filter((name) => name.includes('damaged'))).toEqual([]);
});

test('says that the ledger cannot be written where its folder is a file', () => {
  writeFileSync(join(dir(), 'data'), '');
  expect(() => openLedger(file())).toThrow(expect.objectContaining({ code: 'not-writable' }));
});
