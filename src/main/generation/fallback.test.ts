import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { testKey } from './testing/key-shelf.ts';
import { withRival } from './testing/rival.ts';
import { type Bench, testSettings, tools } from './testing/test-bench.ts';
import { drop, failed, json } from './testing/test-server.ts';
import { testVendor } from './testing/test-vendor.ts';

const at = benchForEachTest();

const no = (status: number, code: string) =>
  json(status, { code, message: `It is ${code}.` }, status === 503 ? { 'retry-after': '1' } : {});
const lines = (bench: Bench, id: string) =>
  bench.generation.receipts(id).map(({ vendor, state, micros, basis }) => [vendor, state, micros, basis]);

const free = ['testco', 'settled', 0, 'free'];
const rivalLost = ['otherco', 'settled', 40_000, 'assumed'];
const rivalPaid = ['otherco', 'settled', 40_000, 'computed'];

test.each([
  ['rate-limited', 429, 6],
  ['unauthorized', 401, 1],
  ['no-credit', 402, 1],
  ['invalid-input', 422, 1],
  ['unsupported', 422, 1],
  ['not-found', 404, 1],
  ['provider-down', 503, 3],
])('%s: after HTTP %i at %i tries, the next of the chain is asked', async (code, status, tries) => {
  const { bench, rival } = await withRival(at);
  at.server.always('submit', no(status, code));
  rival.always('poll', failed);
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({
    state: 'failed',
    error: { code: 'provider-failed' },
    charged: 'yes',
    generator: 'otherco-clip',
    vendor: 'otherco',
    priceCeilingMicros: 40_000,
    trail: [{ generator: 'testco-clip', error: { code, message: `It is ${code}.` }, charged: 'no' }],
  });
  expect([at.server.counts.submit, rival.counts.submit]).toEqual([tries, 1]);
  expect(lines(bench, job.id)).toEqual([...Array.from({ length: tries }, () => free), rivalLost]);
  // A wait that is over is not shown with what follows it.
  const told = bench.events.flatMap((event) => (event.type === 'job' ? event.job.progress : []));
  expect(told.filter(({ text, until }) => until && !/Trying again|^Waiting/.test(text))).toEqual([]);
});

test('network: a vendor that is not there is tried three times, then the next makes it', async () => {
  const { bench, rival } = await withRival(at);
  await at.server.close();
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'done', vendor: 'otherco', trail: [{ error: { code: 'network' } }] });
  const take = await bench.session.takes.get(job.takeId ?? '');
  expect(take).toMatchObject({ origin: { generator: 'otherco-clip', vendor: 'otherco' } });
  expect(lines(bench, job.id)).toEqual([free, free, free, rivalPaid]);
  expect(rival.counts.submit).toBe(1);
});

test.each([
  ['unauthorized', 401, 'refused'],
  ['no-credit', 402, 'dry'],
  ['rate-limited', 429, 'cooling'],
] as const)('%s: another key of the vendor comes before another vendor', async (code, status, state) => {
  const keys = [testKey('k1'), testKey('k2'), testKey('o1', { vendor: 'otherco' })];
  const { bench, rival } = await withRival(at, { keys, limits: { coolDownSeconds: 3600 } });
  at.server.next('submit', no(status, code));
  at.server.next('poll', json(200, { state: 'failed', code: 'content-rejected', charged: 'no' }));
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ error: { code: 'content-rejected' }, vendor: 'testco', keyLabel: 'Key k2', trail: [] });
  expect(bench.ring.ring('testco').keys[0]).toMatchObject({ keyId: 'k1', state, inWindow: 1 });
  expect([at.server.counts.submit, rival.counts.submit]).toEqual([2, 0]);
  expect(lines(bench, job.id)).toEqual([free, free]);
});

test('no-credit: what is planned next knows of it', async () => {
  const { bench, rival } = await withRival(at);
  at.server.next('submit', no(402, 'no-credit'));
  await bench.settled((await bench.start()).id);
  const wish = { sceneId: bench.scene.id, role: 'picture' as const };
  const { wishes, hurdles } = await bench.generation.judge(bench.film.id, [wish, { ...wish, generator: 'auto' }]);
  expect(hurdles).toEqual([]);
  expect(wishes).toMatchObject([
    {
      chain: [{ vendor: 'testco' }, { vendor: 'otherco' }],
      warnings: [expect.stringMatching(/^Testco has no credit/)],
    },
    { chain: [{ vendor: 'otherco' }], warnings: [] },
  ]);
  bench.keys.remove('o1');
  await expect(bench.start()).rejects.toMatchObject({ code: 'no-credit', details: { vendor: 'testco' } });
  bench.ring.revive('k1');
  expect((await bench.generation.judge(bench.film.id, [wish])).hurdles).toEqual([]);
  expect([at.server.counts.submit, rival.counts.submit]).toEqual([1, 1]);
});

test('content-rejected: stops and tells; the user may go on', async () => {
  const { bench, rival } = await withRival(at);
  at.server.next('submit', no(422, 'content-rejected'));
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: { code: 'content-rejected' }, trail: [] });
  expect(rival.counts.submit).toBe(0);
  expect(bench.generation.nextInChain(id)).toMatchObject({ generator: 'otherco-clip', error: null });
  expect(await bench.settled(id)).toMatchObject({ state: 'done', trail: [{ error: { code: 'content-rejected' } }] });
  expect(() => bench.generation.nextInChain(id)).toThrow(expect.objectContaining({ code: 'conflict' }));
});

test('content-rejected: goes on by itself where the user allows it, and what the refusal costs is kept', async () => {
  const { bench } = await withRival(at, { afterRefusal: true });
  at.server.next('poll', json(200, { state: 'failed', code: 'content-rejected', charged: 'yes' }));
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'done', vendor: 'otherco', charged: 'yes', trail: [{ charged: 'yes' }] });
  expect(lines(bench, job.id)).toEqual([['testco', 'settled', 50_000, 'assumed'], rivalPaid]);
});

test('provider-failed: the next of the chain makes it, and what the vendor reports for the failure counts', async () => {
  const { bench } = await withRival(at);
  at.server.next('poll', json(200, { state: 'failed', charged: 'maybe', micros: 700 }));
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'done', vendor: 'otherco', trail: [{ error: { code: 'provider-failed' } }] });
  expect(lines(bench, job.id)).toEqual([['testco', 'settled', 700, 'reported'], rivalPaid]);
});

test('bad-output: a file that is no good is paid, and the next of the chain makes it', async () => {
  const { bench } = await withRival(at);
  at.server.file = join(at.dir, 'broken.mp4');
  writeFileSync(at.server.file, 'no film');
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'done', vendor: 'otherco', trail: [{ error: { code: 'bad-output' } }] });
  expect(lines(bench, job.id)).toEqual([['testco', 'settled', 50_000, 'assumed'], rivalPaid]);
});

test.each([
  ['a lost connection', drop],
  ['a gateway that gives up', json(504, {})],
])('a submit whose fate is unknown (%s) is neither repeated nor made elsewhere', async (_, answer) => {
  const { bench, rival } = await withRival(at);
  at.server.next('submit', answer);
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'unknown', charged: 'maybe', vendor: 'testco' });
  expect(() => bench.generation.nextInChain(id)).toThrow(expect.objectContaining({ code: 'conflict' }));
  expect([at.server.counts.submit, rival.counts.submit]).toEqual([1, 0]);
  expect(lines(bench, id)).toEqual([['testco', 'unsure', 50_000, 'assumed']]);
});

test('timed-out: the next makes it only after the vendor has confirmed that it stopped', async () => {
  const { bench, rival } = await withRival(at);
  let stopped = false;
  at.server.always('cancel', ({ normal }) => {
    stopped = true;
    normal();
  });
  at.server.always('poll', (call) => (stopped ? call.normal() : json(200, { state: 'running' })(call)));
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'done', vendor: 'otherco', trail: [{ error: { code: 'timed-out' } }] });
  expect([at.server.counts.cancel, rival.counts.submit]).toEqual([1, 1]);
  expect(lines(bench, job.id)).toEqual([['testco', 'unsure', 50_000, 'assumed'], rivalPaid]);
});

test('timed-out: work that was finished while the machine slept is fetched, once the network is back', async () => {
  let ahead = 0;
  const sleep = async () => {
    ahead += 2 * 3_600_000;
    await setImmediate();
  };
  const { bench, rival } = await withRival(at, { deps: { clock: { now: () => Date.now() + ahead, sleep } } });
  at.server.next('poll', json(200, { state: 'running' }), drop, drop);
  at.server.always('poll', json(200, { state: 'succeeded', output: `${at.server.origin}/files/p1` }));
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'done', vendor: 'testco' });
  expect([at.server.counts.cancel, rival.counts.submit]).toEqual([0, 0]);
});

test('timed-out: what a vendor that cannot stop still holds stays adoptable, also after the user went on', async () => {
  const { bench, rival } = await withRival(at);
  const running = json(200, { state: 'running' });
  let late = true;
  at.server.always('cancel', json(400, { code: 'invalid-input' }));
  at.server.always('poll', (call) => (late ? running(call) : call.normal()));
  rival.always('poll', failed);
  const { id } = await bench.start();
  const held = { code: 'timed-out', details: { held: true } };
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: held, vendor: 'testco' });
  expect(lines(bench, id)).toEqual([['testco', 'reserved', 50_000, 'assumed']]);
  expect(rival.counts.submit).toBe(0);
  bench.generation.nextInChain(id);
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', vendor: 'otherco' });
  expect(lines(bench, id)).toEqual([
    ['testco', 'unsure', 50_000, 'assumed'],
    ['otherco', 'settled', 40_000, 'assumed'],
  ]);
  late = false;
  expect(await bench.generation.retry(id)).toMatchObject({ id, state: 'running', vendor: 'testco' });
  expect(await bench.settled(id)).toMatchObject({ state: 'done', vendor: 'testco', generator: 'testco-clip' });
  expect(lines(bench, id)[0]).toEqual(['testco', 'settled', 50_000, 'computed']);
  expect(at.server.counts.submit).toBe(1);
});

test('timed-out: taking up what was left behind does not pay again those that failed since', async () => {
  const { bench, rival } = await withRival(at);
  at.server.always('cancel', json(400, { code: 'invalid-input' }));
  at.server.always('poll', json(200, { state: 'running' }));
  rival.always('poll', failed);
  const { id } = await bench.start();
  await bench.settled(id);
  bench.generation.nextInChain(id);
  await bench.settled(id);
  at.server.always('poll', failed);
  await bench.generation.retry(id);
  expect(await bench.settled(id)).toMatchObject({
    state: 'failed',
    vendor: 'testco',
    trail: [{ generator: 'otherco-clip' }],
  });
  expect([at.server.counts.submit, rival.counts.submit]).toEqual([1, 1]);
});

test('timed-out: what was left behind is not paid again while a later call is lost, and is taken up once that is settled', async () => {
  const { bench, rival } = await withRival(at);
  let late = true;
  at.server.always('cancel', json(400, { code: 'invalid-input' }));
  at.server.always('poll', (call) => (late ? json(200, { state: 'running' })(call) : call.normal()));
  rival.next('submit', drop);
  const { id } = await bench.start();
  await bench.settled(id);
  bench.generation.nextInChain(id);
  expect(await bench.settled(id)).toMatchObject({ state: 'unknown', vendor: 'otherco' });
  late = false;
  await expect(bench.generation.retry(id)).rejects.toMatchObject({
    code: 'conflict',
    action: expect.stringContaining('Lost and found'),
  });
  expect(bench.generation.lost.list()).toMatchObject([{ jobId: id, vendor: 'otherco' }]);
  bench.generation.lost.settle(id, 'never-arrived');
  expect(await bench.generation.retry(id)).toMatchObject({ id, state: 'running', vendor: 'testco' });
  expect(await bench.settled(id)).toMatchObject({ state: 'done', vendor: 'testco' });
  expect([at.server.counts.submit, rival.counts.submit]).toEqual([1, 1]);
});

test('timed-out: the money of what is dismissed is not reserved for ever, and the user can say what it cost', async () => {
  const { bench } = await withRival(at);
  at.server.always('cancel', json(400, { code: 'invalid-input' }));
  at.server.always('poll', json(200, { state: 'running' }));
  const { id } = await bench.start();
  await bench.settled(id);
  expect(lines(bench, id)).toEqual([['testco', 'reserved', 50_000, 'assumed']]);
  bench.generation.dismiss(id);
  expect(lines(bench, id)).toEqual([['testco', 'unsure', 50_000, 'assumed']]);
  bench.ledger.entries.state(bench.generation.receipts(id)[0]?.id ?? '', 0);
  expect(lines(bench, id)).toEqual([['testco', 'settled', 0, 'stated']]);
});

test('over-budget: a refused call is not made again where the budget was lowered meanwhile, and leaves nothing open', async () => {
  let dayUsd: number | null = null;
  const settings = () => ({ ...testSettings, budgets: { dayUsd, vendorUsd: {} } });
  const bench = await at.fresh({ deps: { settings } });
  at.server.always('submit', (call) => {
    dayUsd = 0.01;
    json(429, { code: 'rate-limited', message: 'Slow down.', retryAfterMs: 1000 })(call);
  });
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: { code: 'over-budget' }, charged: 'no' });
  expect(bench.ledger.attempts.latest(id)).toMatchObject({ state: 'failed', outcome: { code: 'rate-limited' } });
  expect(lines(bench, id)).toEqual([['testco', 'settled', 0, 'free']]);
  expect(at.server.counts.submit).toBe(1);
});

test('over-budget: a next generator that does not fit is left out, with the budget named', async () => {
  const { bench, rival } = await withRival(at, { budgetUsd: 0.06, rivalUsd: 0.05 });
  at.server.next('poll', json(200, { state: 'failed', charged: 'yes' }));
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'failed', vendor: 'testco', error: { code: 'provider-failed' } });
  expect(job.error?.action).toMatch(/^The next generator was left out: .*budget/);
  expect(rival.counts.submit).toBe(0);
  expect(lines(bench, job.id)).toEqual([['testco', 'settled', 50_000, 'assumed']]);
});

test('our own trouble stops the job where it is; it goes on without paying again', async () => {
  let broken = true;
  const missing = new AppError({ code: 'missing-tool' });
  const deps = { tools: () => (broken ? Promise.reject(missing) : Promise.resolve(tools)) };
  const { bench, rival } = await withRival(at, { deps });
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: { code: 'missing-tool' }, vendor: 'testco' });
  broken = false;
  await bench.generation.retry(id);
  expect(await bench.settled(id)).toMatchObject({ state: 'done', vendor: 'testco' });
  expect([at.server.counts.submit, rival.counts.submit]).toEqual([1, 0]);
});

test('jobs that wait for a vendor whose last key dies go on to the next of their chains', async () => {
  const { bench, rival } = await withRival(at, { limits: { atOnce: 1 } });
  at.server.next('submit', no(401, 'unauthorized'));
  rival.always('poll', failed);
  const wish = { sceneId: bench.scene.id, role: 'picture' as const };
  const jobs = await bench.generation.generate(bench.film.id, [wish, wish, wish]);
  for (const { id } of jobs) expect(await bench.settled(id)).toMatchObject({ vendor: 'otherco', trail: [{}] });
  expect([at.server.counts.submit, rival.counts.submit]).toEqual([1, 3]);
  const told = bench.events.flatMap((event) =>
    event.type === 'job' && event.job.vendor === 'otherco' ? event.job : [],
  );
  const waits = told.filter(({ state }) => state === 'queued').map(({ progress }) => progress.text);
  expect(waits.filter((text) => /^Waiting:.*Testco/.test(text))).toEqual([]);
  expect(waits).toContain('Waiting: 1 job runs at Otherco already');
});

test('without anywhere to go they fail with what the key ring says', async () => {
  const bench = await at.fresh({ limits: { atOnce: 1 }, vendors: [testVendor(at.server.origin)] });
  at.server.next('submit', no(402, 'no-credit'));
  const wish = { sceneId: bench.scene.id, role: 'picture' as const };
  const jobs = await bench.generation.generate(bench.film.id, [wish, wish]);
  const ended = [];
  for (const { id } of jobs) ended.push(await bench.settled(id));
  expect(ended).toMatchObject([{ error: { message: 'It is no-credit.' } }, { error: { code: 'no-credit' } }]);
  expect(ended[1]?.error?.message).toMatch(/^No key of Testco can pay: Key k1 has no credit left/);
  expect(at.server.counts.submit).toBe(1);
});
