import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import { createVendorSend } from '../vendors/kit/send.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { drop, failed, hang, json } from './testing/test-server.ts';
import { testGenerator } from './testing/test-vendor.ts';

const at = benchForEachTest();

test.each([
  ['no-credit', 402],
  ['content-rejected', 422],
] as const)('a submit that is refused with %s fails and is not repeated', async (code, status) => {
  const bench = await at.fresh();
  at.server.next('submit', json(status, { code, message: 'No.' }));
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'failed', error: { code, message: 'No.' }, charged: 'no', takeId: null });
  expect(bench.generation.receipts(job.id)).toMatchObject([{ state: 'settled', micros: 0, basis: 'free' }]);
  expect(at.server.counts.submit).toBe(1);
});

test.each([302, 303, 500, 502, 504])(
  'a submit that is answered with HTTP %i is not repeated: it may have been carried out',
  async (status) => {
    const bench = await at.fresh();
    at.server.next('submit', json(status, {}, { location: '/jobs/p1' }));
    const job = await bench.settled((await bench.start()).id);
    expect(job).toMatchObject({ state: 'unknown', error: { code: 'fate-unknown' }, charged: 'maybe' });
    expect(bench.generation.receipts(job.id)).toMatchObject([{ state: 'unsure', micros: 50_000, basis: 'assumed' }]);
    expect(at.server.counts.submit).toBe(1);
  },
);

test('a refusal inside a yes is a refusal', async () => {
  const bench = await at.fresh();
  at.server.next('submit', json(200, { code: 'no-credit', message: 'Empty.' }));
  expect(await bench.settled((await bench.start()).id)).toMatchObject({
    state: 'failed',
    error: { code: 'no-credit' },
  });
});

test('a rate limit is waited for as long as the vendor says', async () => {
  const bench = await at.fresh();
  at.server.next('submit', json(429, { code: 'rate-limited', message: 'Slow down.', retryAfterMs: 7000 }));
  at.server.next('poll', failed);
  const { id } = await bench.start();
  await bench.settled(id);
  expect(at.server.counts.submit).toBe(2);
  expect(bench.slept.filter((ms) => ms > 6000 && ms <= 7000)).toHaveLength(1);
  const told = bench.events.flatMap((event) => (event.type === 'job' ? [event.job.progress] : []));
  expect(told).toContainEqual(expect.objectContaining({ text: 'Slow down.' }));
  expect(bench.ledger.attempts.ofJob(id).map(({ outcome }) => outcome?.code)).toEqual([
    'rate-limited',
    'provider-failed',
  ]);
});

test.each(['cancelled', 'submitting'] as const)(
  'a job that another studio made %s while this one prepared is not sent',
  async (state) => {
    const bench = await at.fresh({ generators: [testGenerator({ route: { prepare: true } })] });
    at.server.always('versions', ({ normal }) => {
      at.onDisk((ledger) => ledger.jobs.unsettled(bench.film.id).map(({ id }) => ledger.jobs.update(id, { state })));
      normal();
    });
    const { id } = await bench.start();
    await expect.poll(() => bench.generation.busy(), { timeout: 10_000 }).toBe(0);
    expect(bench.ledger.jobs.get(id)?.state).toBe(state);
    expect(bench.ring.ring('testco')).toMatchObject({ running: 0, keys: [{ inWindow: 0 }] });
    expect(at.server.counts).toMatchObject({ versions: 1, submit: 0 });
  },
);

test('a vendor that was certainly not reached is tried three times', async () => {
  const bench = await at.fresh();
  await at.server.close();
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'network' }, charged: 'no' });
  expect(bench.ledger.attempts.ofJob(job.id)).toHaveLength(3);
});

test('a vendor that cannot handle the call now is tried three times', async () => {
  const bench = await at.fresh();
  const full = { code: 'provider-down', message: 'Testco is full.' };
  at.server.always('submit', json(503, full, { 'retry-after': '1' }));
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'failed', error: { message: 'Testco is full.' }, charged: 'no' });
  expect(at.server.counts.submit).toBe(3);
});

test.each([
  ['the connection is lost', drop],
  ['the yes cannot be read', json(201, { ok: 1 })],
  ['a gateway says that the server is unavailable', json(503, { message: 'Service Unavailable' })],
])('when %s during a submit, the fate is unknown and it is never sent again', async (_, answer) => {
  const bench = await at.fresh();
  at.server.next('submit', answer);
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'unknown', error: { code: 'fate-unknown' }, charged: 'maybe' });
  await bench.generation.resumeFilm(bench.film.id);
  expect(bench.generation.busy()).toBe(0);
  expect(at.server.counts.submit).toBe(1);
});

test('a submit without an answer ends as unknown when the time is up', async () => {
  const send = createVendorSend({ fetch, baseUrls: {}, timeoutMs: 100 });
  const bench = await at.fresh({ deps: { send } });
  at.server.next('submit', hang);
  expect(await bench.settled((await bench.start()).id)).toMatchObject({ state: 'unknown', charged: 'maybe' });
});

test.each(['submit', 'download'] as const)(
  'what follows a %s is written down as soon as the full disk has room again',
  async (step) => {
    await at.makeFilm();
    const ledger = openLedger(join(at.dir, 'ledger.sqlite'));
    let full = 0;
    const together: Ledger['together'] = (work) => {
      if (full-- > 0) throw new AppError({ code: 'disk-full' });
      return ledger.together(work);
    };
    const bench = await at.open({ deps: { ledger: { ...ledger, together } } });
    at.server.always(step, ({ normal }) => {
      full = 3;
      normal();
    });
    try {
      const { id } = await bench.start();
      expect(await bench.settled(id)).toMatchObject({ state: 'done', charged: 'yes' });
      expect(bench.ledger.attempts.latest(id)).toMatchObject({ state: 'done', operation: { id: 'p1' } });
      expect(at.server.counts.submit).toBe(1);
    } finally {
      ledger.close();
    }
  },
);
