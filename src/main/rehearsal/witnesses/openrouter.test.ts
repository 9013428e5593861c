import { HTTPClient, OpenRouter } from '@openrouter/sdk';
import type { VideoGenerationRequest } from '@openrouter/sdk/models';
import { expect, it } from 'vitest';
import { openrouter } from '../../vendors/openrouter.ts';
import { openrouterDialect } from '../dialects/openrouter.ts';
import { inputsFor, still } from '../testing/adapter-bench.ts';
import { rowOf } from '../testing/catalogue-rows.ts';
import { simulatedBench } from '../testing/simulated-bench.ts';

// OpenRouter's own SDK as a witness that the adapter asks, and the simulation answers, as OpenRouter does.

const at = simulatedBench(openrouter, openrouterDialect);

type Sent = { path: string; body: unknown };

function sdk(apiKey = 'rehearsal-key') {
  const sent: Sent[] = [];
  const httpClient = new HTTPClient({
    async fetcher(input, init) {
      const request = new Request(input, init);
      const text = await request.clone().text();
      sent.push({ path: new URL(request.url).pathname, body: text ? JSON.parse(text) : undefined });
      return await fetch(request);
    },
  });
  const serverURL = `${at.simulated().baseUrl}/api/v1`;
  return { client: new OpenRouter({ apiKey, serverURL, httpClient, retryConfig: { strategy: 'none' } }), sent };
}

const video = { model: 'google/veo-3.1', prompt: 'a red fox', duration: 6, resolution: '720p', seed: 7 } as const;
const frame = (url: string, frameType: 'first_frame' | 'last_frame') => ({
  ...{ type: 'image_url' as const, imageUrl: { url }, frameType },
});

type Case = readonly [string, { readonly still?: string; readonly endStill?: string }, VideoGenerationRequest];
const cases: Case[] = [
  ['text', {}, { ...video, aspectRatio: '16:9', generateAudio: true }],
  [
    'frames',
    { still, endStill: still },
    { ...video, generateAudio: true, frameImages: [frame(still, 'first_frame'), frame(still, 'last_frame')] },
  ],
];

it.each(cases)('makes a video of %s just as the adapter asks for it', async (_, more, videoGenerationRequest) => {
  const { client, sent } = sdk();
  const { id } = await client.videoGeneration.generate({ videoGenerationRequest });
  const generator = rowOf(at.rows(), 'openrouter-veo-3.1');
  const inputs = inputsFor(generator);
  if (inputs.role === 'voice') throw new TypeError('Veo makes pictures.');
  const { path, body } = openrouter.submit.toRequest(generator, { ...inputs, ...more }).request;
  expect(sent).toEqual([{ path, body }]);
  const look = () => client.videoGeneration.getGeneration({ jobId: id });
  await expect.poll(async () => (await look()).status).toBe('completed');
  expect(sent.at(-1)?.path).toBe(openrouter.poll.toRequest({ id }).path);
  expect((await look()).usage?.cost).toBeCloseTo(2.4);
  const stream = await client.videoGeneration.getVideoContent({ jobId: id });
  expect((await new Response(stream).arrayBuffer()).byteLength).toBeGreaterThan(0);
});

it('makes a picture just as the adapter asks for it', async () => {
  const { client, sent } = sdk();
  const made = await client.images.generate({
    imageGenerationRequest: {
      ...{ model: 'google/gemini-3.1-flash-image-preview', prompt: 'a red fox', aspectRatio: '16:9', n: 1 },
      inputReferences: [{ type: 'image_url', imageUrl: { url: still } }],
    },
  });
  if (!('data' in made)) throw new TypeError('No stream was asked for.');
  expect(
    Buffer.from(made.data[0]?.b64Json ?? '', 'base64')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  const generator = rowOf(at.rows(), 'openrouter-gemini-3.1-flash-image');
  const inputs = inputsFor(generator);
  if (inputs.role === 'voice') throw new TypeError('It makes pictures.');
  const { path, body } = openrouter.direct.toRequest(generator, { ...inputs, still }).request;
  expect(sent).toEqual([{ path, body }]);
});

it('reads the key, and takes refusals for what they are', async () => {
  const { client } = sdk();
  expect((await client.apiKeys.getCurrentKeyMetadata()).data.usage).toBe(12.5);
  for (const [kind, statusCode] of [
    ['unauthorized', 401],
    ['no-credit', 402],
    ['rate-limited', 429],
  ] as const) {
    at.simulated().sabotage.add({ kind });
    const refused = client.videoGeneration.generate({ videoGenerationRequest: video });
    await expect(refused).rejects.toMatchObject({ statusCode });
  }
});
