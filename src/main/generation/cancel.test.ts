import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { JobState } from '../../shared/job.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { createKeyShelf, testKey } from './testing/key-shelf.ts';
import { type Answer, drop, failed, json } from './testing/test-server.ts';
import { testVendor } from './testing/test-vendor.ts';

const at = benchForEachTest();

test('a job that waits is stopped at once', async () => {
  const bench = await at.fresh();
  at.server.always('poll', json(200, { state: 'running' }));
  const wish = { sceneId: bench.scene.id, role: 'picture' as const };
  const jobs = await bench.generation.generate(bench.film.id, [wish, wish, wish]);
  const [first, second, third] = jobs.map(({ id }) => id) as [string, string, string];
  await bench.reaches(first, 'running');
  await bench.reaches(second, 'running');
  expect(bench.generation.cancel(third)).toMatchObject({ state: 'cancelled', charged: 'no' });
  expect(bench.generation.busy()).toBe(2);
  expect(at.server.counts.submit).toBe(2);
});

test('a running job is stopped when the vendor says so', async () => {
  const bench = await at.fresh();
  let asked = 0;
  at.server.always('poll', ({ normal, ...call }) =>
    ++asked < 3 ? json(200, { state: 'running' })({ ...call, normal }) : normal(),
  );
  at.server.always('cancel', ({ normal }) => {
    expect(at.onDisk((ledger) => ledger.jobs.unsettled(bench.film.id)[0]?.cancelAsked)).toBe(true);
    normal();
  });
  const { id } = await bench.start();
  await bench.reaches(id, 'running');
  expect(bench.generation.cancel(id)).toMatchObject({ state: 'running', progress: { text: 'Stopping' } });
  expect(await bench.settled(id)).toMatchObject({
    state: 'cancelled',
    charged: 'maybe',
    error: null,
    progress: { text: 'Stopped. Testco bills what it has begun.' },
  });
  expect(bench.generation.receipts(id)).toMatchObject([{ state: 'unsure', micros: 50_000, basis: 'assumed' }]);
  expect(at.server.counts).toMatchObject({ submit: 1, cancel: 1, download: 0 });
});

test('a job that is stopped while it is being sent is stopped after its receipt', async () => {
  const bench = await at.fresh();
  at.server.always('submit', ({ normal }) => {
    const [job] = bench.generation.list(bench.film.id);
    bench.generation.cancel(job?.id ?? '');
    normal();
  });
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'cancelled' });
  expect(bench.ledger.attempts.latest(id)).toMatchObject({ state: 'cancelled', operation: { id: 'p1' } });
});

test('a job that is stopped while the keychain asks for its password is never sent', async () => {
  let asked = 0;
  const prompt = Promise.withResolvers<void>();
  const secret = async () => {
    asked++;
    await prompt.promise;
    return 'test-secret';
  };
  const { ring } = createKeyShelf([testKey('k1')]);
  const bench = await at.fresh({ deps: { keys: { ring, secret } } });
  const { id } = await bench.start();
  await expect.poll(() => asked, { timeout: 10_000 }).toBe(1);
  bench.generation.cancel(id);
  prompt.resolve();
  expect(await bench.settled(id)).toMatchObject({ state: 'cancelled', charged: 'no' });
  expect(at.server.counts.submit).toBe(0);
  expect(bench.ring.ring('testco')).toMatchObject({ running: 0, keys: [{ inWindow: 0 }] });
  expect(bench.generation.receipts(id)).toEqual([]);
});

test('a take that is finished despite the stop is kept', async () => {
  const bench = await at.fresh();
  at.server.always('cancel', json(400, { code: 'invalid-input', message: 'Too late.' }));
  const { id } = await bench.start();
  await bench.reaches(id, 'running');
  bench.generation.cancel(id);
  expect(await bench.settled(id)).toMatchObject({ state: 'done', takeId: expect.any(String) });
});

test('a vendor is looked at before it is told to stop, since some then delete what is finished', async () => {
  let stop = () => {};
  const sleep = async () => {
    stop();
    await setImmediate();
  };
  const bench = await at.fresh({ deps: { clock: { now: Date.now, sleep } } });
  const { id } = await bench.start();
  stop = () => void bench.generation.cancel(id);
  expect(await bench.settled(id)).toMatchObject({ state: 'done' });
  expect(at.server.counts).toMatchObject({ poll: 2, cancel: 0 });
});

test('a stop that does not reach the vendor is asked for again', async () => {
  const bench = await at.fresh();
  let told = false;
  at.server.next('cancel', drop, drop, drop, drop);
  at.server.always('cancel', ({ normal }) => {
    told = true;
    normal();
  });
  at.server.always('poll', (call) => (told ? call.normal() : json(200, { state: 'running' })(call)));
  const { id } = await bench.start();
  await bench.reaches(id, 'running');
  bench.generation.cancel(id);
  expect(await bench.settled(id)).toMatchObject({ state: 'cancelled' });
  expect(at.server.counts.cancel).toBe(5);
});

test('a vendor that cannot stop is waited for', async () => {
  await at.makeFilm();
  const vendor = testVendor(at.server.origin, { stops: false });
  const bench = await at.open({ vendors: [vendor] });
  const { id } = await bench.start();
  await bench.reaches(id, 'running');
  bench.generation.cancel(id);
  at.server.always('poll', failed);
  expect(await bench.settled(id)).toMatchObject({ state: 'cancelled', charged: 'yes' });
  expect(at.server.counts.cancel).toBe(0);
});

/** A studio that has not opened the film, over the ledger in which jobs of it were left. */
async function withFilmClosed(wishes: number, polled: Answer, state: JobState = 'running') {
  const bench = await at.fresh();
  at.server.always('poll', polled);
  const wish = { sceneId: bench.scene.id, role: 'picture' as const };
  const jobs = await bench.generation.generate(
    bench.film.id,
    Array.from({ length: wishes }, () => wish),
  );
  await bench.reaches(jobs[0]?.id ?? '', state);
  await bench.close();
  const next = await at.open({ deps: { films: { find: () => null } } });
  await next.session.close();
  const linesOf = (id: string) => next.generation.receipts(id).map(({ state, micros }) => [state, micros]);
  return { next, ids: jobs.map(({ id }) => id) as [string, string, string], linesOf };
}
const running = json(200, { state: 'running' });

test('stopping a job that waits frees its money although its film is closed', async () => {
  const { next, ids, linesOf } = await withFilmClosed(3, running);
  expect(linesOf(ids[2])).toEqual([['reserved', 50_000]]);
  expect(next.generation.cancel(ids[2])).toMatchObject({ state: 'cancelled', charged: 'no' });
  expect(linesOf(ids[2])).toEqual([]);
});

test('stopping a job that runs waits for its film to be opened, unless that is gone: then its money is unsure', async () => {
  const { next, ids, linesOf } = await withFilmClosed(1, running);
  const [id] = ids;
  expect(next.generation.cancel(id)).toMatchObject({ state: 'running' });
  expect(linesOf(id)).toEqual([['reserved', 50_000]]);
  renameSync(join(at.dir, 'Test.film'), join(at.dir, 'Elsewhere.film'));
  expect(next.generation.cancel(id)).toMatchObject({ state: 'failed', charged: 'maybe' });
  expect(linesOf(id)).toEqual([['unsure', 50_000]]);
  await next.generation.stop();
  // It turns up again, and the vendor has finished.
  at.server.always('poll', ({ normal }) => normal());
  const later = await at.open({ film: 'Elsewhere.film' });
  expect(await later.generation.retry(id)).toMatchObject({ id, state: 'running' });
  expect(await later.settled(id)).toMatchObject({ state: 'done' });
  expect(later.generation.receipts(id)).toMatchObject([{ state: 'settled', basis: 'computed' }]);
  expect(at.server.counts.submit).toBe(1);
});

test('a call that was being sent when its film went away is lost', async () => {
  const { next, ids, linesOf } = await withFilmClosed(1, running);
  const [id] = ids;
  next.ledger.jobs.update(id, { state: 'submitting' });
  next.ledger.attempts.update(next.ledger.attempts.latest(id)?.id ?? '', { state: 'submitting', operation: null });
  rmSync(join(at.dir, 'Test.film'), { recursive: true });
  expect(next.generation.cancel(id)).toMatchObject({ state: 'unknown' });
  expect(linesOf(id)).toEqual([['unsure', 50_000]]);
  expect(next.generation.lost.list()).toMatchObject([{ jobId: id }]);
});

test('what a job that was given up left at a vendor is not waited for, where its film is closed', async () => {
  const { next, ids, linesOf } = await withFilmClosed(
    1,
    json(401, { code: 'unauthorized', message: 'No key.' }),
    'failed',
  );
  expect(linesOf(ids[0])).toEqual([['reserved', 50_000]]);
  expect(next.generation.cancel(ids[0])).toMatchObject({ state: 'failed' });
  expect(linesOf(ids[0])).toEqual([['unsure', 50_000]]);
});
