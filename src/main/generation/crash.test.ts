import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, makeFilm, openBench, tools } from './testing/test-bench.ts';
import { type Answer, type Step, startTestServer, type TestServer } from './testing/test-server.ts';

let dir: string;
let server: TestServer;
let engine: ChildProcess;
let bench: Bench | null;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'crash-'));
  const clip = join(dir, 'clip.mp4');
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=30:d=1', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast'];
  execFileSync(tools.ffmpeg, ['-v', 'error', ...source, clip]);
  await makeFilm(dir);
  server = await startTestServer(clip);
  bench = null;
});
afterEach(async () => {
  engine.kill('SIGKILL');
  await bench?.close();
  await server.close();
  rmSync(dir, { recursive: true });
});

/** Starts an engine with one job in a process of its own and kills it, as a power cut would, inside a call of `step`. */
async function crashDuring(step: Step, begin: Answer = () => undefined): Promise<void> {
  const reached = Promise.withResolvers<void>();
  server.next(step, async (call) => {
    await begin(call);
    reached.resolve();
  });
  const script = join(import.meta.dirname, 'testing', 'crash-engine.ts');
  engine = spawn(process.execPath, [script, dir, server.origin], { stdio: ['ignore', 'inherit', 'inherit'] });
  const gone = once(engine, 'exit');
  await reached.promise;
  engine.kill('SIGKILL');
  await gone;
}

async function resume() {
  bench = await openBench({ dir, origin: server.origin });
  await bench.generation.resumeFilm(bench.film.id);
  const [job] = bench.generation.list(bench.film.id);
  if (!job) throw new Error('the job is lost');
  return bench.settled(job.id);
}

test('killed between submitting and the receipt: the fate is unknown, and nothing is sent again', async () => {
  await crashDuring('submit');
  expect(await resume()).toMatchObject({ state: 'unknown', error: { code: 'fate-unknown' }, charged: 'maybe' });
  expect(server.counts).toMatchObject({ submit: 1, poll: 0 });
});

test('killed after the receipt: the same operation is polled to its end', async () => {
  await crashDuring('poll');
  expect(await resume()).toMatchObject({ state: 'done', charged: 'yes' });
  expect(server.counts).toMatchObject({ submit: 1, download: 1 });
});

test('killed during the download: it is fetched again and paid once', async () => {
  await crashDuring('download', async ({ response }) => {
    response.writeHead(200, { etag: '"one"' }).write(readFileSync(server.file).subarray(0, 5000));
    const staging = join(dir, 'Test.film', '.staging');
    const sizes = () => readdirSync(staging).map((name) => statSync(join(staging, name, 'download')).size);
    await expect.poll(sizes, { timeout: 10_000 }).toEqual([5000]);
  });
  expect(await resume()).toMatchObject({ state: 'done', charged: 'yes' });
  expect(server.counts).toMatchObject({ submit: 1, download: 2 });
  expect(await bench?.session.takes.list()).toHaveLength(1);
  expect(readdirSync(join(dir, 'Test.film', '.staging'))).toEqual([]);
});
