import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { randomFrom } from '../../shared/random.ts';
import type { Ending } from './ending.ts';
import { settlementOf } from './money.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import type { Bench } from './testing/test-bench.ts';
import { drop, failed, json } from './testing/test-server.ts';

const at = benchForEachTest();

const error = new AppError({ code: 'provider-failed' }).toData();
const failure = (charged: 'no' | 'maybe' | 'yes', reportedMicros?: number): Ending => ({
  ...{ state: 'failed', error, charged, harmless: false },
  ...(reportedMicros === undefined ? {} : { reportedMicros }),
});

test.each<[string, Ending, unknown]>([
  ['a failure that costs nothing', failure('no'), { state: 'settled', micros: 0, basis: 'free' }],
  ['a failure that is billed', failure('yes'), { state: 'settled', micros: 90, basis: 'assumed' }],
  ['a failure that may be billed', failure('maybe'), { state: 'unsure', micros: 90, basis: 'assumed' }],
  ['a failure with a bill', failure('maybe', 7), { state: 'settled', micros: 7, basis: 'reported' }],
  ['a stop before anything', { state: 'cancelled', charged: 'no' }, { state: 'settled', micros: 0, basis: 'free' }],
  [
    'a stop that may be billed',
    { state: 'cancelled', charged: 'maybe' },
    { state: 'unsure', micros: 90, basis: 'assumed' },
  ],
  ['an unknown fate', { state: 'unknown', error }, { state: 'unsure', micros: 90, basis: 'assumed' }],
  ['work that the vendor still holds', { state: 'stalled', error, charged: 'maybe' }, null],
  ['a studio that closes', { state: 'left' }, null],
])('%s is settled so', (_, ending, settlement) => {
  expect(settlementOf(ending, 90)).toEqual(settlement);
});

const capOf = (usd: number) => (film: Parameters<NonNullable<Parameters<typeof at.makeFilm>[0]>>[0]) => ({
  ...film,
  budgetUsd: usd,
});
const wishes = (bench: Bench, count: number) =>
  Array.from({ length: count }, () => ({ sceneId: bench.scene.id, role: 'picture' as const }));
const spent = (bench: Bench) => {
  const { settledMicros, reservedMicros, unsureMicros } = bench.ledger.spending.summary(
    { filmId: bench.film.id, vendor: null, from: null, to: null },
    'film',
  ).total;
  return settledMicros + reservedMicros + unsureMicros;
};

test('a batch that does not fit its budget writes nothing at all', async () => {
  await at.makeFilm(capOf(0.12));
  const bench = await at.open();
  await expect(bench.generation.generate(bench.film.id, wishes(bench, 3))).rejects.toMatchObject({
    code: 'over-budget',
    details: { hurdles: [{ code: 'over-budget' }] },
  });
  expect(bench.generation.list(bench.film.id)).toEqual([]);
  expect(spent(bench)).toBe(0);
});

test('a waiting job has its price reserved, and gives it back when it is stopped', async () => {
  const bench = await at.fresh({ limits: { atOnce: 1 } });
  at.server.always('poll', json(200, { state: 'running' }));
  const [first, second] = await bench.generation.generate(bench.film.id, wishes(bench, 2));
  await bench.reaches(first?.id ?? '', 'running');
  expect(spent(bench)).toBe(100_000);
  bench.generation.cancel(second?.id ?? '');
  expect(spent(bench)).toBe(50_000);
});

test('what it reports is what it cost, and the rest of the reservation is free again', async () => {
  const bench = await at.fresh();
  at.server.next('poll', json(200, { state: 'succeeded', output: `${at.server.origin}/files/x`, micros: 1234 }));
  const { id } = await bench.settled((await bench.start()).id);
  expect(bench.generation.receipts(id)).toMatchObject([
    { state: 'settled', micros: 1234, ceilingMicros: 50_000, basis: 'reported', keyLabel: 'Key k1', operation: 'p1' },
  ]);
});

test.each([1, 2, 3])('fifty jobs with random failures never hold more than the cap (run %i)', async (seed) => {
  const capMicros = 1_000_000;
  await at.makeFilm(capOf(capMicros / 1_000_000));
  let most = 0;
  const onJournal = () => {
    most = Math.max(most, spent(bench));
  };
  const bench: Bench = await at.open({ limits: { atOnce: 50 }, deps: { onJournal } });
  const random = randomFrom(seed);
  at.server.always('submit', (call) => {
    const dice = random();
    if (dice < 0.1) return drop(call);
    if (dice < 0.3) return json(503, { code: 'provider-down' }, { 'retry-after': '0' })(call);
    if (dice < 0.4) return json(429, { code: 'rate-limited', retryAfterMs: 50 })(call);
    setTimeout(call.normal, random() * 20);
  });
  at.server.always('poll', (call) => {
    const dice = random();
    if (dice < 0.5) return json(200, { state: 'running' })(call);
    const charged = dice < 0.7 ? 'no' : dice < 0.85 ? 'maybe' : 'yes';
    return json(200, { state: 'failed', charged, ...(dice > 0.95 ? { micros: 10_000 } : {}) })(call);
  });
  // More wishes than the cap holds, ten at a time from all sides, and failed ones tried again.
  const round = async () => {
    const batches = Array.from({ length: 10 }, () => bench.generation.generate(bench.film.id, wishes(bench, 5)));
    await Promise.allSettled(batches);
    await expect.poll(() => bench.generation.busy(), { timeout: 10_000 }).toBe(0);
  };
  await round();
  expect(at.server.counts.submit).toBeGreaterThan(10);
  await round();
  expect(spent(bench)).toBeLessThanOrEqual(capMicros);
  expect(most).toBeLessThanOrEqual(capMicros);
  expect(most).toBeGreaterThan(capMicros * 0.9);
  const open = bench.ledger.spending.lines({ filmId: bench.film.id, vendor: null, from: null, to: null });
  expect(open.filter(({ state }) => state === 'reserved')).toEqual([]);
});

test('the end of a job without a call leaves no line', async () => {
  const bench = await at.fresh({ limits: { atOnce: 1 } });
  at.server.always('poll', failed);
  bench.keys.remove('k1');
  await expect(bench.start()).rejects.toMatchObject({ code: 'unauthorized' });
  expect(spent(bench)).toBe(0);
});
