import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { StudioEvent } from '../../../shared/events.ts';
import { type ExportJob, endedExports } from '../../../shared/export.ts';
import { newId } from '../../../shared/ids.ts';
import { ffmpeg, h264, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import type { ExportEntry, ExportJournal } from '../../ledger/export-journal.ts';
import type { ExportPlan } from '../../ledger/tables.ts';
import { ownIdentity } from '../../processes/process-identity.ts';
import { planExport } from './export-plan.ts';
import type { Exports, ExportWish } from './exports.ts';
import { exportBench, memoryJournal, memorySession } from './test-exports.ts';
import { plainOptions, type TestFilm, type TestScene, testFilm, tiny } from './test-film.ts';

const tools = await findTools({ env: process.env });
const media = temporaryFolder();

beforeAll(() => {
  ffmpeg(media, `-f lavfi -i testsrc2=s=160x90:r=30:d=1 ${h264} short.mp4`);
  ffmpeg(media, `-f lavfi -i testsrc=s=160x90:r=30:d=2 ${h264} long.mp4`);
});

const short: TestScene = { picture: 'short.mp4', seconds: 0.5 };
const endless: TestScene = { picture: 'long.mp4', seconds: 60 };
const filmOf = (...scenes: TestScene[]): Promise<TestFilm> => testFilm(tools, media, scenes, tiny);

const wishFor = (film: TestFilm, dir: string, changes: Partial<ExportWish> = {}): ExportWish => ({
  ...{ filmId: film.film.id, preset: 'draft', destination: join(dir, 'Film.mp4'), slates: false, replace: false },
  ...plainOptions,
  ...changes,
});

async function until(
  exports: Exports,
  id: string,
  filmId: string,
  ...states: ExportJob['state'][]
): Promise<ExportJob> {
  for (;;) {
    const job = exports.list(filmId).find((candidate) => candidate.id === id);
    if (job && states.includes(job.state)) return job;
    await sleep(20);
  }
}

test('an export ends as a measured file under its own name, and says how it goes', async () => {
  const [film, dir] = [await filmOf(short), temporaryFolder()];
  const { exports, events } = exportBench(film, dir);
  const { id, state } = await exports.start(wishFor(film, dir));
  expect(state).toBe('queued');
  const job = await until(exports, id, film.film.id, 'done', 'failed');
  expect(job).toMatchObject({
    state: 'done',
    fraction: 1,
    error: null,
    result: { frames: 15, width: 640, height: 360 },
  });
  expect(job.result?.bytes).toBe(statSync(join(dir, 'Film.mp4')).size);
  await expect(exports.file(id)).resolves.toBe(join(dir, 'Film.mp4'));
  const states = events.flatMap((event) => (event.type === 'export' ? event.export.state : []));
  expect([...new Set(states)]).toEqual(['queued', 'rendering', 'joining', 'checking', 'done']);
  expect(readdirSync(dir).toSorted()).toEqual(['Film report.txt', 'Film.mp4', 'segments']);
  expect(job.result?.beside).toEqual([join(dir, 'Film report.txt')]);
});

test.each<[string, TestScene[], Partial<ExportWish>, object]>([
  ['a film without scenes', [], {}, { code: 'invalid-input' }],
  [
    'scenes without a picture',
    [{ title: 'Harbour' }, short, {}],
    {},
    { code: 'invalid-input', details: { scenes: ['Harbour', 'Scene 3'] } },
  ],
  ['an unknown preset', [short], { preset: '8k' }, { code: 'invalid-input' }],
  ['another kind of file', [short], { destination: '/tmp/x.mov' }, { code: 'invalid-input' }],
  ['a relative path', [short], { destination: 'x.mp4' }, { code: 'invalid-input' }],
  ['a folder that is not there', [short], { destination: '/nowhere/x.mp4' }, { code: 'not-writable' }],
])('refuses %s', async (_, scenes, changes, error) => {
  const [film, dir] = [await filmOf(...scenes), temporaryFolder()];
  const { exports } = exportBench(film, dir);
  await expect(exports.start(wishFor(film, dir, changes))).rejects.toMatchObject(error);
  expect([exports.active(), exports.list(film.film.id)]).toEqual([0, []]);
});

test('an existing file is replaced only when that was allowed, and only at the end', async () => {
  const [film, dir] = [await filmOf({ title: 'Slate', seconds: 0.5 }), temporaryFolder()];
  writeFileSync(join(dir, 'Film.mp4'), 'precious');
  const { exports } = exportBench(film, dir);
  const wish = wishFor(film, dir, { slates: true });
  await expect(exports.start(wish)).rejects.toMatchObject({ code: 'conflict' });
  const { id } = await exports.start({ ...wish, replace: true });
  expect(readFileSync(join(dir, 'Film.mp4'), 'utf8')).toBe('precious');
  await until(exports, id, film.film.id, 'done');
  expect(statSync(join(dir, 'Film.mp4')).size).toBeGreaterThan(1000);
});

test('a file that appears meanwhile is not overwritten', async () => {
  const [film, dir] = [await filmOf(short), temporaryFolder()];
  const { exports } = exportBench(film, dir);
  const { id } = await exports.start(wishFor(film, dir));
  writeFileSync(join(dir, 'Film.mp4'), 'precious');
  const job = await until(exports, id, film.film.id, 'done', 'failed');
  expect(job).toMatchObject({ state: 'failed', error: { code: 'conflict' } });
  expect(readFileSync(join(dir, 'Film.mp4'), 'utf8')).toBe('precious');
  expect(readdirSync(dir).filter((name) => name.includes('.part'))).toEqual([]);
  await expect(exports.file(id)).rejects.toMatchObject({ code: 'not-found' });
});

test('one renders, others wait; a second one to the same file is refused; both kinds can be cancelled', async () => {
  const [film, dir] = [await filmOf(endless), temporaryFolder()];
  const { exports } = exportBench(film, dir);
  const wish = wishFor(film, dir);
  const other = { ...wish, destination: join(dir, 'Other.mp4') };
  const both = await Promise.allSettled([exports.start(wish), exports.start(wish)]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  const waiting = await exports.start(other);
  const [running] = exports.list(film.film.id);
  if (!running) throw new Error('nothing runs');
  await until(exports, running.id, film.film.id, 'rendering');
  expect(exports.active()).toBe(2);
  await expect(exports.cancel(waiting.id)).resolves.toMatchObject({ state: 'cancelled', error: null });
  await expect(exports.cancel(running.id)).resolves.toMatchObject({ state: 'cancelled', error: null });
  expect(exports.active()).toBe(0);
  expect(readdirSync(dir)).toEqual(['segments']);
  await expect(exports.cancel(running.id)).resolves.toMatchObject({ state: 'cancelled' });
  await expect(exports.cancel('ex_00000000')).rejects.toMatchObject({ code: 'not-found' });
});

test('closing the studio pauses what is under way and what waits; both can be gone on with', async () => {
  const [film, dir] = [await filmOf(short), temporaryFolder()];
  const { exports, journal } = exportBench(film, dir);
  const { id } = await exports.start(wishFor(film, dir));
  const waiting = await exports.start(wishFor(film, dir, { destination: join(dir, 'Other.mp4') }));
  await exports.stop();
  const closed = { state: 'paused', error: null, notes: [expect.stringContaining('closed')] };
  expect(exports.list(film.film.id)).toMatchObject([closed, closed]);
  const reopened = exportBench(film, dir, { journal }).exports;
  await expect(reopened.resume(waiting.id)).resolves.toMatchObject({ state: 'queued', notes: [] });
  await expect(until(reopened, waiting.id, film.film.id, 'done', 'failed')).resolves.toMatchObject({ state: 'done' });
  expect(journal.get(id)?.job.state).toBe('paused');
  await expect(reopened.cancel(id)).resolves.toMatchObject({ state: 'cancelled' });
  expect(journal.get(id)?.plan).toBeNull();
});

test('a paused export lets the next one go on, and can be gone on with or cancelled', async () => {
  const [film, dir] = [await filmOf(endless), temporaryFolder()];
  const { exports } = exportBench(film, dir);
  const { id } = await exports.start(wishFor(film, dir));
  await until(exports, id, film.film.id, 'rendering');
  const sound = await exports.start(wishFor(film, dir, { preset: 'wav', destination: join(dir, 'Film.wav') }));
  await expect(exports.pause(id)).resolves.toMatchObject({ state: 'paused', error: null, secondsLeft: null });
  expect(readdirSync(dir).filter((name) => name.includes('.part'))).toEqual([]);
  await until(exports, sound.id, film.film.id, 'done');
  await expect(exports.pause(id)).resolves.toMatchObject({ state: 'paused' });
  const both = await Promise.allSettled([exports.resume(id), exports.resume(id)]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await until(exports, id, film.film.id, 'rendering');
  await exports.pause(id);
  await expect(exports.cancel(id)).resolves.toMatchObject({ state: 'cancelled' });
  await expect(exports.resume(id)).rejects.toMatchObject({ code: 'conflict' });
});

test('what is gone on with is the film as it was, whatever became of it since; without its takes it waits', async () => {
  const [film, dir] = [await filmOf(short, short), temporaryFolder()];
  const now = { ...film };
  const { exports, journal } = exportBench(now, dir);
  const { id } = await exports.start(wishFor(film, dir));
  await exports.pause(id);
  now.film = { ...film.film, scenes: film.film.scenes.slice(1) };
  now.mediaPath = async () => {
    throw new AppError({ code: 'damaged', message: 'Its file is gone.' });
  };
  const gone = { code: 'damaged', message: 'The picture of scene 1: Its file is gone. 1 more cannot be used either.' };
  await expect(exports.resume(id)).rejects.toMatchObject(gone);
  expect(journal.get(id)?.job.state).toBe('paused');
  now.mediaPath = film.mediaPath;
  writeFileSync(join(dir, 'Film.mp4'), 'precious');
  const taken = { code: 'conflict', action: expect.stringContaining('Move that file away') };
  await expect(exports.resume(id)).rejects.toMatchObject(taken);
  rmSync(join(dir, 'Film.mp4'));
  await exports.resume(id);
  const job = await until(exports, id, film.film.id, 'done', 'failed');
  expect(job).toMatchObject({ state: 'done', result: { frames: 30 }, notes: [] });
});

test('a plan of another version cannot be gone on with, and says so', async () => {
  const [film, dir] = [await filmOf(short), temporaryFolder()];
  const { exports, journal } = exportBench(film, dir);
  const { id } = await exports.start(wishFor(film, dir));
  const paused = await exports.pause(id);
  const entry = journal.get(id) ?? expect.fail('not written down');
  const plan = entry.plan ?? expect.fail('no plan');
  journal.add({ ...entry, job: paused, plan: { ...plan, version: 0 } });
  await expect(exports.resume(id)).rejects.toMatchObject({ code: 'unsupported' });
});

test('a draft lies in the film’s cache, comes first, is not listed, and ends the one before it', async () => {
  const [film, dir] = [await filmOf(short, {}), temporaryFolder()];
  const { exports, events, journal } = exportBench(film, dir);
  const first = await exports.draft(film.film.id);
  const second = await exports.draft(film.film.id);
  expect(exports.newestDraft(film.film.id)?.id).toBe(second.id);
  await vi.waitFor(() => expect(ended(events)).toEqual([first.id, second.id]), 20_000);
  expect(exports.list(film.film.id)).toEqual([]);
  expect(journal.unfinished()).toEqual([]);
  await expect(exports.file(second.id)).resolves.toBe(join(dir, 'drafts', `${second.id}.mp4`));
  await expect(exports.file(first.id)).rejects.toMatchObject({ code: 'not-found' });
  expect(exports.newestDraft(film.film.id)).toMatchObject({ id: second.id, state: 'done' });
  const third = await exports.draft(film.film.id);
  await expect(exports.pause(third.id)).rejects.toMatchObject({ code: 'unsupported' });
  await vi.waitFor(() => expect(ended(events)).toContain(third.id), 20_000);
  // Those of before go once it is written down that this one is whole.
  await vi.waitFor(() => expect(readdirSync(join(dir, 'drafts'))).toEqual([`${third.id}.mp4`]));
});

const ended = (events: readonly StudioEvent[]): string[] =>
  events.flatMap((event) =>
    event.type === 'export' && endedExports.includes(event.export.state) ? event.export.id : [],
  );

async function killedExport(dir: string, destination: string): Promise<{ journal: ExportJournal; film: TestFilm }> {
  const child = fork(resolve(import.meta.dirname, 'test-export-process.ts'), [media, dir, destination]);
  const [{ entries, film }] = (await once(child, 'message')) as [{ entries: ExportEntry[]; film: TestFilm }];
  // The first, short segment is whole, the second one under way.
  const segments = join(dir, 'segments');
  const isUnderWay = (): boolean => {
    const names = existsSync(segments) ? readdirSync(segments) : [];
    return names.filter((name) => name.endsWith('.mp4')).length === 1;
  };
  while (!isUnderWay()) await sleep(20);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const journal = memoryJournal();
  for (const entry of entries) journal.add(entry);
  const files = new Map(film.takes.map(({ id, media: { file } }) => [id, file]));
  return { journal, film: { ...film, mediaPath: async (takeId) => files.get(takeId) ?? '' } };
}

test('a killed export leaves no half file, waits after the next start, and goes on with what was rendered', async () => {
  const dir = temporaryFolder();
  mkdirSync(join(dir, 'out'));
  const destination = join(dir, 'out', 'Film.mp4');
  const { journal, film } = await killedExport(dir, destination);
  const [dead] = journal.unfinished();
  writeFileSync(dead?.part ?? '', 'half');
  expect(existsSync(destination)).toBe(false);

  const { exports } = exportBench(film, dir, { journal });
  await exports.recover();
  expect(readdirSync(join(dir, 'out'))).toEqual([]);
  const id = dead?.job.id ?? '';
  expect(journal.get(id)?.job).toMatchObject({
    state: 'paused',
    notes: ['The studio was closed while this export was under way.'],
  });
  const finished = readdirSync(join(dir, 'segments')).filter((name) => name.endsWith('.mp4'));
  const inodes = finished.map((name) => statSync(join(dir, 'segments', name)).ino);
  await exports.resume(id);
  const job = await until(exports, id, film.film.id, 'done', 'failed');
  expect(job).toMatchObject({ state: 'done', notes: [], result: { frames: 15 + 8 * 30 } });
  expect(job.result?.reused).toBe(finished.length);
  expect(finished.map((name) => statSync(join(dir, 'segments', name)).ino)).toEqual(inodes);
}, 60_000);

test('no export takes the place of a take, even where replacing is allowed', async () => {
  const [film, dir] = [await filmOf(short), temporaryFolder()];
  mkdirSync(join(dir, 'takes', 'tk_1'), { recursive: true });
  const destination = join(dir, 'takes', 'tk_1', 'media.mp4');
  writeFileSync(destination, 'a take');
  const { exports } = exportBench(film, dir);
  const started = exports.start(wishFor(film, dir, { destination, replace: true }));
  await expect(started).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('takes') });
  expect(readFileSync(destination, 'utf8')).toBe('a take');
});

test('where the system does not say when a process started, a running export of another studio is left alone', async () => {
  const [film, dir] = [await filmOf(short), temporaryFolder()];
  const { exports, journal } = exportBench(film, dir);
  // As macOS and Windows write it down.
  const owner = { ...(await ownIdentity()), start: null };
  const plan = { ...(await planExport(memorySession(film, dir), wishFor(film, dir))) };
  const entryOf = (ownedAt: string, kept: ExportPlan | null): ExportEntry => {
    const id = newId('export');
    const job: ExportJob = {
      ...{
        id,
        filmId: film.film.id,
        preset: 'draft',
        destination: join(dir, `${id}.mp4`),
        state: 'joining',
        createdAt: '2001-01-01',
      },
      ...{
        fraction: 0.5,
        secondsLeft: null,
        error: null,
        result: null,
        notes: [],
        draft: false,
        options: plainOptions,
      },
    };
    return { job, part: join(dir, `${id}.part.mp4`), owner, ownedAt, plan: kept };
  };
  const entries = [entryOf(new Date().toISOString(), plan), entryOf('2001-01-01', plan), entryOf('2001-01-01', null)];
  for (const entry of entries) {
    journal.add(entry);
    writeFileSync(entry.part, 'half');
  }
  await exports.recover();
  // The last was begun before exports could be paused.
  expect(entries.map(({ job }) => journal.get(job.id)?.job.state)).toEqual(['joining', 'paused', 'failed']);
  expect(entries.map(({ part }) => existsSync(part))).toEqual([true, false, false]);
});
