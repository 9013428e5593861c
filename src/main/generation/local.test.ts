import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { access, copyFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { LocalVendor } from '../vendors/define-vendor.ts';
import { importTake } from './import-take.ts';
import { type Bench, makeFilm, openBench, tools } from './testing/test-bench.ts';
import { testGenerator } from './testing/test-vendor.ts';

let dir: string;
let bench: Bench;
let voice: LocalVendor['voice'];
const wav = () => join(dir, 'voice.wav');
const free = { micros: 0, per: 'run', certainty: 'exact', asOf: '2026-11-01' } as const;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'local-'));
  execFileSync(tools.ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=1', wav()]);
  await makeFilm(dir, (film) => ({
    ...film,
    scenes: film.scenes.map((scene) => ({ ...scene, narration: ' Good morning. ' })),
  }));
  const vendor: LocalVendor = {
    kind: 'local',
    id: 'speaker',
    name: 'Speaker',
    concurrency: 1,
    voice: (order) => voice?.(order) ?? Promise.reject(new Error('no voice set')),
  };
  const generator = testGenerator({ id: 'speaker', vendor: 'speaker', role: 'voice', category: 'speech', price: free });
  bench = await openBench({ dir, origin: 'http://127.0.0.1:9', vendors: [vendor], generators: [generator] });
});
afterEach(async () => {
  await bench.close();
  rmSync(dir, { recursive: true });
});

test('a voice is spoken into an empty folder and becomes a free take with its words', async () => {
  const words = [{ text: 'Good', start: 0, end: 0.5 }];
  voice = async ({ dir: folder, inputs, onProgress, signal }) => {
    expect(inputs).toEqual({ role: 'voice', text: 'Good morning.', voice: null, speed: 1 });
    expect(await readdir(folder)).toEqual([]);
    expect(signal.aborted).toBe(false);
    onProgress({ fraction: 0.5, text: 'speaks' });
    const file = join(folder, 'out.wav');
    await copyFile(wav(), file);
    return { file, words };
  };
  const job = await bench.settled((await bench.start('speaker', 'voice')).id);
  expect(job).toMatchObject({ state: 'done', charged: 'no', error: null });
  expect(bench.states(job.id)).toEqual(['queued', 'running', 'fetching', 'done']);
  const take = await bench.session.takes.get(job.takeId ?? '');
  expect(take).toMatchObject({ words, cost: { micros: 0, basis: 'free' }, probe: { kind: 'audio' }, poster: null });
  expect(await readdir(join(bench.session.dir, '.staging'))).toEqual([]);
});

test('its failures are shown as they are, and cost nothing', async () => {
  voice = () => Promise.reject(new AppError({ code: 'missing-tool', message: 'The voice is not installed.' }));
  const job = await bench.settled((await bench.start('speaker', 'voice')).id);
  expect(job).toMatchObject({ state: 'failed', error: { message: 'The voice is not installed.' }, charged: 'no' });
});

test('work that runs is stopped, and a file that is broken is no take', async () => {
  voice = ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new AppError({ code: 'cancelled' }))));
  const { id } = await bench.start('speaker', 'voice');
  await bench.reaches(id, 'running');
  bench.generation.cancel(id);
  expect(await bench.settled(id)).toMatchObject({ state: 'cancelled', charged: 'no', error: null });
  voice = async ({ dir: folder }) => {
    await writeFile(join(folder, 'out.wav'), 'RIFF');
    return { file: join(folder, 'out.wav') };
  };
  const broken = await bench.settled((await bench.start('speaker', 'voice')).id);
  expect(broken).toMatchObject({ state: 'failed', error: { code: 'bad-output' }, charged: 'no' });
  expect(await bench.session.takes.list()).toEqual([]);
});

test('after a crash it is simply done again, as one take', async () => {
  voice = ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('killed'))));
  const { id } = await bench.start('speaker', 'voice');
  await bench.reaches(id, 'running');
  await bench.generation.stop();
  expect(bench.ledger.jobs.get(id)?.state).toBe('running');
  const dirOfFilm = bench.session.dir;
  await bench.close();
  voice = async ({ dir: folder }) => {
    await copyFile(wav(), join(folder, 'out.wav'));
    return { file: join(folder, 'out.wav') };
  };
  const vendor: LocalVendor = { kind: 'local', id: 'speaker', name: 'Speaker', concurrency: 1, voice };
  const generator = testGenerator({ id: 'speaker', vendor: 'speaker', role: 'voice', category: 'speech', price: free });
  bench = await openBench({ dir, origin: 'http://127.0.0.1:9', vendors: [vendor], generators: [generator] });
  expect(bench.generation.unfinished()).toEqual([{ filmId: bench.film.id, filmDir: dirOfFilm }]);
  await bench.generation.resumeFilm(bench.film.id);
  expect((await bench.settled(id)).state).toBe('done');
  expect(bench.ledger.attempts.ofJob(id).map(({ state }) => state)).toEqual(['failed', 'done']);
  expect(await bench.session.takes.list()).toHaveLength(1);
});

test('a file of one’s own is copied in as a take', async () => {
  const order = { session: bench.session, tools, sceneId: bench.scene.id, path: wav(), name: 'My voice.wav' };
  const take = await importTake({ ...order, role: 'voice' });
  expect(take).toMatchObject({ origin: { kind: 'imported', originalName: 'My voice.wav' }, number: 1, problem: null });
  await access(wav());
  await expect(importTake({ ...order, role: 'picture' })).rejects.toMatchObject({ code: 'unsupported' });
  await expect(importTake({ ...order, role: 'voice', sceneId: newId('scene') })).rejects.toMatchObject({
    code: 'not-found',
  });
  await writeFile(join(dir, 'notes.txt'), 'hello');
  const text = { ...order, role: 'voice' as const, path: join(dir, 'notes.txt'), name: 'notes.txt' };
  await expect(importTake(text)).rejects.toThrow(/^notes.txt is not a picture/);
  await expect(importTake({ ...order, role: 'voice', path: dir })).rejects.toMatchObject({ code: 'invalid-input' });
});
