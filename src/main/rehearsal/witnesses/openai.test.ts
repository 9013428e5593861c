import { readFile } from 'node:fs/promises';
import OpenAI from 'openai';
import { expect, it } from 'vitest';
import { openai } from '../../vendors/openai.ts';
import { openaiDialect } from '../dialects/openai.ts';
import type { RehearsalMedia } from '../simulated-jobs.ts';
import { adapterBench } from '../testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { expectSameOrder } from '../testing/same-order.ts';
import { simulationForEachTest } from '../testing/simulation-for-each-test.ts';

// OpenAI's own SDK as a witness that the simulation answers, and the adapter asks, as OpenAI does.

const { vendor, media } = simulationForEachTest(openaiDialect);

const sdk = (apiKey = 'rehearsal-key') => new OpenAI({ apiKey, baseURL: vendor().baseUrl, maxRetries: 0 });
const paint = (client = sdk()) =>
  client.images.generate({ model: 'gpt-image-2.5-flare', prompt: 'a fox', size: '1536x864', quality: 'medium' });
const speak = (client = sdk()) =>
  client.audio.speech.create({ model: 'gpt-4o-mini-tts', voice: 'coral', input: 'Hello from the studio' });

const fileOf = (source: RehearsalMedia['image']) => readFile(String(source));

it('gets a picture and what it used', async () => {
  const { data, usage, size } = await paint();
  expect(Buffer.from(data?.[0]?.b64_json ?? '', 'base64').equals(await fileOf(media().image))).toBe(true);
  expect(size).toBe('1536x864');
  expect(usage).toMatchObject({ output_tokens: 1584, input_tokens_details: { image_tokens: 0 } });
});

it('gets a voice', async () => {
  const response = await speak();
  expect(Buffer.from(await response.arrayBuffer()).equals(await fileOf(media().audio))).toBe(true);
  expect(response.headers.get('content-type')).toMatch(/^audio\//);
});

it('sends what the adapter sends for the same wish: a picture', async () => {
  await sdk().images.generate({
    ...{ model: 'gpt-image-2.5-flare', prompt: 'a red fox', n: 1, size: '1536x864' },
    ...({ quality: 'medium', output_format: 'png' } as const),
  });
  const row = rowOf(await catalogueRows('openai'), 'gpt-image-2.5-flare');
  await adapterBench(openai, vendor()).pay(row);
  expectSameOrder(vendor());
});

it.each([1, 1.25])('sends what the adapter sends for the same wish: a voice at %d times its pace', async (speed) => {
  const spoken = { model: 'gpt-4o-mini-tts', voice: 'marin', input: 'Hello from the studio' };
  await sdk().audio.speech.create({ ...spoken, response_format: 'mp3', speed: speed === 1 ? undefined : speed });
  const row = rowOf(await catalogueRows('openai'), 'gpt-4o-mini-tts');
  await adapterBench(openai, vendor()).pay(row, { role: 'voice', text: spoken.input, voice: null, speed });
  expectSameOrder(vendor());
});

it('lists models', async () => {
  const { data } = await sdk().models.list();
  expect(data.map((model) => model.id)).toContain('gpt-image-2.5-flare');
});

it.each([
  ['pictures', paint],
  ['speech', speak],
] as const)('takes refusals of %s for what they are', async (_, make) => {
  await expect(make(sdk('other-key'))).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  for (const [kind, error, code] of [
    ['no-credit', OpenAI.RateLimitError, 'insufficient_quota'],
    ['rate-limited', OpenAI.RateLimitError, 'rate_limit_exceeded'],
    ['fail-content', OpenAI.BadRequestError, 'moderation_blocked'],
    ['fail-generic', OpenAI.InternalServerError, null],
  ] as const) {
    vendor().sabotage.add({ kind });
    const refused: unknown = await make().catch((reason: unknown) => reason);
    expect(refused, kind).toBeInstanceOf(error);
    expect(refused).toMatchObject({ code });
  }
});

it('hears of a retired model and of a size that does not exist', async () => {
  const retired = sdk().images.generate({ model: 'dall-e-3', prompt: 'a fox' });
  await expect(retired).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  const odd = sdk().images.generate({ model: 'gpt-image-2', prompt: 'a fox', size: '10x10' });
  await expect(odd).rejects.toMatchObject({ status: 400, param: 'size' });
});
