import { ApiError, createFalClient, ValidationError } from '@fal-ai/client';
import { expect, it } from 'vitest';
import { fal } from '../../vendors/fal.ts';
import { falDialect } from '../dialects/fal.ts';
import { adapterBench, inputsFor, still } from '../testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { expectSameOrder } from '../testing/same-order.ts';
import { simulationForEachTest } from '../testing/simulation-for-each-test.ts';

// fal's own SDK as a witness that the simulation answers, and the adapter asks, as fal does.

const kling = 'fal-ai/kling-video/v2.5-turbo/pro/text-to-video';
const input = { prompt: 'a red fox', duration: '5' as const };
const keys = { 'rehearsal-id:rehearsal-key': 'studio', 'rehearsal-key': 'studio' };

const { vendor } = simulationForEachTest(falDialect, { latencyMs: 80, keys });

/**
 * It has no option for the address, so its calls are turned round on their way. Submits are tried again whatever
 * `retry` says, unless they were stopped: `stop` is, once there is haste.
 */
const sdk = (credentials = 'rehearsal-id:rehearsal-key', stop = new AbortController()) =>
  createFalClient({
    credentials,
    retry: { maxRetries: 0 },
    async fetch(url, { signal: _, ...init } = {}) {
      const response = await fetch(String(url).replace('https://queue.fal.run', vendor().baseUrl), init);
      if (response.status === 429) stop.abort();
      return response;
    },
  });

function refusal(credentials?: string): Promise<unknown> {
  const stop = new AbortController();
  return sdk(credentials, stop)
    .queue.submit(kling, { input, abortSignal: stop.signal })
    .catch((error) => error);
}

it('submits, follows and gets a clip', async () => {
  const states = new Set<string>();
  const { data, requestId } = await sdk().subscribe(kling, {
    input,
    pollInterval: 10,
    onQueueUpdate: ({ status }) => states.add(status),
  });
  expect([...states].at(-1)).toBe('COMPLETED');
  expect(data.video.url).toBe(`${vendor().origin}/files/${requestId}/output.mp4`);
  expect((await fetch(data.video.url)).headers.get('content-type')).toBe('video/mp4');
  expect(vendor().book()).toMatchObject([{ id: requestId, model: kling, micros: 350_000, state: 'charged' }]);
});

it('gets pictures and voices', async () => {
  const picture = await sdk().subscribe('fal-ai/flux/schnell', { input: { prompt: 'a cat' }, pollInterval: 10 });
  expect(picture.data).toMatchObject({ images: [{ url: expect.stringMatching(/png$/) }], has_nsfw_concepts: [false] });
  const voice = await sdk().subscribe('fal-ai/kokoro/american-english', { input: { prompt: 'Hi' }, pollInterval: 10 });
  expect(voice.data.audio.url).toMatch(/wav$/);
});

type Client = ReturnType<typeof sdk>;
type Case = readonly [string, string, object, (client: Client) => Promise<unknown>];
const prompt = 'a red fox';
const veo = {
  ...({ prompt, duration: '6s', aspect_ratio: '16:9' } as const),
  ...({ seed: 7, resolution: '720p', generate_audio: true } as const),
};
const cases: Case[] = [
  ['text', 'fal-veo-3.1', {}, ({ queue }) => queue.submit('fal-ai/veo3.1', { input: veo })],
  [
    ...(['a still', 'fal-kling-3-pro', { still }] as const),
    ({ queue }) =>
      queue.submit('fal-ai/kling-video/v3/pro/image-to-video', {
        input: { prompt, duration: '5', start_image_url: still, generate_audio: true },
      }),
  ],
  [
    ...(['both ends', 'fal-veo-3.1', { still, endStill: still }] as const),
    ({ queue }) =>
      queue.submit('fal-ai/veo3.1/first-last-frame-to-video', {
        input: { ...veo, first_frame_url: still, last_frame_url: still },
      }),
  ],
  [
    ...(['a picture', 'fal-flux-dev', {}] as const),
    ({ queue }) =>
      queue.submit('fal-ai/flux/dev', {
        input: { prompt, image_size: 'landscape_16_9', seed: 7, num_images: 1, output_format: 'png' },
      }),
  ],
  [
    ...(['a voice', 'fal-kokoro', {}] as const),
    ({ queue }) =>
      queue.submit('fal-ai/kokoro/american-english', {
        input: { prompt: 'Hello from the studio', voice: 'af_heart', speed: 1 },
      }),
  ],
];

it.each(cases)('sends what the adapter sends for the same wish: %s', async (_, id, more, make) => {
  await make(sdk());
  const row = rowOf(await catalogueRows('fal'), id);
  await adapterBench(fal, vendor()).submit(row, { ...inputsFor(row), ...more });
  expectSameOrder(vendor());
});

it('asks for one request, its place in the queue, and stops it', async () => {
  vendor().sabotage.add({ kind: 'slow', ms: 60_000 });
  const { request_id: requestId, queue_position } = await sdk().queue.submit(kling, { input });
  expect(queue_position).toBe(0);
  expect(await sdk().queue.status(kling, { requestId, logs: true })).toMatchObject({ status: 'IN_QUEUE' });
  await expect(sdk().queue.result(kling, { requestId })).rejects.toMatchObject({ status: 400 });
  await sdk().queue.cancel(kling, { requestId });
  expect(vendor().jobs()).toMatchObject([{ state: 'cancelled' }]);
  await expect(sdk().queue.cancel(kling, { requestId })).rejects.toMatchObject({ status: 400 });
});

it('gets its own errors for refused content, wrong input and broken models', async () => {
  const run = () =>
    sdk()
      .subscribe(kling, { input, pollInterval: 10 })
      .catch((error) => error);
  vendor().sabotage.add({ kind: 'fail-content' });
  const rejected = await run();
  expect(rejected).toBeInstanceOf(ValidationError);
  expect(rejected.getFieldErrors('prompt')).toMatchObject([{ type: 'content_policy_violation' }]);
  vendor().sabotage.add({ kind: 'fail-generic' });
  expect(await run()).toMatchObject({ name: 'ApiError', status: 500 });
  const wrong = { prompt: 'x', duration: '7' } as unknown as typeof input;
  const invalid = await sdk()
    .subscribe(kling, { input: wrong, pollInterval: 10 })
    .catch((error) => error);
  expect(invalid.getFieldErrors('duration')).toHaveLength(1);
  expect(
    vendor()
      .book()
      .map(({ state }) => state),
  ).toEqual(['charged', 'refunded', 'refunded']);
});

it('gets its own errors for a wrong key, an empty account and haste', async () => {
  const wrongKey = await refusal('another:key');
  expect(wrongKey).toBeInstanceOf(ApiError);
  expect(wrongKey).toMatchObject({ status: 401, body: { detail: 'No user found for Key ID and Secret' } });
  vendor().sabotage.add({ kind: 'no-credit' });
  expect(await refusal()).toMatchObject({
    status: 403,
    body: { detail: expect.stringContaining('Exhausted balance') },
  });
  vendor().sabotage.add({ kind: 'rate-limited' });
  expect(await refusal()).toMatchObject({ status: 429, body: { detail: 'Too many requests' } });
  expect([vendor().counts().submits, vendor().book()]).toEqual([3, []]);
});
