import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Generator } from '../../../shared/generator.ts';
import { priceOf } from '../../../shared/money.ts';
import type { Operation, OperationStatus, RemoteInputs, VendorRequest } from '../../vendors/define-vendor.ts';
import { createVendorSend } from '../../vendors/kit/send.ts';
import { runway } from '../../vendors/runway.ts';
import { recordOf } from '../simulated-dialect.ts';
import type { SimulatedVendor } from '../simulated-vendor.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { startSimulatedRunway } from './runway.ts';

const { signal } = new AbortController();
const rows = await catalogueRows('runway');
const generator = rowOf(rows, 'runway-gen-4.5');
const still = 'data:image/png;base64,AA==';

let dir: string;
let file: string;
let vendor: SimulatedVendor;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'runway-'));
  file = join(dir, 'clip.mp4');
  await writeFile(file, 'clip');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const start = async (more: object = {}) => {
  vendor = await startSimulatedRunway({ media: { video: file, image: file, audio: file }, latencyMs: 60, ...more });
};
beforeEach(() => start());
afterEach(() => vendor.close());

const wishFor = ({ limits }: Generator): RemoteInputs => ({
  ...{
    role: 'picture',
    script: '',
    prompt: 'a fox',
    title: 'Fox',
    kind: 'hook',
    seconds: 5,
    aspect: '16:9',
    fps: '30',
    seed: 7,
  },
  ...{ width: 1280, height: 720, still: limits.still === 'no' ? null : still, endStill: null },
});

const call = (request: VendorRequest) =>
  createVendorSend({ fetch, baseUrls: vendor.baseUrls })(runway, request, 'rehearsal-key', signal);
const pay = (row = generator, wish = wishFor(row)) => call(runway.submit.toRequest(row, wish).request);
const submit = async (): Promise<Operation> => runway.submit.readOperation(await pay());
const poll = async (operation: Operation) => call(runway.poll.toRequest(operation));

/** Every state on the way, the last one settled. */
async function states(operation: Operation): Promise<OperationStatus[]> {
  const seen: OperationStatus[] = [];
  for (;;) {
    const status = runway.poll.readStatus(await poll(operation));
    seen.push(status);
    if (status.state !== 'running') return seen;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('every Runway row', () => {
  const both = rows.flatMap((row) => [
    [row.id, 'a still', row, wishFor(row)] as const,
    ...(row.limits.still === 'optional' ? [[row.id, 'none', row, { ...wishFor(row), still: null }] as const] : []),
    ...(row.limits.lastFrame ? [[row.id, 'two', row, { ...wishFor(row), endStill: still }] as const] : []),
  ]);
  it.each(both)('%s with %s is asked for as its model is, at the price of the catalogue', async (_, __, row, wish) => {
    const response = await pay(row, wish);
    expect(response, JSON.stringify(response.body)).toMatchObject({ status: 200 });
    const { duration } = recordOf(runway.submit.toRequest(row, wish).request.body);
    const seconds = Number(duration ?? 0);
    expect(vendor.book()).toMatchObject([{ micros: priceOf(row.price, { seconds, characters: 0 }), state: 'charged' }]);
  });
});

it('makes a clip that can be fetched, and says what it cost', async () => {
  const seen = await states(await submit());
  const settled = seen.at(-1);
  expect(seen[0]).toMatchObject({ state: 'running', progress: { text: "waits in Runway's queue" } });
  expect(settled).toMatchObject({ state: 'succeeded', reportedMicros: 600_000 });
  const address = settled?.state === 'succeeded' ? (settled.outputs[0] ?? '') : '';
  expect(await (await fetch(address)).text()).toBe('clip');
});

it('gives back what it could not make, and keeps what it refused', async () => {
  vendor.sabotage.add({ kind: 'fail-generic' });
  vendor.sabotage.add({ kind: 'fail-content' });
  expect((await states(await submit())).at(-1)).toMatchObject({
    ...{ state: 'failed', failure: { code: 'provider-failed' }, charged: 'no', reportedMicros: 0 },
  });
  expect((await states(await submit())).at(-1)).toMatchObject({
    ...{ state: 'failed', failure: { code: 'content-rejected' }, charged: 'yes', reportedMicros: 600_000 },
  });
  expect(vendor.book().map((line) => line.state)).toEqual(['refunded', 'charged']);
});

it('throttles what is more than the tier allows, and refuses none of it', async () => {
  await vendor.close();
  await start({ atOnce: 1, latencyMs: 5000 });
  await submit();
  const status = runway.poll.readStatus(await poll(await submit()));
  expect(status).toMatchObject({ state: 'running', progress: { text: expect.stringContaining('waits for its turn') } });
});

it('forgets a task that is cancelled, and the output of one that is deleted', async () => {
  vendor.sabotage.add({ kind: 'slow' });
  const stopped = await submit();
  expect(await call(runway.cancel.toRequest(stopped))).toMatchObject({ status: 204 });
  expect(runway.readFailure(await poll(stopped))).toMatchObject({ code: 'not-found' });
  expect(vendor.book()).toMatchObject([{ state: 'refunded' }]);
  const done = await submit();
  await states(done);
  await call(runway.cancel.toRequest(done));
  expect(await poll(done)).toMatchObject({ status: 404 });
  expect(vendor.book()).toMatchObject([{}, { state: 'charged' }]);
});

it.each([
  ['unauthorized', { code: 'unauthorized' }],
  ['no-credit', { code: 'no-credit' }],
  ['rate-limited', { code: 'rate-limited', retryAfterMs: 1000 }],
  ['rate-limited-bare', { code: 'rate-limited' }],
  ['server-error', { code: 'provider-down' }],
] as const)('says no by %s, at no cost', async (kind, failure) => {
  vendor.sabotage.add({ kind });
  expect(runway.readFailure(await pay())).toMatchObject(failure);
  expect(vendor.book()).toEqual([]);
});

it('refuses what the model does not take, in words that reach people', async () => {
  const odd = { ...generator, route: { ...generator.route, ratios: ['1:1'], fixed: { loud: true } } };
  const failure = runway.readFailure(await pay(odd, { ...wishFor(generator), still: null } as RemoteInputs));
  expect(failure).toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('ratio: Invalid enum value.'),
  });
  expect(failure.message).toContain('loud');
});

it('has no place for a picture at the end of what ends where it will, nor for one without a first', async () => {
  const refused = async (model: string, ...positions: string[]) => {
    const promptImage = positions.map((position) => ({ uri: still, position }));
    const body = { model, promptText: 'a fox', ratio: '1280:720', duration: 4, promptImage };
    const { status } = await call({ ...runway.submit.toRequest(generator, wishFor(generator)).request, body });
    return status === 400;
  };
  expect(await refused('veo3.1', 'first', 'last')).toBe(false);
  expect(await refused('gen4.5', 'first', 'last')).toBe(true);
  expect(await refused('veo3.1', 'last')).toBe(true);
  expect(await refused('veo3.1', 'first', 'first')).toBe(true);
});

it('tells what is left on the account', async () => {
  const response = await call(runway.testKey.toRequest());
  expect(runway.testKey.readAccount(response)).toEqual({ name: '1234 credits left', balanceMicros: 12_340_000 });
});
