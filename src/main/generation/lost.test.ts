import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { type Bench, type BenchOptions, makeFilm } from './testing/test-bench.ts';
import { type Answer, drop, failed, json } from './testing/test-server.ts';
import { testVendor } from './testing/test-vendor.ts';

const at = benchForEachTest();

/** The vendor takes the job, and the answer is lost on the way. */
const lists = async (options: Partial<BenchOptions> = {}): Promise<Bench> => {
  await at.makeFilm();
  return at.open({ vendors: [testVendor(at.server.origin, { lists: true })], ...options });
};
const lines = (bench: Bench, id: string) =>
  bench.generation.receipts(id).map(({ state, micros, basis }) => [state, micros, basis]);
const askedBy = async (bench: Bench, id: string) => {
  await expect
    .poll(() => bench.generation.lost.list().find(({ jobId }) => jobId === id)?.asked, { timeout: 10_000 })
    .toBeTruthy();
  return bench.generation.lost.list();
};

test('a vendor that lists what it took is asked, and what is exactly the same is adopted by itself', async () => {
  const bench = await lists();
  at.server.next('submit', drop);
  const { id } = await bench.start();
  await bench.reaches(id, 'unknown');
  await bench.reaches(id, 'done');
  expect(bench.states(id)).toEqual(['queued', 'submitting', 'unknown', 'running', 'fetching', 'done']);
  expect(at.server.counts).toMatchObject({ submit: 1, recent: 1 });
  expect(lines(bench, id)).toEqual([['settled', 50_000, 'computed']]);
  expect(bench.generation.lost.list()).toEqual([]);
});

test('a vendor that lists its queue alone is not asked for what it answers at once', async () => {
  const { submit, ...queue } = testVendor(at.server.origin, { lists: true });
  const direct = {
    serves: () => true,
    toRequest: submit.toRequest,
    readResult: () => ({ media: 'never', words: null }),
  };
  const bench = await lists({ vendors: [{ ...queue, submit, direct }] });
  at.server.next('submit', drop);
  const { id } = await bench.start();
  await bench.reaches(id, 'unknown');
  expect(bench.generation.lost.list()).toMatchObject([{ jobId: id, canAsk: false, asked: null }]);
  expect(await bench.generation.lost.ask(id)).toMatchObject({ canAsk: false, asked: null });
  expect(at.server.counts).toMatchObject({ submit: 1, recent: 0 });
});

test('what is only similar is shown with the facts, and adopted when the user says so', async () => {
  const bench = await lists();
  const other: Answer = (call) => {
    Object.assign(at.server.submitted[0] ?? {}, { inputs: 'other words' });
    drop(call);
  };
  at.server.next('submit', other);
  const { id } = await bench.start();
  await bench.reaches(id, 'unknown');
  const [job] = await askedBy(bench, id);
  expect(job).toMatchObject({
    jobId: id,
    filmTitle: 'Test',
    sceneTitle: 'Opening',
    generator: 'testco-clip',
    vendor: 'testco',
    keyLabel: 'Key k1',
    about: 'A harbour at dawn, Warm light',
    ceilingMicros: 50_000,
    reason: { code: 'fate-unknown' },
    canAsk: true,
    lookUrl: 'https://testco.example/jobs',
    asked: { orphans: [{ operation: { id: 'p1' }, match: 'similar' }], problem: null },
  });
  expect(lines(bench, id)).toEqual([['unsure', 50_000, 'assumed']]);
  expect(bench.generation.lost.adopt(id, { id: 'p1' })).toMatchObject({ state: 'running', error: null });
  expect(await bench.settled(id)).toMatchObject({ state: 'done', charged: 'yes' });
  expect(() => bench.generation.lost.adopt(id, { id: 'p1' })).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test('work is found although this machine’s clock is a minute ahead of the vendor’s', async () => {
  const bench = await lists();
  at.server.next('submit', drop);
  const { id } = await bench.start();
  at.server.always('recent', (call) => {
    const [body] = at.server.submitted;
    const takenAt = new Date(Date.parse(bench.ledger.attempts.latest(id)?.createdAt ?? '') - 60_000).toISOString();
    json(200, { jobs: [{ id: 'p1', takenAt, body }] })(call);
  });
  expect(await bench.reaches(id, 'done')).toMatchObject({ charged: 'yes' });
  expect(at.server.counts.submit).toBe(1);
});

test('work that another job holds is not offered, and cannot be adopted', async () => {
  const bench = await lists();
  await bench.settled((await bench.start()).id);
  at.server.next('submit', json(504, {}));
  const { id } = await bench.start();
  at.server.submitted.pop();
  await bench.reaches(id, 'unknown');
  const lost = await bench.generation.lost.ask(id);
  expect(lost.asked?.orphans).toEqual([]);
  expect(() => bench.generation.lost.adopt(id, { id: 'p1' })).toThrow(expect.objectContaining({ code: 'conflict' }));
  expect(bench.job(id).state).toBe('unknown');
});

test('two that are the same are left to the user', async () => {
  const bench = await lists();
  at.server.next('submit', (call) => {
    const [first] = at.server.submitted;
    if (first) at.server.submitted.push(first);
    drop(call);
  });
  at.server.always('recent', ({ normal }) => normal());
  const { id } = await bench.start();
  await bench.reaches(id, 'unknown');
  const [job] = await askedBy(bench, id);
  expect(job?.asked?.orphans.length).toBeLessThanOrEqual(2);
  expect(bench.job(id).state).toBe('unknown');
});

test('work that a call of another film may still get the answer of is not adopted by itself', async () => {
  mkdirSync(join(at.dir, 'two'));
  await makeFilm(join(at.dir, 'two'));
  const first = await lists();
  const arrived = Promise.withResolvers<() => void>();
  at.server.next('submit', ({ normal }) => arrived.resolve(normal));
  const ours = await first.start();
  const answer = await arrived.promise;
  const second = await at.open({ vendors: [testVendor(at.server.origin, { lists: true })], film: 'two/Test.film' });
  at.server.next('submit', (call) => {
    at.server.submitted.pop();
    drop(call);
  });
  const { id } = await second.start();
  await second.reaches(id, 'unknown');
  const { asked } = await second.generation.lost.ask(id);
  expect(asked?.orphans).toMatchObject([{ name: 'p1', match: 'same' }]);
  expect(second.job(id).state).toBe('unknown');
  answer();
  await first.settled(ours.id);
  expect((await second.generation.lost.ask(id)).asked?.orphans).toEqual([]);
});

test('two lost jobs of the same words are given one piece of work once', async () => {
  const bench = await lists();
  at.server.always('recent', json(200, { jobs: [] }));
  at.server.next('submit', drop, drop);
  const ids = [(await bench.start()).id, (await bench.start()).id];
  for (const id of ids) await bench.reaches(id, 'unknown');
  for (const id of ids) await askedBy(bench, id);
  at.server.submitted.pop();
  at.server.always('recent', ({ normal }) => normal());
  await Promise.all(ids.map((id) => bench.generation.lost.ask(id)));
  const [left, ...more] = bench.generation.lost.list();
  expect(more).toEqual([]);
  expect(left?.asked?.orphans).toEqual([]);
  const other = ids.find((id) => id !== left?.jobId) ?? '';
  expect(await bench.settled(other)).toMatchObject({ state: 'done' });
});

test('a lost job that was dismissed leaves the board, and stays lost until it is adopted or settled', async () => {
  const bench = await lists();
  at.server.always('recent', json(422, { code: 'unsupported', message: 'Testco keeps no list.' }));
  at.server.next('submit', drop, drop);
  const ids = [(await bench.start()).id, (await bench.start()).id] as const;
  for (const id of ids) await bench.reaches(id, 'unknown');
  for (const id of ids) bench.generation.dismiss(id);
  expect(bench.generation.list(bench.film.id)).toEqual([]);
  expect(bench.generation.lost.list().map(({ jobId }) => jobId)).toEqual(ids);
  expect((await bench.generation.finishPlan(bench.film.id)).scenes).toHaveLength(1);
  expect(bench.generation.lost.settle(ids[1], 'never-arrived')).toMatchObject({ state: 'failed', charged: 'no' });
  expect(bench.job(ids[1]).state).toBe('unknown');
  expect(bench.generation.list(bench.film.id)).toEqual([]);
  bench.generation.lost.adopt(ids[0], { id: 'p1' });
  expect(await bench.settled(ids[0])).toMatchObject({ state: 'done' });
  expect(bench.generation.lost.list()).toEqual([]);
});

test('that the vendor cannot be asked is said, and it can be asked again', async () => {
  const bench = await lists();
  at.server.next('submit', drop);
  at.server.next('recent', json(422, { code: 'unsupported', message: 'Testco keeps no list.' }));
  const { id } = await bench.start();
  await bench.reaches(id, 'unknown');
  const [job] = await askedBy(bench, id);
  expect(job?.asked).toMatchObject({ orphans: [], problem: { message: 'Testco keeps no list.' } });
  await bench.generation.lost.ask(id);
  expect(await bench.settled(id)).toMatchObject({ state: 'done' });
});

test.each([
  ['never-arrived', 0, 'no'],
  ['billed', 50_000, 'yes'],
] as const)('the verdict %s ends the matter: %i micros, charged %s', async (verdict, micros, charged) => {
  const bench = await at.fresh();
  at.server.next('submit', drop);
  const { id } = await bench.start();
  await bench.reaches(id, 'unknown');
  expect(await bench.generation.lost.ask(id)).toMatchObject({ canAsk: false, asked: null });
  expect(bench.generation.lost.list()).toMatchObject([{ jobId: id, canAsk: false, asked: null }]);
  expect(bench.generation.lost.settle(id, verdict)).toMatchObject({ state: 'failed', charged });
  expect(lines(bench, id)).toEqual([['settled', micros, 'stated']]);
  expect(bench.generation.lost.list()).toEqual([]);
  at.server.always('poll', failed);
  const again = await bench.generation.retry(id);
  expect(again.id).not.toBe(id);
  await bench.settled(again.id);
  expect(at.server.counts.submit).toBe(2);
});

test('sending a lost job again is a new job; the money of the old one stays unsure', async () => {
  const bench = await at.fresh();
  at.server.next('submit', drop);
  at.server.always('poll', failed);
  const { id } = await bench.start();
  await bench.reaches(id, 'unknown');
  const again = await bench.generation.retry(id);
  await bench.settled(again.id);
  expect(lines(bench, id)).toEqual([['unsure', 50_000, 'assumed']]);
  await expect(bench.generation.retry(id)).rejects.toThrow(AppError);
});
