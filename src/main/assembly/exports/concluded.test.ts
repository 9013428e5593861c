import { existsSync, linkSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { type ExportJob, endedExports } from '../../../shared/export.ts';
import { newId } from '../../../shared/ids.ts';
import { ffmpeg, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import type { ExportEntry, ExportJournal } from '../../ledger/export-journal.ts';
import { ownIdentity } from '../../processes/process-identity.ts';
import type { Exports, ExportWish } from './exports.ts';
import { exportBench, memoryJournal } from './test-exports.ts';
import { plainOptions, type TestFilm, testFilm } from './test-film.ts';

const media = temporaryFolder();
let film: TestFilm;
beforeAll(async () => {
  ffmpeg(media, '-f lavfi -i sine=f=300:r=48000:d=0.6 -ac 1 voice.wav');
  film = await testFilm(await findTools({ env: process.env }), media, [
    { title: 'Spoken', voiced: 'voice.wav', narration: 'Come and see it.' },
  ]);
});

const wish = (dir: string, changes: Partial<ExportWish> = {}): ExportWish => ({
  ...{ filmId: film.film.id, preset: 'wav', destination: join(dir, 'Film.wav'), slates: true, replace: false },
  ...{ ...plainOptions, captions: 'beside' },
  ...changes,
});

async function ended(exports: Exports, id: string): Promise<ExportJob> {
  for (;;) {
    const job = exports.list(film.film.id).find((each) => each.id === id);
    if (job && endedExports.includes(job.state)) return job;
    await sleep(10);
  }
}

/** An export that is through, and the journal as a studio leaves it that is killed just before it writes `done`. */
async function killedBeforeDone(dir: string, changes: Partial<ExportWish> = {}) {
  const kept = memoryJournal();
  const snapshots: ExportEntry[] = [];
  const watching: ExportJournal = {
    ...kept,
    update: (entry) => {
      kept.update(entry);
      const now = kept.get(entry.job.id);
      if (now?.job.result && now.plan) snapshots.push(structuredClone(now));
    },
  };
  const { exports } = exportBench(film, dir, { journal: watching });
  const { id } = await exports.start(wish(dir, changes));
  const job = await ended(exports, id);
  const entry = snapshots.at(-1) ?? expect.fail('what was measured was never written down');
  const journal = memoryJournal();
  const gone = { ...(await ownIdentity()), pid: 2 ** 22 + 1, start: '1' };
  journal.add({ ...entry, owner: gone });
  return { job, entry, journal };
}

test('killed after the file had its name, an export is done, with everything beside it', async () => {
  const dir = temporaryFolder();
  const { job, entry, journal } = await killedBeforeDone(dir);
  expect(entry.job.state).not.toBe('done');
  rmSync(join(dir, 'Film.vtt'));
  rmSync(join(dir, 'Film report.txt'));
  const { ino } = statSync(job.destination);
  const { exports } = exportBench(film, dir, { journal });
  await exports.recover();
  expect(journal.get(job.id)).toMatchObject({ job: { ...job, notes: [] }, plan: null });
  expect(statSync(job.destination).ino).toBe(ino);
  expect(readdirSync(dir).toSorted()).toEqual(['Film report.txt', 'Film.srt', 'Film.vtt', 'Film.wav', 'segments']);
  await expect(exports.file(job.id, job.filmId)).resolves.toBe(job.destination);
  await expect(exports.file(job.id, newId('film'))).rejects.toMatchObject({ code: 'not-found' });
});

test('killed between its two names, the hidden one goes', async () => {
  const dir = temporaryFolder();
  const { job, entry, journal } = await killedBeforeDone(dir);
  linkSync(job.destination, entry.part);
  const { exports } = exportBench(film, dir, { journal });
  await exports.recover();
  expect([existsSync(entry.part), journal.get(job.id)?.job.state]).toEqual([false, 'done']);
});

test('what is not the measured file is left alone, and the export waits', async () => {
  const dir = temporaryFolder();
  const { job, entry, journal } = await killedBeforeDone(dir);
  writeFileSync(job.destination, 'precious');
  const { exports } = exportBench(film, dir, { journal });
  await exports.recover();
  expect(exports.list(job.filmId)).toMatchObject([{ state: 'paused', result: null }]);
  await expect(exports.resume(job.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(readFileSync(job.destination, 'utf8')).toBe('precious');
  expect(existsSync(entry.part)).toBe(false);
});

test('on a disk that was not there at the start, it is done when it is gone on with', async () => {
  const dir = temporaryFolder();
  const { job, journal } = await killedBeforeDone(dir);
  const file = readFileSync(job.destination);
  rmSync(job.destination);
  const { exports } = exportBench(film, dir, { journal });
  await exports.recover();
  expect(journal.get(job.id)?.job.state).toBe('paused');
  writeFileSync(job.destination, file);
  await expect(exports.resume(job.id)).resolves.toMatchObject({ state: 'done', fraction: 1, notes: [] });
});
