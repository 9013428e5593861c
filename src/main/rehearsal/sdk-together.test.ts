import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Together from 'together-ai';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { together } from '../vendors/together.ts';
import type { RehearsalMedia } from './simulated-jobs.ts';
import { togetherDialect } from './simulated-together.ts';
import { type SimulatedVendor, startSimulatedVendor } from './simulated-vendor.ts';
import { adapterBench, inputsFor } from './testing/adapter-bench.ts';
import { catalogueRows, rowOf } from './testing/catalogue-rows.ts';
import { smallMedia } from './testing/small-media.ts';

// Together's own SDK as a witness that the simulation answers as Together AI does.

let dir: string;
let media: RehearsalMedia;
let vendor: SimulatedVendor;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sdk-together-'));
  media = await smallMedia(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(async () => {
  vendor = await startSimulatedVendor(togetherDialect, { media, latencyMs: 20, token: 'rehearsal-key' });
});
afterEach(() => vendor.close());

const sdk = (apiKey = 'rehearsal-key') => new Together({ apiKey, baseURL: `${vendor.baseUrl}/v1`, maxRetries: 0 });
const clip = { model: 'minimax/hailuo-02', prompt: 'a red fox', seconds: '6', width: 1366, height: 768, seed: 7 };
const picture = {
  model: 'black-forest-labs/FLUX.1-schnell',
  prompt: 'a red fox',
  width: 1360,
  height: 768,
  steps: 4,
  seed: 7,
  n: 1,
  response_format: 'base64',
  output_format: 'png',
} as const;
const voice = {
  model: 'hexgrad/Kokoro-82M',
  input: 'Hello from the studio',
  voice: 'af_alloy',
  response_format: 'mp3',
} as const;

async function settled(id: string) {
  for (;;) {
    const job = await sdk().videos.retrieve(id);
    if (job.status === 'completed' || job.status === 'failed') return job;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it('submits, follows and fetches a clip', async () => {
  const { id } = await sdk().videos.create(clip);
  const { outputs } = await settled(id);
  expect(outputs?.cost).toBe(0.56);
  expect((await fetch(String(outputs?.video_url))).headers.get('content-type')).toBe('video/mp4');
});

it('sends what the adapter sends for the same wish', async () => {
  const rows = await catalogueRows('together');
  const bench = adapterBench(together, vendor);
  const row = (id: string) => rowOf(rows, id);
  await bench.submit(row('together-hailuo-02'), inputsFor(row('together-hailuo-02')));
  await bench.directly(row('together-flux-schnell'));
  await bench.directly(row('together-kokoro'));
  await sdk().videos.create(clip);
  await sdk().images.generate(picture);
  await (await sdk().audio.speech.create(voice)).blob();
  const inputs = vendor.jobs().map(({ input }) => input);
  expect(inputs.slice(0, 3)).toEqual(inputs.slice(3));
});

it('takes refusals for what they are', async () => {
  await expect(sdk('other').videos.create(clip)).rejects.toBeInstanceOf(Together.AuthenticationError);
  vendor.sabotage.add({ kind: 'rate-limited' });
  await expect(sdk().videos.create(clip)).rejects.toBeInstanceOf(Together.RateLimitError);
  vendor.sabotage.add({ kind: 'no-credit' });
  await expect(sdk().videos.create(clip)).rejects.toMatchObject({ status: 402 });
  expect(vendor.book()).toEqual([]);
});

it('hears of failed work, and lists models', async () => {
  vendor.sabotage.add({ kind: 'fail-content' });
  const { id } = await sdk().videos.create(clip);
  expect(await settled(id)).toMatchObject({ status: 'failed', error: { code: 'content_policy' } });
  expect((await sdk().models.list()).length).toBeGreaterThan(2);
});
