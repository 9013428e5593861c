import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { priceOf } from '../../shared/money.ts';
import type { OperationEnd, QueueVendor, RemoteInputs } from '../vendors/define-vendor.ts';
import { fal } from '../vendors/fal.ts';
import { piapi } from '../vendors/piapi.ts';
import { replicate } from '../vendors/replicate.ts';
import { runway } from '../vendors/runway.ts';
import { type ChargeLine, chargedMicros } from './charge-book.ts';
import type { RehearsalMedia } from './simulated-jobs.ts';
import { type SimulatedVendor, startSimulatedVendor } from './simulated-vendor.ts';
import { simulatedDialects } from './simulated-vendors.ts';
import { adapterBench, inputsFor, still } from './testing/adapter-bench.ts';
import { catalogueRows } from './testing/catalogue-rows.ts';
import { smallMedia } from './testing/small-media.ts';

// Every vendor that takes jobs: its adapter and its simulation over real HTTP, and every fault between them.

let dir: string;
let media: RehearsalMedia;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'queue-'));
  media = await smallMedia(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const outputOf = (end: OperationEnd): string => (end.state === 'succeeded' ? (end.outputs[0] ?? '') : '');

/** The vendor's own book asks no more than the catalogue says, and reports what it asks. */
function checkPrice(generator: Generator, wish: RemoteInputs, end: OperationEnd, line: ChargeLine | undefined): void {
  expect(line).toMatchObject({ state: 'charged' });
  const characters = wish.role === 'voice' ? wish.text.length : 0;
  const ceiling = priceOf(generator.price, { seconds: secondsToAsk(generator.limits, 5), characters });
  expect(line?.micros, `${generator.id} costs more than the catalogue says`).toBeLessThanOrEqual(ceiling);
  if (end.state !== 'succeeded' || end.reportedMicros === undefined) return;
  expect(end.reportedMicros, `${generator.id} reports another price`).toBe(line?.micros);
}

describe.each([
  [replicate, 'hailuo-02'],
  [fal, 'fal-hailuo-02'],
  [piapi, 'piapi-kling-2.5'],
  [runway, 'runway-gen-4.5'],
] as const)('$name', (vendor: QueueVendor, id) => {
  let rows: Awaited<ReturnType<typeof catalogueRows>>;
  let simulated: SimulatedVendor;
  let bench: ReturnType<typeof adapterBench>;
  const start = async (more: object = {}) => {
    const dialect = simulatedDialects.get(vendor.id);
    if (!dialect) throw new Error(`${vendor.name} is not simulated.`);
    simulated = await startSimulatedVendor(dialect, { media, latencyMs: 40, ...more });
    bench = adapterBench(vendor, simulated);
  };
  beforeAll(async () => {
    rows = await catalogueRows(vendor.id);
  });
  beforeEach(() => start());
  afterEach(() => simulated.close());
  const row = () => {
    const found = rows.find((each) => each.id === id) ?? rows.find(({ category }) => category === 'text-to-video');
    if (found) return found;
    throw new Error(`${vendor.name} makes no videos.`);
  };

  it('makes every shipped generator, with no still, one and two, at the price of its own book', async () => {
    const wishes = rows.flatMap((generator) => {
      const inputs = inputsFor(generator);
      const takesStills = generator.limits.still !== 'no' && inputs.role === 'picture';
      const stills = takesStills
        ? [{ still }, ...(generator.limits.lastFrame ? [{ still, endStill: still }] : [])]
        : [];
      return [inputs, ...stills.map((given) => ({ ...inputs, ...given }))].map((wish) => ({ generator, wish }));
    });
    const ends = await Promise.all(wishes.map(({ generator, wish }) => bench.make(generator, wish)));
    const book = simulated.book();
    for (const [index, { generator, wish }] of wishes.entries()) {
      const end = ends[index];
      expect(end, `${generator.id}: ${JSON.stringify(end)}`).toMatchObject({ state: 'succeeded' });
      if (end)
        checkPrice(
          generator,
          wish,
          end,
          book.find(({ id }) => outputOf(end).includes(`/${id}/`)),
        );
    }
    expect(book).toHaveLength(wishes.length);
  });

  it('follows a job from the queue to a file that can be fetched', async () => {
    simulated.sabotage.add({ kind: 'slow', ms: 400 });
    const operation = await bench.submit(row());
    expect(await bench.status(operation)).toMatchObject({ state: 'running', progress: { text: expect.any(String) } });
    const address = outputOf(await bench.end(operation, row()));
    expect(new URL(address).host).toBe(simulated.outputHost);
    expect((await (await fetch(address)).arrayBuffer()).byteLength).toBeGreaterThan(0);
    expect(simulated.counts()).toMatchObject({ submits: 1, charges: 1, downloads: 1 });
  });

  it.each([
    ['unauthorized', { code: 'unauthorized' }],
    ['no-credit', { code: 'no-credit' }],
    ['refused-inside', { code: 'no-credit' }],
    ['rate-limited', { code: 'rate-limited', details: { retryAfterMs: 1000 } }],
    ['rate-limited-bare', { code: 'rate-limited', details: { retryAfterMs: undefined } }],
    ['server-error', { code: 'provider-down' }],
    ['drop-before', { code: 'network', details: { sent: true } }],
  ] as const)('is refused by %s, at no cost', async (kind, error) => {
    // Runway's answers never carry the header: https://docs.dev.runwayml.com/usage/tiers
    const isSilent = vendor.id === 'runway' && kind === 'rate-limited';
    simulated.sabotage.add({ kind });
    const expected = isSilent ? { code: 'rate-limited' } : error;
    await expect(bench.submit(row())).rejects.toMatchObject(expected);
    expect(simulated.book()).toEqual([]);
    expect(simulated.counts().submits).toBe(1);
  });

  it.each([
    ['drop', { code: 'network', details: { sent: true } }],
    ['hang', { code: 'timed-out', details: { sent: true } }],
    ['truncated', { code: 'network', details: { sent: true } }],
    ['malformed', { code: 'provider-down' }],
    ['wrong-type', { code: 'provider-down' }],
    ['empty', { code: 'provider-down' }],
    ['gateway', { code: 'provider-down', details: { status: 504 } }],
  ] as const)('loses the answer by %s and is charged', async (kind, error) => {
    simulated.sabotage.add({ kind, on: 'submit' });
    const impatient = kind === 'hang' ? adapterBench(vendor, simulated, 300) : bench;
    await expect(impatient.submit(row())).rejects.toMatchObject(error);
    expect(simulated.book()).toMatchObject([{ state: 'charged', micros: expect.any(Number) }]);
  });

  it.each([
    ['fail-content', 'content-rejected'],
    ['fail-generic', 'provider-failed'],
  ] as const)('hears of %s', async (kind, code) => {
    simulated.sabotage.add({ kind });
    const end = await bench.make(row());
    expect(end).toMatchObject({ state: 'failed', failure: { code } });
    // What the adapter calls free the vendor has given back, and the other way round.
    const [line] = simulated.book();
    if (end.state === 'failed' && end.charged === 'no') expect(line).toMatchObject({ state: 'refunded' });
    if (end.state === 'failed' && end.charged === 'yes') expect(line).toMatchObject({ state: 'charged' });
  });

  it('cancels what waits, and nobody pays for it', async () => {
    simulated.sabotage.add({ kind: 'slow', ms: 60_000 });
    const operation = await bench.submit(row());
    if (!vendor.cancel) throw new Error('It cannot be cancelled.');
    const { status } = await bench.call(vendor.cancel.toRequest(operation));
    expect(status).toBeLessThan(300);
    expect(simulated.jobs()).toMatchObject([{ state: 'cancelled' }]);
    expect(chargedMicros(simulated.book())).toBe(0);
  });

  it('tells a good key from a bad one', async () => {
    await simulated.close();
    await start({ keys: { 'rehearsal-key': 'studio' } });
    const { toRequest, readAccount, accepts = ({ status }) => status < 300 } = vendor.testKey;
    const good = await bench.call(toRequest());
    expect(accepts(good)).toBe(true);
    expect(readAccount(good).name).not.toBe('');
    simulated.sabotage.add({ kind: 'unauthorized', on: 'account' });
    simulated.sabotage.add({ kind: 'unauthorized', on: 'poll' });
    expect(accepts(await bench.call(toRequest()))).toBe(false);
  });

  it('is held to its windows', async () => {
    await simulated.close();
    await start({ perMinute: 2 });
    await bench.submit(row());
    await bench.submit(row());
    await expect(bench.submit(row())).rejects.toMatchObject({ code: 'rate-limited' });
    expect(simulated.book()).toHaveLength(2);
  });

  it('loses results that have expired', async () => {
    simulated.sabotage.add({ kind: 'expired' });
    simulated.sabotage.add({ kind: 'redirect', to: 'http://127.0.0.1:1/secrets' });
    const address = outputOf(await bench.make(row()));
    expect((await fetch(address)).status).toBe(403);
    const redirected = await fetch(address, { redirect: 'manual' });
    expect([redirected.status, redirected.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/secrets']);
    expect((await fetch(address)).status).toBe(200);
  });
});
