import Together from 'together-ai';
import { expect, it } from 'vitest';
import type { RemoteInputs, VendorRequest } from '../../vendors/define-vendor.ts';
import { together } from '../../vendors/together.ts';
import { togetherDialect } from '../dialects/together.ts';
import { inputsFor } from '../testing/adapter-bench.ts';
import { rowOf } from '../testing/catalogue-rows.ts';
import { simulatedBench } from '../testing/simulated-bench.ts';

// Together's own SDK as a witness that the adapter asks, and the simulation answers, as Together does.

const at = simulatedBench(together, togetherDialect);

type Sent = { path: string; body: unknown };

function sdk(apiKey = 'rehearsal-key') {
  const sent: Sent[] = [];
  const client = new Together({
    ...{ apiKey, baseURL: at.simulated().baseUrl, maxRetries: 0 },
    fetch: async (input, init) => {
      const body = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
      sent.push({ path: new URL(String(input)).pathname.replace(/^\/v\d/, ''), body });
      return await fetch(String(input), init);
    },
  });
  return { client, sent };
}

const asked = (
  row: string,
  make: (generator: ReturnType<typeof rowOf>, inputs: RemoteInputs) => VendorRequest,
): Sent => {
  const generator = rowOf(at.rows(), row);
  const { path, body } = make(generator, inputsFor(generator));
  return { path, body };
};

it('makes a video just as the adapter asks for it', async () => {
  const { client, sent } = sdk();
  const wish = { model: 'minimax/hailuo-02', prompt: 'a red fox', seconds: '6', width: 1366, height: 768 };
  const { id } = await client.videos.create(wish);
  const expected = asked('together-hailuo-02', (row, inputs) => together.submit.toRequest(row, inputs).request);
  expect(sent[0]).toEqual(expected);
  await expect.poll(async () => (await client.videos.retrieve(id)).status).toBe('completed');
  const { outputs } = await client.videos.retrieve(id);
  expect((await fetch(outputs?.video_url ?? '')).headers.get('content-type')).toBe('video/mp4');
  expect(outputs?.cost).toBeCloseTo(0.48);
  expect(sent.at(-1)?.path).toBe(together.poll.toRequest({ id }).path);
});

it('makes a picture and a voice just as the adapter asks for them', async () => {
  const { client, sent } = sdk();
  const { data } = await client.images.generate({
    ...{ model: 'black-forest-labs/FLUX.1-schnell', prompt: 'a red fox', width: 1344, height: 768, seed: 7, n: 1 },
    ...{ response_format: 'base64', output_format: 'png' },
  });
  expect(
    Buffer.from(data[0]?.b64_json ?? '', 'base64')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  const speech = { model: 'hexgrad/Kokoro-82M', input: 'Hello from the studio', voice: 'af_heart' };
  const spoken = await client.audio.speech.create({ ...speech, response_format: 'mp3' });
  expect((await spoken.arrayBuffer()).byteLength).toBeGreaterThan(0);
  expect(sent).toEqual(
    ['together-flux-1-schnell', 'together-kokoro'].map((row) =>
      asked(row, (generator, inputs) => together.direct.toRequest(generator, inputs).request),
    ),
  );
});

it('takes refusals for what they are', async () => {
  const { client } = sdk();
  for (const [kind, status] of [
    ['unauthorized', 401],
    ['no-credit', 402],
    ['rate-limited', 429],
  ] as const) {
    at.simulated().sabotage.add({ kind });
    await expect(client.videos.create({ model: 'minimax/hailuo-02', prompt: 'a' })).rejects.toMatchObject({ status });
  }
  expect((await client.models.list()).map((model) => model.id)).toContain('hexgrad/Kokoro-82M');
});
