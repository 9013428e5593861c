import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { planCut } from '../../shared/cut.ts';
import { type ExportJob, exportJobSchema, presets } from '../../shared/export.ts';
import { newFilm } from '../../shared/film.ts';
import { newId } from '../../shared/ids.ts';
import type { ExportPlan } from './tables.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { writeVersion1 } from './testing/version-1.ts';

const { file, ledger } = ledgerForEachTest();
const ownedAt = '2026-01-01T00:00:00.000Z';
const owner = { pid: 4711, host: 'ada', space: 'host:ada', start: '17' };
const filmId = newId('film');
const [preset] = presets as [ExportPlan['preset'], ...ExportPlan['preset'][]];
const film = newFilm({ title: 'Tea' });
const plan: ExportPlan = { version: 1, title: film.title, cut: planCut(film, []), preset, replace: false };

const exportJob = (init: Partial<ExportJob> = {}): ExportJob => ({
  ...{ id: newId('export'), filmId, preset: 'hd', destination: '/x.mp4', state: 'rendering', fraction: 0 },
  ...{ options: { aspect: null, captions: 'burnt', hardware: false }, secondsLeft: null, error: null, notes: [] },
  ...{ draft: false, result: null, createdAt: '2026-01-01T00:00:00.000Z' },
  ...init,
});

test('exports are found while unfinished, and let go of their plan when they end', () => {
  const { exports } = ledger();
  const [made, other] = [exportJob(), exportJob({ createdAt: '2026-01-01T00:00:01.000Z' })];
  exports.add({ job: made, part: '/x.part', owner, ownedAt, plan });
  exports.add({ job: other, part: '/y.part', owner, ownedAt, plan });
  const done: ExportJob = { ...made, state: 'done', fraction: 1 };
  exports.update({ job: done, part: '/x.part', owner, ownedAt });
  expect(exports.list(filmId).map((each) => each.state)).toEqual(['done', 'rendering']);
  expect(exports.get(made.id)).toEqual({ job: done, part: '/x.part', owner, ownedAt, plan: null });
  expect(exports.unfinished()).toEqual([{ job: other, part: '/y.part', owner, ownedAt, plan }]);
  expect(exports.get(newId('export'))).toBeNull();
});

test('a paused export keeps its plan through a restart and is not under way', () => {
  const made = exportJob();
  ledger().exports.add({ job: made, part: '/x.part', owner, ownedAt, plan });
  ledger().exports.update({ job: { ...made, state: 'paused' }, part: '/x.part', owner, ownedAt });
  expect(ledger().exports.get(made.id)).toMatchObject({ job: { state: 'paused' }, plan });
  expect(ledger().exports.unfinished()).toEqual([]);
});

test('exports of version 1 get the fields that came later', () => {
  writeVersion1(file(), []);
  const raw = new BetterSqlite3(file());
  const { options: _, notes: __, draft: ___, ...old } = exportJob({ state: 'done' });
  const measured = { bytes: 9, seconds: 1, frames: 30, width: 160, height: 90 };
  const insert = raw.prepare("INSERT INTO exports VALUES (?, ?, ?, ?, '/x.part', ?, ?)");
  const jobs = [
    { ...old, result: measured },
    { ...old, id: newId('export'), state: 'rendering', createdAt: '2026-01-02T00:00:00.000Z' },
  ];
  for (const job of jobs)
    insert.run(job.id, filmId, job.state, JSON.stringify(job), JSON.stringify(owner), job.createdAt);
  raw.close();
  const { exports } = ledger();
  const [done, dead] = exports.list(filmId).map((job) => exportJobSchema.parse(job));
  expect(done).toMatchObject({
    options: { captions: 'burnt' },
    result: { ...measured, encoder: 'libx264', beside: [] },
  });
  expect(dead).toMatchObject({ result: null, draft: false, notes: [] });
  expect(exports.unfinished()).toMatchObject([
    { job: { id: dead?.id }, ownedAt: '2026-01-02T00:00:00.000Z', plan: null },
  ]);
});
