import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Client } from 'wavespeed';
import { wavespeed } from '../vendors/wavespeed.ts';
import type { RehearsalMedia } from './simulated-jobs.ts';
import { type SimulatedVendor, startSimulatedVendor } from './simulated-vendor.ts';
import { wavespeedDialect } from './simulated-wavespeed.ts';
import { adapterBench, inputsFor } from './testing/adapter-bench.ts';
import { catalogueRows, rowOf } from './testing/catalogue-rows.ts';
import { smallMedia } from './testing/small-media.ts';

// WaveSpeedAI's own SDK as a witness that the simulation answers as WaveSpeedAI does.

let dir: string;
let media: RehearsalMedia;
let vendor: SimulatedVendor;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sdk-wavespeed-'));
  media = await smallMedia(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(async () => {
  vendor = await startSimulatedVendor(wavespeedDialect, { media, latencyMs: 20, token: 'rehearsal-key' });
});
afterEach(() => vendor.close());

const sdk = (key = 'rehearsal-key') => new Client(key, { baseUrl: vendor.baseUrl, maxRetries: 0 });
const model = 'wavespeed-ai/wan-2.1/t2v-480p';
const quick = { pollInterval: 0.02 };

it('runs a model to its file', async () => {
  const { outputs } = await sdk().run(model, { prompt: 'a fox', size: '832*480', duration: 5, seed: 7 }, quick);
  expect((await fetch(String(outputs[0]))).headers.get('content-type')).toBe('video/mp4');
});

it('sends what the adapter sends for the same wish', async () => {
  const row = rowOf(await catalogueRows('wavespeed'), 'wavespeed-wan-2.1');
  await adapterBench(wavespeed, vendor).make(row, inputsFor(row));
  await sdk().run(model, { prompt: 'a red fox', size: '832*480', duration: 5, seed: 7 }, quick);
  const [theirs, ours] = vendor.jobs();
  expect(theirs).toMatchObject({ model: ours?.model, input: ours?.input });
});

it('hears of failed work and of refusals', async () => {
  vendor.sabotage.add({ kind: 'fail-content' });
  const wish = { prompt: 'a fox', size: '832*480', duration: 5 };
  await expect(sdk().run(model, wish, quick)).rejects.toThrow(/content policy/);
  vendor.sabotage.add({ kind: 'no-credit' });
  await expect(sdk().run(model, wish, quick)).rejects.toThrow(/Insufficient credits/);
  await expect(sdk('other').run(model, wish, quick)).rejects.toThrow(/401|Unauthorized/);
  expect(vendor.counts().charges).toBe(1);
});
