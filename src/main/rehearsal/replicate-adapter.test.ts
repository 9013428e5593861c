import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Generator } from '../../shared/generator.ts';
import type { JobInputs } from '../../shared/job.ts';
import type { ListedOperation, RemoteInputs, VendorRequest } from '../vendors/define-vendor.ts';
import { replicate } from '../vendors/replicate.ts';
import { startSimulatedReplicate } from './dialects/replicate.ts';
import type { RehearsalMedia } from './simulated-jobs.ts';
import type { SimulatedVendor } from './simulated-vendor.ts';
import { adapterBench, inputsFor } from './testing/adapter-bench.ts';
import { catalogueRows, rowOf } from './testing/catalogue-rows.ts';
import { smallMedia } from './testing/small-media.ts';

// What Replicate alone does; what it has in common with the others is in queue-vendors.test.ts.

const rows = await catalogueRows('replicate');
const [kling, kokoro] = [rowOf(rows, 'kling-2.5-turbo-pro'), rowOf(rows, 'kokoro')];

let dir: string;
let media: RehearsalMedia;
let simulated: SimulatedVendor;
let bench: ReturnType<typeof adapterBench>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'replicate-'));
  media = await smallMedia(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(async () => {
  simulated = await startSimulatedReplicate({ media, latencyMs: 40 });
  bench = adapterBench(replicate, simulated);
});
afterEach(() => simulated.close());

it('shows progress while the job works', async () => {
  simulated.sabotage.add({ kind: 'slow', ms: 2000 });
  const operation = await bench.submit(kokoro);
  const progress = { fraction: expect.any(Number), secondsLeft: expect.any(Number) };
  await expect.poll(() => bench.status(operation), { timeout: 1900 }).toMatchObject({ state: 'running', progress });
});

it('says that a result was deleted, and that it was paid', async () => {
  simulated.sabotage.add({ kind: 'output-removed' });
  const failure = { code: 'provider-failed', message: expect.stringContaining('one hour') };
  expect(await bench.make(kokoro)).toMatchObject({ state: 'failed', failure, charged: 'yes' });
});

/** What the vendor lists for a request that was sent and whose answer was lost. */
async function lookFor(generator: Generator, inputs: RemoteInputs, request: VendorRequest): Promise<ListedOperation[]> {
  const frozen: JobInputs = inputs.role === 'voice' ? inputs : { ...inputs, stillTakeId: null, endStillTakeId: null };
  const sent = { generator, inputs: frozen, request, sentAt: new Date().toISOString() };
  return [...replicate.recent.read(await bench.call(replicate.recent.toRequest()), sent)];
}

it('finds a job whose receipt was lost, and polls it to its end', async () => {
  const inputs = inputsFor(kling);
  if (inputs.role === 'voice') throw new Error('Kling does not speak.');
  const { request } = replicate.submit.toRequest(kling, inputs, null);
  simulated.sabotage.add({ kind: 'drop' });
  await expect(bench.submit(kling, inputs)).rejects.toMatchObject({ details: { sent: true } });
  await bench.submit(kling, { ...inputs, prompt: 'a blue fox' });
  await bench.submit(kokoro);
  const found = await lookFor(kling, inputs, request);
  expect(found.map(({ about, match }) => [about, match])).toEqual([
    ['Hello from the studio', 'other'],
    ['a blue fox', 'similar'],
    ['a red fox', 'same'],
  ]);
  expect(await bench.end(found[2]?.operation ?? {}, kling)).toMatchObject({ state: 'succeeded' });
  expect(simulated.counts()).toMatchObject({ submits: 3, charges: 3 });
});

it('finds community models by their version', async () => {
  const inputs = inputsFor(kokoro);
  const version = replicate.prepare.read(await bench.call(replicate.prepare.toRequest(kokoro) ?? never()));
  const { request } = replicate.submit.toRequest(kokoro, inputs, version);
  simulated.sabotage.add({ kind: 'malformed', on: 'submit' });
  await expect(bench.submit(kokoro, inputs)).rejects.toMatchObject({ code: 'provider-down' });
  expect(await lookFor(kokoro, inputs, request)).toMatchObject([{ match: 'same' }]);
});

const never = (): never => {
  throw new Error('Community models are looked up.');
};
