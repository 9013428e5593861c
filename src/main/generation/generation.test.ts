import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { newScene } from '../../shared/film.ts';
import { openLedger } from '../ledger/ledger.ts';
import { type Bench, type BenchOptions, makeFilm, openBench, tools } from './testing/test-bench.ts';
import { drop, hang, json, startTestServer, type TestServer } from './testing/test-server.ts';
import { testGenerator, testVendor } from './testing/test-vendor.ts';

let media: string;
let dir: string;
let server: TestServer;
let benches: Bench[];
const clip = () => join(media, 'clip.mp4');

beforeAll(() => {
  media = mkdtempSync(join(tmpdir(), 'generation-media-'));
  const make = (...args: string[]) =>
    execFileSync(tools.ffmpeg, ['-v', 'error', '-f', 'lavfi', ...args], { cwd: media });
  make('-i', 'testsrc2=s=160x90:r=10:d=1', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast', 'clip.mp4');
  make('-i', 'testsrc2=s=160x90:r=1:d=1', '-frames:v', '1', 'still.png');
  make('-i', 'sine=d=1', 'voice.wav');
});
afterAll(() => rmSync(media, { recursive: true }));
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'generation-'));
  server = await startTestServer(clip());
  benches = [];
});
afterEach(async () => {
  for (const bench of benches) await bench.close();
  await server.close();
  rmSync(dir, { recursive: true });
});

async function open(options: Partial<BenchOptions> = {}): Promise<Bench> {
  const bench = await openBench({ dir, origin: server.origin, ...options });
  benches.push(bench);
  return bench;
}
async function fresh(options: Partial<BenchOptions> = {}): Promise<Bench> {
  await makeFilm(dir);
  return open(options);
}
/** The vendor's last word, where it does not matter which. */
const failed = json(200, { state: 'failed' });

/** What another process would read from the ledger right now. */
function onDisk<T>(read: (ledger: ReturnType<typeof openLedger>) => T): T {
  const ledger = openLedger(join(dir, 'ledger.sqlite'));
  try {
    return read(ledger);
  } finally {
    ledger.close();
  }
}

test('a wish becomes a take, with every step on disk before it has an effect', async () => {
  const bench = await fresh();
  const seen: unknown[] = [];
  const watch = (step: 'submit' | 'poll' | 'download') =>
    server.always(step, ({ normal }) => {
      const [job] = onDisk((ledger) => ledger.jobs.unsettled(bench.film.id));
      const attempt = onDisk((ledger) => ledger.attempts.latest(job?.id ?? ''));
      seen.push([step, job?.state, attempt?.state, attempt?.operation]);
      normal();
    });
  for (const step of ['submit', 'poll', 'download'] as const) watch(step);
  const { id } = await bench.start();
  const job = await bench.settled(id);
  expect(seen).toEqual([
    ['submit', 'submitting', 'submitting', null],
    ['poll', 'running', 'running', { id: 'p1' }],
    ['poll', 'running', 'running', { id: 'p1' }],
    ['download', 'fetching', 'fetching', { id: 'p1' }],
  ]);
  expect(bench.states(id)).toEqual(['queued', 'submitting', 'running', 'fetching', 'done']);
  expect(job).toMatchObject({ error: null, charged: 'yes', priceCeilingMicros: 50_000, progress: { fraction: 1 } });
  const take = await bench.session.takes.get(job.takeId ?? '');
  expect(take).toMatchObject({
    role: 'picture',
    number: 1,
    prompt: 'A harbour at dawn\n\nWarm light',
    cost: { micros: 50_000, basis: 'computed' },
    probe: { kind: 'video', width: 160, height: 90 },
    remarks: [],
    origin: { kind: 'generated', generator: 'testco-clip', vendor: 'testco', jobId: id },
    problem: null,
  });
  expect(take.media.file).toMatch(/\.mp4$/);
  expect(take.poster).not.toBeNull();
  expect(bench.events.filter((event) => event.type === 'take')).toHaveLength(1);
  expect(bench.ledger.attempts.ofJob(id)).toMatchObject([
    { n: 1, state: 'done', costMicros: 50_000, costBasis: 'computed', request: { method: 'POST', path: '/jobs' } },
  ]);
  expect(bench.idle).toEqual([bench.film.id]);
  expect(bench.generation.busy()).toBe(0);
});

test('no secret reaches the ledger or the windows', async () => {
  const bench = await fresh({ secret: 'sekret-sekret-sekret-sekret' });
  server.next('submit', json(401, { code: 'unauthorized', message: 'Testco refused the key.' }));
  const first = await bench.settled((await bench.start()).id);
  await bench.settled((await bench.start()).id);
  expect(first).toMatchObject({ state: 'failed', error: { code: 'unauthorized' }, charged: 'no' });
  const everything = JSON.stringify([
    bench.events,
    bench.ledger.attempts.ofJob(first.id),
    bench.generation.list(bench.film.id),
  ]);
  expect(everything).not.toContain('sekret-sekret');
});

test('what the vendor reports as its price is what the take cost', async () => {
  const bench = await fresh();
  server.next('poll', json(200, { state: 'succeeded', output: `${server.origin}/files/x`, micros: 1234 }));
  const job = await bench.settled((await bench.start()).id);
  expect((await bench.session.takes.get(job.takeId ?? '')).cost).toEqual({ micros: 1234, basis: 'reported' });
});

test('an image generator gives a still, with what was prepared and what the vendor warns of', async () => {
  await makeFilm(dir, (film) => ({ ...film, scenes: film.scenes.map((scene) => ({ ...scene, kind: 'brand' })) }));
  const price = { micros: 3000, per: 'image', certainty: 'exact', asOf: '2026-11-01' } as const;
  const generator = testGenerator({ category: 'text-to-image', price, route: { prepare: true } });
  const bench = await open({ generators: [generator] });
  server.file = join(media, 'still.png');
  const job = await bench.settled((await bench.start()).id);
  const take = await bench.session.takes.get(job.takeId ?? '');
  expect(take).toMatchObject({ probe: { kind: 'image', seconds: null }, cost: { micros: 3000 } });
  expect(take.media.file).toMatch(/\.png$/);
  expect(take.warnings).toEqual(['Testco makes no brands.']);
  expect(server.submitted[0]).toMatchObject({ prepared: { version: 'v7' } });
});

test('a still goes along as a JPEG, and the ledger keeps only its length', async () => {
  const bench = await fresh();
  server.file = join(media, 'still.png');
  const first = await bench.settled((await bench.start()).id);
  const scenes = bench.film.scenes.map((scene) => ({ ...scene, still: first.takeId }));
  await bench.session.save({ ...bench.film, scenes }, 1);
  server.file = clip();
  const second = await bench.settled((await bench.start()).id);
  expect(second.state).toBe('done');
  expect(server.submitted[1]).toMatchObject({
    inputs: { still: expect.stringMatching(/^data:image\/jpeg;base64,\/9j/) },
  });
  expect(JSON.stringify(bench.ledger.attempts.latest(second.id)?.request)).not.toContain('base64');
});

test('nothing is written when a key is missing or one wish is impossible', async () => {
  await makeFilm(dir, (film) => ({ ...film, scenes: [...film.scenes, newScene({ title: 'Blank' })] }));
  const keyless = await open({ secret: null });
  await expect(keyless.start()).rejects.toMatchObject({
    code: 'unauthorized',
    message: 'This needs a Testco key.',
    action: 'Add it in Settings.',
  });
  await keyless.close();
  benches.pop();
  const bench = await open();
  const wishes = bench.film.scenes.map(({ id }) => ({ sceneId: id, role: 'picture' as const }));
  await expect(bench.generation.generate(bench.film.id, wishes)).rejects.toMatchObject({
    code: 'invalid-input',
    message: 'The scene “Blank” has no prompt.',
  });
  await expect(bench.start('nope')).rejects.toMatchObject({ code: 'unsupported' });
  await expect(bench.start('testco-clip', 'voice')).rejects.toMatchObject({ code: 'unsupported' });
  expect(bench.generation.list(bench.film.id)).toEqual([]);
  expect(server.counts.submit).toBe(0);
});

test.each([
  ['no-credit', 402, 'no'],
  ['content-rejected', 422, 'no'],
  ['provider-down', 503, 'maybe'],
] as const)('a submit that is refused with %s fails and is not repeated', async (code, status, charged) => {
  const bench = await fresh();
  server.next('submit', json(status, { code, message: 'No.' }));
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'failed', error: { code, message: 'No.' }, charged, takeId: null });
  expect(server.counts.submit).toBe(1);
});

test('a refusal inside a yes is a refusal', async () => {
  const bench = await fresh();
  server.next('submit', json(200, { code: 'no-credit', message: 'Empty.' }));
  expect(await bench.settled((await bench.start()).id)).toMatchObject({
    state: 'failed',
    error: { code: 'no-credit' },
  });
});

test('a rate limit is waited for as long as the vendor says', async () => {
  const bench = await fresh();
  server.next('submit', json(429, { code: 'rate-limited', message: 'Slow down.', retryAfterMs: 7000 }));
  server.next('poll', failed);
  const { id } = await bench.start();
  await bench.settled(id);
  expect(server.counts.submit).toBe(2);
  expect(bench.slept).toContain(7000);
  const texts = bench.events.flatMap((event) => (event.type === 'job' ? [event.job.progress.text] : []));
  expect(texts).toContain('Slow down. Trying again in 0:07.');
  expect(bench.ledger.attempts.ofJob(id).map(({ outcome }) => outcome?.code)).toEqual([
    'rate-limited',
    'provider-failed',
  ]);
});

test('a vendor that was certainly not reached is tried three times', async () => {
  const bench = await fresh();
  await server.close();
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'network' }, charged: 'no' });
  expect(bench.ledger.attempts.ofJob(job.id)).toHaveLength(3);
});

test.each([
  ['the connection is lost', drop],
  ['a gateway times out', json(504, {})],
  ['the yes cannot be read', json(201, { ok: 1 })],
])('when %s during a submit, the fate is unknown and it is never sent again', async (_, answer) => {
  const bench = await fresh();
  server.next('submit', answer);
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'unknown', error: { code: 'fate-unknown' }, charged: 'maybe' });
  await bench.generation.resumeFilm(bench.film.id);
  expect(bench.generation.busy()).toBe(0);
  expect(server.counts.submit).toBe(1);
});

test('an outage while polling is sat out', async () => {
  const bench = await fresh();
  const down = json(503, { code: 'provider-down', message: 'Testco is down.' });
  server.next(
    'poll',
    down,
    drop,
    down,
    json(200, 'garbage'),
    json(429, { code: 'rate-limited', retryAfterMs: 4000 }),
    down,
    failed,
  );
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'provider-failed' }, charged: 'yes' });
  expect(server.counts).toMatchObject({ submit: 1, poll: 7 });
  expect(bench.slept).toContain(4000);
});

test.each([
  ['unauthorized', 'the key is refused', json(401, { code: 'unauthorized', message: 'No key.' })],
  ['timed-out', 'the vendor never ends', json(200, { state: 'running' })],
] as const)('%s: when %s, the same operation is taken up again at no cost', async (code, _, answer) => {
  const bench = await fresh();
  let broken = true;
  server.always('poll', (call) => (broken ? answer(call) : call.normal()));
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: { code }, charged: 'maybe' });
  broken = false;
  expect(await bench.generation.retry(id)).toMatchObject({ id, state: 'running', error: null });
  expect(await bench.settled(id)).toMatchObject({ state: 'done' });
  expect(server.counts.submit).toBe(1);
});

test('what the vendor says at the end is the last word, and a retry is a new job', async () => {
  const bench = await fresh();
  server.next('poll', json(200, { state: 'failed', code: 'content-rejected', charged: 'no' }));
  const { id } = await bench.start();
  const failed = await bench.settled(id);
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'content-rejected' }, charged: 'no' });
  const again = await bench.generation.retry(id);
  expect(again.id).not.toBe(id);
  await expect(bench.generation.retry(again.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(() => bench.generation.dismiss(again.id)).toThrow(expect.objectContaining({ code: 'conflict' }));
  expect((await bench.settled(again.id)).state).toBe('done');
  expect(bench.generation.list(bench.film.id).map((job) => job.id)).toEqual([again.id]);
});

test('an operation that the vendor does not know is asked for three times', async () => {
  const bench = await fresh();
  const lost = json(404, { code: 'not-found', message: 'Testco does not know it.' });
  server.next('poll', lost, lost, failed);
  expect((await bench.settled((await bench.start()).id)).error?.code).toBe('provider-failed');
  server.always('poll', lost);
  expect(await bench.settled((await bench.start()).id)).toMatchObject({
    state: 'failed',
    error: { code: 'not-found' },
    charged: 'maybe',
  });
});

test.each([
  ['an empty file', ''],
  ['a web page', '<html>Sorry</html>'],
  ['sound only', 'voice.wav'],
  ['half a clip', 'half'],
])('%s is never a success', async (_, content) => {
  const bench = await fresh();
  server.file = join(dir, 'broken');
  if (content.endsWith('.wav')) server.file = join(media, content);
  else if (content === 'half') writeFileSync(server.file, readFileSync(clip()).subarray(0, 20_000));
  else writeFileSync(server.file, content);
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'provider-failed' }, charged: 'yes', takeId: null });
  expect(await bench.session.takes.list()).toEqual([]);
});

test('a result that cannot be fetched now can be fetched later, without paying again', async () => {
  const bench = await fresh();
  let gone = true;
  server.always('download', (call) => (gone ? json(403, {})(call) : call.normal()));
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: { code: 'network' }, charged: 'yes' });
  gone = false;
  await bench.generation.retry(id);
  expect((await bench.settled(id)).state).toBe('done');
  expect(server.counts.submit).toBe(1);
});

test('a job that waits is stopped at once', async () => {
  const bench = await fresh();
  server.always('poll', json(200, { state: 'running' }));
  const wish = { sceneId: bench.scene.id, role: 'picture' as const };
  const jobs = await bench.generation.generate(bench.film.id, [wish, wish, wish]);
  const [first, second, third] = jobs.map(({ id }) => id) as [string, string, string];
  await bench.reaches(first, 'running');
  await bench.reaches(second, 'running');
  expect(bench.generation.cancel(third)).toMatchObject({ state: 'cancelled', charged: 'no' });
  expect(bench.generation.busy()).toBe(2);
  expect(server.counts.submit).toBe(2);
});

test('a running job is stopped when the vendor says so', async () => {
  const bench = await fresh();
  let asked = 0;
  server.always('poll', ({ normal, ...call }) =>
    ++asked < 3 ? json(200, { state: 'running' })({ ...call, normal }) : normal(),
  );
  server.always('cancel', ({ normal }) => {
    expect(onDisk((ledger) => ledger.jobs.unsettled(bench.film.id)[0]?.cancelAsked)).toBe(true);
    normal();
  });
  const { id } = await bench.start();
  await bench.reaches(id, 'running');
  expect(bench.generation.cancel(id)).toMatchObject({ state: 'running', progress: { text: 'Stopping' } });
  expect(await bench.settled(id)).toMatchObject({ state: 'cancelled', charged: 'maybe', error: null });
  expect(server.counts).toMatchObject({ submit: 1, cancel: 1, download: 0 });
});

test('a job that is stopped while it is being sent is stopped after its receipt', async () => {
  const bench = await fresh();
  server.always('submit', ({ normal }) => {
    const [job] = bench.generation.list(bench.film.id);
    bench.generation.cancel(job?.id ?? '');
    normal();
  });
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'cancelled' });
  expect(bench.ledger.attempts.latest(id)).toMatchObject({ state: 'cancelled', operation: { id: 'p1' } });
});

test('a take that is finished despite the stop is kept', async () => {
  const bench = await fresh();
  server.always('cancel', json(400, { code: 'invalid-input', message: 'Too late.' }));
  const { id } = await bench.start();
  await bench.reaches(id, 'running');
  bench.generation.cancel(id);
  expect(await bench.settled(id)).toMatchObject({ state: 'done', takeId: expect.any(String) });
});

test('a vendor that cannot stop is waited for', async () => {
  await makeFilm(dir);
  const { cancel, ...vendor } = testVendor(server.origin);
  const bench = await open({ vendors: [vendor] });
  const { id } = await bench.start();
  await bench.reaches(id, 'running');
  bench.generation.cancel(id);
  server.always('poll', failed);
  expect(await bench.settled(id)).toMatchObject({ state: 'cancelled', charged: 'maybe' });
  expect(server.counts.cancel).toBe(0);
});

test('closing the studio leaves a job to go on where it was', async () => {
  const bench = await fresh();
  server.always('poll', json(200, { state: 'running' }));
  const wish = { sceneId: bench.scene.id, role: 'picture' as const };
  const jobs = await bench.generation.generate(bench.film.id, [wish, wish, wish]);
  for (const { id } of jobs.slice(0, 2)) await bench.reaches(id, 'running');
  await bench.close();
  benches.pop();
  expect(onDisk((ledger) => ledger.jobs.unsettled(bench.film.id).map(({ state }) => state))).toEqual([
    'running',
    'running',
    'queued',
  ]);
  const next = await open();
  expect(next.generation.unfinished()).toEqual([{ filmId: bench.film.id, filmDir: bench.session.dir }]);
  server.always('poll', failed);
  await next.generation.resumeFilm(bench.film.id);
  for (const { id } of jobs) await next.reaches(id, 'failed');
  expect(server.counts.submit).toBe(3);
  expect(next.generation.unfinished()).toEqual([]);
});

test('closing the studio waits for the receipt of a submit', async () => {
  const bench = await fresh();
  let answer = (): void => undefined;
  server.always('submit', ({ normal }) => {
    answer = normal;
  });
  const { id } = await bench.start();
  await expect.poll(() => server.counts.submit).toBe(1);
  const stopped = bench.generation.stop();
  answer();
  await stopped;
  expect(bench.ledger.jobs.get(id)?.state).toBe('running');
  expect(bench.ledger.attempts.latest(id)?.operation).toEqual({ id: 'p1' });
});

test('a take that was filed before the crash is the end of its job', async () => {
  const bench = await fresh();
  const done = await bench.settled((await bench.start()).id);
  bench.ledger.jobs.update(done.id, { state: 'fetching' });
  const idleBefore = bench.idle.length;
  await bench.generation.resumeFilm(bench.film.id);
  expect(bench.job(done.id)).toMatchObject({ state: 'done', takeId: done.takeId });
  expect(server.counts).toMatchObject({ submit: 1, download: 1 });
  expect(bench.idle.length).toBe(idleBefore + 1);
});

test('progress is told at most ten times a second', async () => {
  const bench = await fresh({ deps: { clock: { now: () => 0, sleep: async () => undefined } } });
  let polls = 0;
  server.always('poll', ({ normal, ...call }) =>
    ++polls < 30
      ? json(200, { state: 'running', fraction: polls / 30 })({ ...call, normal })
      : failed({ ...call, normal }),
  );
  const { id } = await bench.start();
  await bench.settled(id);
  const told = bench.events.filter((event) => event.type === 'job' && event.job.state === 'running');
  expect(told.length).toBe(1);
  expect(polls).toBe(30);
});

test('a submit without an answer ends as unknown when the time is up', async () => {
  const send = (await import('../vendors/send.ts')).createVendorSend({ fetch, baseUrls: {}, timeoutMs: 100 });
  const bench = await fresh({ deps: { send } });
  server.next('submit', hang);
  expect(await bench.settled((await bench.start()).id)).toMatchObject({ state: 'unknown', charged: 'maybe' });
});
