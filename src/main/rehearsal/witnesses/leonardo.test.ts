import { Leonardo } from '@leonardo-ai/sdk';
import {
  CreateTextToVideoGenerationMotionString,
  CreateTextToVideoGenerationString,
} from '@leonardo-ai/sdk/sdk/models/operations/index.js';
import { SdGenerationStyle } from '@leonardo-ai/sdk/sdk/models/shared/index.js';
import { expect, it } from 'vitest';
import { leonardo } from '../../vendors/leonardo.ts';
import { leonardoDialect } from '../dialects/leonardo.ts';
import { adapterBench, inputsFor } from '../testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { expectSameOrder } from '../testing/same-order.ts';
import { simulationForEachTest } from '../testing/simulation-for-each-test.ts';

// Leonardo's own SDK as a witness that the simulation answers, and the adapter asks, as Leonardo's v1 does.

const rows = await catalogueRows('leonardo');
const { vendor } = simulationForEachTest(leonardoDialect, { latencyMs: 30, token: 'rehearsal-key' });

const sdk = (bearerAuth = 'rehearsal-key') => new Leonardo({ bearerAuth, serverURL: `${vendor().baseUrl}/v1` });

async function settled(id: string) {
  for (;;) {
    const { object } = await sdk().image.getGenerationById(id);
    const generation = object?.generationsByPk;
    if (generation?.status !== 'PENDING') return generation;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const paint = (client = sdk()) =>
  client.image.createGeneration({
    ...{ modelId: 'de7d3faf-762f-48e0-b3b7-9d0ac3a3fcf3', prompt: 'a red fox', width: 1472, height: 832 },
    ...{ numImages: 1, seed: 7, alchemy: true, contrast: 3.5, public: false },
    presetStyle: SdGenerationStyle.Dynamic,
  });

it('submits, follows and gets a picture, and the adapter asks for it in the same words', async () => {
  const { object } = await paint();
  const { generationId = '', cost } = object?.sdGenerationJob ?? {};
  expect(cost).toEqual({ amount: '0.0147', unit: 'DOLLARS' });
  const done = await settled(generationId);
  expect(done).toMatchObject({ id: generationId, status: 'COMPLETE', generatedImages: [{ nsfw: false }] });
  const row = rowOf(rows, 'leonardo-phoenix-1.0');
  await adapterBench(leonardo, vendor()).submit(row, inputsFor(row));
  expectSameOrder(vendor());
});

it('makes a clip, and the adapter asks for it in the same words', async () => {
  const { object } = await sdk().motion.createTextToVideoGeneration({
    ...{ prompt: 'a red fox', width: 1280, height: 720, duration: 6, isPublic: false, seed: 7 },
    model: CreateTextToVideoGenerationString.Veo3Fast,
    resolution: CreateTextToVideoGenerationMotionString.Resolution720,
  });
  const done = await settled(object?.motionVideoGenerationJob?.generationId ?? '');
  expect((await fetch(done?.generatedImages?.[0]?.motionMp4URL ?? '')).headers.get('content-type')).toBe('video/mp4');
  const row = rowOf(rows, 'leonardo-veo-3-fast');
  await adapterBench(leonardo, vendor()).submit(row, inputsFor(row));
  expectSameOrder(vendor());
});

it('reads the account, failed work and refusals', async () => {
  const { object } = await sdk().user.getUserSelf();
  expect(object?.userDetails?.[0]).toMatchObject({ user: { username: 'studio' }, apiPaidTokens: 1200 });
  vendor().sabotage.add({ kind: 'fail-generic' });
  const failed = await paint();
  expect(await settled(failed.object?.sdGenerationJob?.generationId ?? '')).toMatchObject({ status: 'FAILED' });
  await expect(paint(sdk('other-key'))).rejects.toMatchObject({ statusCode: 401 });
  vendor().sabotage.add({ kind: 'no-credit' });
  await expect(paint()).rejects.toMatchObject({ statusCode: 402 });
});
