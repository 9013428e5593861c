import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { JobWish } from '../../shared/batch.ts';
import { newId } from '../../shared/ids.ts';
import type { Job } from '../../shared/job.ts';
import type { Take } from '../../shared/take.ts';
import { planBatch } from './plan-jobs.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { withRival } from './testing/rival.ts';
import type { Bench } from './testing/test-bench.ts';
import { filmOf, order, scene } from './testing/test-plan.ts';
import { drop, json } from './testing/test-server.ts';
import { testGenerator, testVendor } from './testing/test-vendor.ts';

const at = benchForEachTest();
const comparisonId = newId('comparison');

describe('planning', () => {
  const fallback = { mode: 'fixed' as const, generators: ['kling-b', 'sketch'], afterRefusal: true };
  const one = scene({ narration: 'Hello.', fallback: { picture: fallback, voice: null } });
  const film = filmOf([one]);
  const column = (generator: string, more: Partial<JobWish> = {}): JobWish => ({
    ...{ sceneId: one.id, role: 'picture', generator, comparisonId },
    ...more,
  });
  const plan = (wishes: readonly JobWish[], changes: Parameters<typeof order>[1] = {}) =>
    planBatch(order(film, { wishes, ...changes }));

  test('gives each column a chain of its generator alone, whatever the scene falls back to, and one seed to all', async () => {
    const ids = ['kling-a', 'kling-b', 'sketch'];
    const { jobs, judgement } = await plan(ids.map((id) => column(id, { seed: 42 })));
    expect(jobs.map(({ chain }) => chain.map(({ generator }) => generator))).toEqual(ids.map((id) => [id]));
    expect(jobs.map((job) => [job.comparisonId, job.inputs.role === 'picture' && job.inputs.seed])).toEqual(
      ids.map(() => [comparisonId, 42]),
    );
    expect(judgement.wishes).toMatchObject(ids.map((generator) => ({ generator, comparisonId, seed: 42 })));
  });

  test('says which of the generators takes no seed, where one was asked for', async () => {
    const { generators } = order(film);
    const kling = generators.get('kling-b') ?? testGenerator();
    const deaf = { ...kling, name: 'Deaf', limits: { ...kling.limits, seed: false } };
    const wishes = [column('kling-a', { seed: 1 }), column('kling-b', { seed: 1 }), column('kling-b')];
    const { judgement, jobs } = await plan(wishes, { generators: new Map([...generators, ['kling-b', deaf]]) });
    const warnings = [[], ['Deaf takes no seed.'], []];
    expect(judgement.wishes.map((wish) => wish.warnings)).toEqual(warnings);
    expect(jobs.map((job) => job.warnings)).toEqual(warnings);
  });

  test.each<[string, JobWish]>([
    ['Scene 1, “Opening”: only pictures can be compared.', column('local-voice', { role: 'voice' })],
    [
      'Scene 1, “Opening”: the comparison does not say which generator this take is of.',
      { sceneId: one.id, role: 'picture', comparisonId },
    ],
    ['Scene 1, “Opening”: the comparison does not say which generator this take is of.', column('auto')],
  ])('refuses: %s', async (message, wish) => {
    const { jobs, judgement } = await plan([wish]);
    expect(judgement.hurdles).toMatchObject([{ code: 'invalid-input', message, sceneId: one.id }]);
    expect(jobs).toEqual([]);
  });

  test('names the generator of each column that cannot start', async () => {
    const wishes = ['tall', 'kling-a', 'kling-b', 'dream', 'kling-b'].map((id) => column(id));
    const hurdles = async (keyless: string[]) =>
      (await plan(wishes, { accountsOf: (vendor) => Number(!keyless.includes(vendor)) })).judgement.hurdles.map(
        ({ generator, vendor, code }) => [generator, vendor, code],
      );
    expect(await hurdles(['best'])).toEqual([
      ['tall', null, 'unsupported'],
      ['dream', null, 'unsupported'],
      ['kling-b', 'best', 'unauthorized'],
    ]);
    const { generators } = order(film);
    const twin = { ...(generators.get('kling-a') ?? testGenerator()), id: 'kling-c' };
    const { judgement } = await plan([column('kling-a'), column('kling-c')], {
      generators: new Map([...generators, ['kling-c', twin]]),
      accountsOf: () => 0,
    });
    // Two generators of one vendor are one line, and the vendor tells which columns.
    expect(judgement.hurdles).toMatchObject([{ generator: null, vendor: 'acme' }]);
    expect(judgement.wishes.map(({ chain }) => chain)).toEqual([[], []]);
  });
});

const columns = (bench: Bench, ...generators: string[]): JobWish[] =>
  generators.map((generator) => ({ sceneId: bench.scene.id, role: 'picture', generator, comparisonId, seed: 7 }));
const origins = async (bench: Bench) => (await bench.session.takes.list()).map(({ origin }: Take) => origin);

async function run(bench: Bench, ...generators: string[]): Promise<Job[]> {
  const jobs = await bench.generation.generate(bench.film.id, columns(bench, ...generators));
  return Promise.all(jobs.map(({ id }) => bench.settled(id)));
}

test('a column that fails stops no other, has no other’s take in its place, and can be tried again alone', async () => {
  const { bench, rival } = await withRival(at, { afterRefusal: true });
  at.server.next('submit', json(422, { code: 'content-rejected', message: 'It is refused.' }));
  const [refused, made] = await run(bench, 'testco-clip', 'otherco-clip');
  expect(refused).toMatchObject({ state: 'failed', comparisonId, error: { code: 'content-rejected' }, trail: [] });
  expect(made).toMatchObject({ state: 'done', comparisonId, generator: 'otherco-clip' });
  expect([at.server.counts.submit, rival.counts.submit]).toEqual([1, 1]);
  expect(() => bench.generation.nextInChain(refused?.id ?? '')).toThrow(expect.objectContaining({ code: 'conflict' }));

  const again = await bench.generation.retry(refused?.id ?? '');
  expect(again).toMatchObject({ comparisonId, generator: 'testco-clip', inputs: { seed: 7 }, chain: [{}] });
  expect(again.chain).toHaveLength(1);
  expect(await bench.settled(again.id)).toMatchObject({ state: 'done', comparisonId });
  expect(await origins(bench)).toMatchObject([
    { generator: 'otherco-clip', comparisonId },
    { generator: 'testco-clip', comparisonId },
  ]);
  expect(bench.generation.list(bench.film.id).map(({ id }) => id)).toEqual([made?.id, again.id]);
});

test('a take has the seed that its vendor was sent, and none where it takes none', async () => {
  const deaf = testGenerator({ id: 'deaf', limits: { ...testGenerator().limits, seed: false } });
  const bench = await at.fresh({ generators: [testGenerator(), deaf] });
  const jobs = await run(bench, 'testco-clip', 'deaf');
  const takes = await bench.session.takes.list();
  const seeds = jobs.map(({ takeId }) => takes.find(({ id }) => id === takeId)?.seed);
  expect(seeds).toEqual([7, null]);
  at.server.next('submit', json(422, { code: 'invalid-input', message: 'No.' }));
  const [failed] = await run(bench, 'deaf');
  const again = await bench.generation.retry(failed?.id ?? '');
  // Whether a seed was asked for is not known of a generator that takes none, so nothing is said.
  expect(await bench.settled(again.id)).toMatchObject({ state: 'done', comparisonId, warnings: [] });
});

test('a job that was tried again is so once, although a crash came before it was dismissed', async () => {
  const bench = await at.fresh();
  at.server.next('submit', json(422, { code: 'invalid-input', message: 'No.' }));
  const [failed] = await run(bench, 'testco-clip');
  const id = failed?.id ?? '';
  const again = await bench.generation.retry(id);
  await bench.settled(again.id);
  await bench.close();
  const ledger = new BetterSqlite3(join(at.dir, 'ledger.sqlite'));
  ledger.prepare('UPDATE jobs SET dismissed = 0, updated_at = ? WHERE id = ?').run(failed?.updatedAt, id);
  ledger.close();
  const next = await at.open();
  expect(await next.generation.retry(id)).toMatchObject({ id: again.id, state: 'done' });
  expect(next.generation.list(next.film.id).map((job) => job.id)).toEqual([again.id]);
  expect(at.server.counts.submit).toBe(2);
});

test('what a crash left behind is finished for its comparison', async () => {
  const bench = await at.fresh();
  at.server.always('poll', json(200, { state: 'running' }));
  const [job] = await bench.generation.generate(bench.film.id, columns(bench, 'testco-clip'));
  await bench.reaches(job?.id ?? '', 'running');
  await bench.close();
  at.server.always('poll', json(200, { state: 'succeeded', output: `${at.server.origin}/files/p1` }));
  const next = await at.open();
  await next.generation.resumeFilm(next.film.id);
  expect(await next.settled(job?.id ?? '')).toMatchObject({ state: 'done', comparisonId });
  expect(await origins(next)).toMatchObject([{ jobId: job?.id, comparisonId }]);
  expect(at.server.counts.submit).toBe(1);
});

test('what was lost and found is of its comparison', async () => {
  await at.makeFilm();
  const bench = await at.open({ vendors: [testVendor(at.server.origin, { lists: true })] });
  at.server.next('submit', drop);
  const [job] = await bench.generation.generate(bench.film.id, columns(bench, 'testco-clip'));
  await bench.reaches(job?.id ?? '', 'unknown');
  expect(await bench.reaches(job?.id ?? '', 'done')).toMatchObject({ comparisonId });
  expect(await origins(bench)).toMatchObject([{ comparisonId }]);
});

test('an order that is sent again has the jobs of the first time, also at once, after a crash, and when they are over', async () => {
  const bench = await at.fresh();
  const orderId = newId('order');
  const send = (to: Bench, wishes = columns(to, 'testco-clip', 'testco-clip'), id = orderId) =>
    to.generation.generate(to.film.id, wishes, 'medium', id);
  const sent = await Promise.all([send(bench), send(bench)]);
  const ids = sent.map((jobs) => jobs.map(({ id }) => id));
  expect(new Set(ids[0]).size).toBe(2);
  expect(ids[1]).toEqual(ids[0]);
  for (const id of ids[0] ?? []) await bench.settled(id);
  await expect(send(bench, columns(bench, 'testco-clip'))).rejects.toMatchObject({ code: 'conflict' });
  await bench.close();
  const next = await at.open();
  expect((await send(next)).map(({ id, state }) => [id, state])).toEqual(ids[0]?.map((id) => [id, 'done']));
  expect(at.server.counts.submit).toBe(2);
  const [other] = await send(next, columns(next, 'testco-clip'), newId('order'));
  await next.settled(other?.id ?? '');
  expect(at.server.counts.submit).toBe(3);
});
