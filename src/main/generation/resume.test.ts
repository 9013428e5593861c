import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { drop, failed, json } from './testing/test-server.ts';
import { testGenerator } from './testing/test-vendor.ts';

const at = benchForEachTest();

test('closing the studio leaves a job to go on where it was', async () => {
  const bench = await at.fresh();
  at.server.always('poll', json(200, { state: 'running' }));
  const wish = { sceneId: bench.scene.id, role: 'picture' as const };
  const jobs = await bench.generation.generate(bench.film.id, [wish, wish, wish]);
  for (const { id } of jobs.slice(0, 2)) await bench.reaches(id, 'running');
  await bench.close();
  expect(at.onDisk((ledger) => ledger.jobs.unsettled(bench.film.id).map(({ state }) => state))).toEqual([
    'running',
    'running',
    'queued',
  ]);
  const next = await at.open();
  expect(next.generation.unfinished()).toEqual([{ filmId: bench.film.id, filmDir: bench.session.dir }]);
  at.server.always('poll', failed);
  await next.generation.resumeFilm(bench.film.id);
  for (const { id } of jobs) await next.reaches(id, 'failed');
  expect(at.server.counts.submit).toBe(3);
  expect(next.generation.unfinished()).toEqual([]);
});

test('closing the studio waits for the receipt of a submit', async () => {
  const bench = await at.fresh();
  let answer = (): void => undefined;
  at.server.always('submit', ({ normal }) => {
    answer = normal;
  });
  const { id } = await bench.start();
  await expect.poll(() => at.server.counts.submit, { timeout: 10_000 }).toBe(1);
  const stopped = bench.generation.stop();
  answer();
  await stopped;
  expect(bench.ledger.jobs.get(id)?.state).toBe('running');
  expect(bench.ledger.attempts.latest(id)?.operation).toEqual({ id: 'p1' });
});

test('work of a model whose row is gone waits for the row, and is not paid again', async () => {
  const bench = await at.fresh();
  at.server.always('poll', json(200, { state: 'running' }));
  const { id } = await bench.start();
  await bench.reaches(id, 'running');
  await bench.close();
  const without = await at.open({ generators: [testGenerator({ id: 'other' })] });
  await without.generation.resumeFilm(bench.film.id);
  expect(await without.settled(id)).toMatchObject({
    state: 'failed',
    error: { code: 'unsupported', action: expect.stringContaining('retry') },
    charged: 'maybe',
  });
  await without.close();
  const again = await at.open();
  at.server.always('poll', ({ normal }) => normal());
  await again.generation.resumeFilm(bench.film.id);
  await again.generation.retry(id);
  expect(await again.settled(id)).toMatchObject({ state: 'done', error: null });
  expect(at.server.counts.submit).toBe(1);
});

test('a take that was filed before the crash is the end of its job', async () => {
  const bench = await at.fresh();
  const done = await bench.settled((await bench.start()).id);
  bench.ledger.jobs.update(done.id, { state: 'fetching' });
  const idleBefore = bench.idle.length;
  await bench.generation.resumeFilm(bench.film.id);
  expect(bench.job(done.id)).toMatchObject({ state: 'done', takeId: done.takeId });
  expect(at.server.counts).toMatchObject({ submit: 1, download: 1 });
  expect(bench.idle.length).toBe(idleBefore + 1);
});

test('a film that is opened twice at once takes up each of its jobs once', async () => {
  const bench = await at.fresh();
  at.server.always('submit', drop);
  const { id } = await bench.settled((await bench.start()).id);
  bench.ledger.jobs.update(id, { state: 'submitting' });
  bench.ledger.attempts.update(bench.ledger.attempts.latest(id)?.id ?? '', { state: 'submitting' });
  bench.events.length = 0;
  await Promise.all([bench.generation.resumeFilm(bench.film.id), bench.generation.resumeFilm(bench.film.id)]);
  const told = bench.events.flatMap((event) => (event.type === 'job' ? event.job.state : []));
  expect(told).toEqual(['unknown']);
});

test('a copy of the film leaves the jobs to the folder that they were begun in, and to the studio that has it', async () => {
  await at.makeFilm();
  cpSync(join(at.dir, 'Test.film'), join(at.dir, 'Copy.film'), { recursive: true });
  const bench = await at.open();
  at.server.always('poll', json(200, { state: 'running' }));
  const wish = { sceneId: bench.scene.id, role: 'picture' as const };
  const jobs = await bench.generation.generate(bench.film.id, [wish, wish, wish]);
  for (const { id } of jobs.slice(0, 2)) await bench.reaches(id, 'running');
  const other = await at.open({ film: 'Copy.film' });
  await other.generation.resumeFilm(bench.film.id);
  expect(other.generation.busy()).toBe(0);
  expect(at.server.counts.submit).toBe(2);
  expect(bench.ledger.jobs.get(jobs[2]?.id ?? '')?.filmDir).toBe(bench.session.dir);
});

test('jobs go with a film that was moved', async () => {
  const bench = await at.fresh();
  at.server.always('poll', json(200, { state: 'running' }));
  const { id } = await bench.start();
  await bench.reaches(id, 'running');
  await bench.close();
  renameSync(join(at.dir, 'Test.film'), join(at.dir, 'Moved.film'));
  at.server.always('poll', failed);
  const next = await at.open({ film: 'Moved.film' });
  await next.generation.resumeFilm(bench.film.id);
  await next.reaches(id, 'failed');
  expect(next.ledger.jobs.get(id)?.filmDir).toBe(next.session.dir);
});
