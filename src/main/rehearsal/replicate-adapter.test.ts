import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Operation, OperationStatus, RemoteInputs, VendorRequest } from '../vendors/define-vendor.ts';
import { replicate } from '../vendors/replicate.ts';
import { createVendorSend, type VendorSend } from '../vendors/send.ts';
import { catalogueRows, rowOf } from './testing/catalogue-rows.ts';
import { startSimulatedReplicate } from './simulated-replicate.ts';

const { signal } = new AbortController();
const rows = await catalogueRows('replicate');
const voice: RemoteInputs = { role: 'voice', text: 'Hello from the studio', voice: null, speed: 1 };

let dir: string;
let vendor: Awaited<ReturnType<typeof startSimulatedReplicate>>;
let send: VendorSend;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'adapter-'));
  await writeFile(join(dir, 'voice.wav'), 'sound');
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(async () => {
  const file = join(dir, 'voice.wav');
  vendor = await startSimulatedReplicate({ media: { video: file, image: file, audio: file }, latencyMs: 80 });
  send = createVendorSend({ fetch, baseUrls: { replicate: vendor.baseUrl } });
});
afterEach(() => vendor.close());

const call = (request: VendorRequest) => send(replicate, request, 'rehearsal-key', signal);

async function submit(): Promise<Operation> {
  const kokoro = rowOf(rows, 'kokoro');
  const lookUp = replicate.prepare.toRequest(kokoro);
  const prepared = lookUp && replicate.prepare.read(await call(lookUp));
  return replicate.submit.readOperation(await call(replicate.submit.toRequest(kokoro, voice, prepared).request));
}

/** Every state on the way, the last one settled. */
async function states(operation: Operation): Promise<OperationStatus[]> {
  const seen: OperationStatus[] = [];
  for (;;) {
    const status = replicate.poll.readStatus(await call(replicate.poll.toRequest(operation)));
    seen.push(status);
    if (status.state !== 'running') return seen;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

it('follows a job from the queue to a file that can be fetched', async () => {
  const seen = await states(await submit());
  const settled = seen.at(-1);
  expect(seen[0]).toMatchObject({ state: 'running' });
  expect(settled).toMatchObject({ state: 'succeeded' });
  const address = settled?.state === 'succeeded' ? (settled.outputs[0] ?? '') : '';
  expect(new URL(address).host).toBe(vendor.outputHost);
  expect(await (await fetch(address)).text()).toBe('sound');
  expect(vendor.counts()).toMatchObject({ submits: 1, charges: 1, downloads: 1 });
});

it('reads progress while the job works', async () => {
  vendor.sabotage.add({ kind: 'slow', ms: 2000 });
  const operation = await submit();
  const status = async () => replicate.poll.readStatus(await call(replicate.poll.toRequest(operation)));
  const progress = { fraction: expect.any(Number), secondsLeft: expect.any(Number) };
  await expect.poll(status, { timeout: 1900 }).toMatchObject({ state: 'running', progress });
});

it.each([
  ['fail-content', 'content-rejected'],
  ['fail-generic', 'provider-failed'],
  ['output-removed', 'provider-failed'],
] as const)('hears of %s', async (kind, code) => {
  vendor.sabotage.add({ kind });
  expect((await states(await submit())).at(-1)).toMatchObject({ state: 'failed', failure: { code } });
});

it('cancels', async () => {
  vendor.sabotage.add({ kind: 'slow' });
  const operation = await submit();
  await call(replicate.cancel.toRequest(operation));
  expect(await states(operation)).toMatchObject([{ state: 'cancelled' }]);
});

it('knows that a dropped submit may have been charged', async () => {
  vendor.sabotage.add({ kind: 'drop' });
  await expect(submit()).rejects.toMatchObject({ code: 'network', details: { sent: true } });
  expect(vendor.counts()).toMatchObject({ submits: 1, charges: 1 });
});
