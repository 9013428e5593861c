import RunwayML, {
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
  TaskFailedError,
} from '@runwayml/sdk';
import { expect, it } from 'vitest';
import { runway } from '../../vendors/runway.ts';
import { runwayDialect } from '../dialects/runway.ts';
import { adapterBench, inputsFor, still } from '../testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { expectSameOrder } from '../testing/same-order.ts';
import { simulationForEachTest } from '../testing/simulation-for-each-test.ts';

// Runway's own SDK as a witness that the simulation answers, and the adapter asks, as Runway does.

const { vendor } = simulationForEachTest(runwayDialect, { latencyMs: 40, token: 'rehearsal-key' });

const sdk = (apiKey = 'rehearsal-key') => new RunwayML({ apiKey, baseURL: vendor().baseUrl, maxRetries: 0 });
const submit = (client = sdk()) =>
  client.textToVideo.create({ model: 'gen4.5', promptText: 'a fox', ratio: '1280:720', duration: 5 });

/** The SDK's own waiting looks every six seconds. */
async function settled(id: string) {
  for (;;) {
    const task = await sdk().tasks.retrieve(id);
    if (!['PENDING', 'THROTTLED', 'RUNNING'].includes(task.status)) return task;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it('submits, follows and gets a clip', async () => {
  const { id, estimatedCost } = await submit();
  expect(estimatedCost).toEqual({ credits: 60 });
  const task = await settled(id);
  expect(task).toMatchObject({ id, status: 'SUCCEEDED', cost: { credits: 60 } });
  const [address = ''] = task.status === 'SUCCEEDED' ? task.output : [];
  expect((await fetch(address)).headers.get('content-type')).toBe('video/mp4');
});

it('animates a still and makes a picture', async () => {
  const promptImage = [{ uri: 'data:image/png;base64,AA==', position: 'first' as const }];
  const clip = await sdk().imageToVideo.create({ model: 'gen4_turbo', promptImage, ratio: '720:1280', duration: 5 });
  const picture = await sdk().textToImage.create({ model: 'gen4_image', promptText: 'a fox', ratio: '1920:1080' });
  expect(await settled(clip.id)).toMatchObject({ status: 'SUCCEEDED', cost: { credits: 25 } });
  expect(await settled(picture.id)).toMatchObject({ status: 'SUCCEEDED', cost: { credits: 8 } });
});

const wish = { promptText: 'a red fox', ratio: '1280:720', seed: 7 } as const;
const first = { uri: still, position: 'first' as const };
const last = { uri: still, position: 'last' as const };

type Case = readonly [string, string, object, (client: RunwayML) => PromiseLike<unknown>];
const cases: Case[] = [
  ['text', 'runway-gen-4.5', {}, ({ textToVideo }) => textToVideo.create({ ...wish, model: 'gen4.5', duration: 5 })],
  [
    ...(['a still', 'runway-gen-4-turbo', { still }] as const),
    (client) => client.imageToVideo.create({ ...wish, model: 'gen4_turbo', duration: 5, promptImage: [first] }),
  ],
  [
    ...(['both ends', 'runway-veo-3.1', { still, endStill: still }] as const),
    ({ imageToVideo }) =>
      imageToVideo.create({ ...wish, model: 'veo3.1', duration: 6, audio: true, promptImage: [first, last] }),
  ],
  [
    ...(['a picture', 'runway-gen-4-image', { still }] as const),
    ({ textToImage }) =>
      textToImage.create({ ...wish, model: 'gen4_image', ratio: '1920:1080', referenceImages: [{ uri: still }] }),
  ],
];

it.each(cases)('sends what the adapter sends for the same wish: %s', async (_, id, more, make) => {
  await make(sdk());
  const row = rowOf(await catalogueRows('runway'), id);
  await adapterBench(runway, vendor()).submit(row, { ...inputsFor(row), ...more });
  expectSameOrder(vendor());
});

it('hears of failed work', async () => {
  vendor().sabotage.add({ kind: 'fail-content' });
  const { id } = await submit();
  await settled(id);
  const failed = await sdk()
    .tasks.retrieve(id)
    .waitForTaskOutput()
    .catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(TaskFailedError);
  expect(failed).toMatchObject({ taskDetails: { failureCode: 'SAFETY.INPUT.TEXT' } });
});

it('cancels, and finds it no more', async () => {
  vendor().sabotage.add({ kind: 'slow' });
  const { id } = await submit();
  await sdk().tasks.delete(id);
  await expect(sdk().tasks.retrieve(id)).rejects.toBeInstanceOf(NotFoundError);
});

it('reads the organization', async () => {
  const { creditBalance, tier } = await sdk().organization.retrieve();
  expect(creditBalance).toBe(1234);
  expect(tier.models['gen4.5']?.maxConcurrentGenerations).toBe(3);
});

it('takes refusals for what they are', async () => {
  await expect(submit(sdk('other-key'))).rejects.toBeInstanceOf(AuthenticationError);
  for (const [kind, error] of [
    ['no-credit', BadRequestError],
    ['rate-limited', RateLimitError],
    ['server-error', InternalServerError],
  ] as const) {
    vendor().sabotage.add({ kind });
    await expect(submit()).rejects.toBeInstanceOf(error);
  }
  const odd = sdk().textToVideo.create({ model: 'gen4.5', promptText: 'a fox', ratio: '1280:720', duration: 11 });
  await expect(odd).rejects.toBeInstanceOf(BadRequestError);
  expect(vendor().book()).toEqual([]);
});
