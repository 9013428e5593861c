import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenRouter } from '@openrouter/sdk';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openrouter } from '../vendors/openrouter.ts';
import type { RehearsalMedia } from './simulated-jobs.ts';
import { openrouterDialect } from './simulated-openrouter.ts';
import { type SimulatedVendor, startSimulatedVendor } from './simulated-vendor.ts';
import { adapterBench, inputsFor } from './testing/adapter-bench.ts';
import { catalogueRows, rowOf } from './testing/catalogue-rows.ts';
import { smallMedia } from './testing/small-media.ts';

// OpenRouter's own SDK as a witness that the simulation answers as OpenRouter does.

let dir: string;
let media: RehearsalMedia;
let vendor: SimulatedVendor;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sdk-openrouter-'));
  media = await smallMedia(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(async () => {
  vendor = await startSimulatedVendor(openrouterDialect, { media, latencyMs: 20, token: 'rehearsal-key' });
});
afterEach(() => vendor.close());

const sdk = (apiKey = 'rehearsal-key') =>
  new OpenRouter({ apiKey, serverURL: vendor.baseUrl, retryConfig: { strategy: 'none' } });
const submit = (client = sdk()) =>
  client.videoGeneration.generate({
    videoGenerationRequest: {
      ...{ model: 'google/veo-3.1', prompt: 'a red fox', aspectRatio: '16:9', resolution: '720p' },
      ...{ duration: 6, generateAudio: true, seed: 7 },
    },
  });

async function settled(jobId: string) {
  for (;;) {
    const job = await sdk().videoGeneration.getGeneration({ jobId });
    if (job.status !== 'pending' && job.status !== 'in_progress') return job;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it('submits, follows and fetches a clip', async () => {
  const { id } = await submit();
  expect(await settled(id)).toMatchObject({ status: 'completed', usage: { cost: 2.4 } });
  const content = await sdk().videoGeneration.getVideoContent({ jobId: id });
  expect((await new Response(content).bytes()).byteLength).toBeGreaterThan(0);
});

it('sends what the adapter sends for the same wish', async () => {
  const rows = await catalogueRows('openrouter');
  const [clip, picture] = [rowOf(rows, 'openrouter-veo-3.1'), rowOf(rows, 'openrouter-nano-banana-2')];
  await adapterBench(openrouter, vendor).submit(clip, inputsFor(clip));
  await submit();
  await adapterBench(openrouter, vendor).directly(picture, inputsFor(picture));
  await sdk().images.generate({
    imageGenerationRequest: {
      ...{ model: 'google/gemini-3.1-flash-image', prompt: 'a red fox', aspectRatio: '16:9', n: 1 },
    },
  });
  const [theirPicture, ourPicture, theirClip, ourClip] = vendor.jobs();
  expect(theirClip?.input).toEqual(ourClip?.input);
  expect(theirPicture?.input).toEqual(ourPicture?.input);
});

it('takes refusals for what they are', async () => {
  await expect(submit(sdk('other'))).rejects.toMatchObject({ statusCode: 401 });
  for (const [kind, statusCode] of [
    ['no-credit', 402],
    ['rate-limited', 429],
  ] as const) {
    vendor.sabotage.add({ kind });
    await expect(submit()).rejects.toMatchObject({ statusCode });
  }
  expect(vendor.book()).toEqual([]);
});

it('hears of failed work, and reads its key', async () => {
  vendor.sabotage.add({ kind: 'fail-content' });
  expect(await settled((await submit()).id)).toMatchObject({ status: 'failed', error: expect.any(String) });
  expect((await sdk().apiKeys.getCurrentKeyMetadata()).data.limitRemaining).toBe(7.5);
});
