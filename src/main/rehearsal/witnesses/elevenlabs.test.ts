import { readFile } from 'node:fs/promises';
import { ElevenLabsClient, ElevenLabsError } from '@elevenlabs/elevenlabs-js';
import { expect, it } from 'vitest';
import { elevenlabs } from '../../vendors/elevenlabs.ts';
import { elevenlabsDialect } from '../dialects/elevenlabs.ts';
import { adapterBench } from '../testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { expectSameOrder } from '../testing/same-order.ts';
import { simulationForEachTest } from '../testing/simulation-for-each-test.ts';

// ElevenLabs' own SDK as a witness that the simulation answers, and the adapter asks, as ElevenLabs does.

const { vendor, media } = simulationForEachTest(elevenlabsDialect);

const george = 'JBFqnCBsd6RMkjVDRZzb';
const sdk = (apiKey = 'rehearsal-key') => new ElevenLabsClient({ apiKey, baseUrl: vendor().baseUrl, maxRetries: 0 });
const speak = (client = sdk()) =>
  client.textToSpeech.convertWithTimestamps(george, {
    ...{ text: 'Hi you', modelId: 'eleven_multilingual_v2', outputFormat: 'mp3_44100_128' },
  });

it('gets a voice, its times and its cost', async () => {
  const { data, rawResponse } = await speak().withRawResponse();
  const audio = Buffer.from(data.audioBase64, 'base64');
  expect(audio.equals(await readFile(String(media().audio)))).toBe(true);
  expect(data.alignment?.characters.join('')).toBe('Hi you');
  expect(data.alignment?.characterEndTimesSeconds).toHaveLength(6);
  expect(rawResponse.headers.get('character-cost')).toBe('6');
});

it.each([1, 1.1])('sends what the adapter sends for the same wish: a voice at %d times its pace', async (speed) => {
  await sdk().textToSpeech.convertWithTimestamps(george, {
    ...{ text: 'Hi you', modelId: 'eleven_multilingual_v2', outputFormat: 'mp3_44100_128' as const },
    ...(speed === 1 ? {} : { voiceSettings: { speed } }),
  });
  const row = rowOf(await catalogueRows('elevenlabs'), 'elevenlabs-multilingual-v2');
  await adapterBench(elevenlabs, vendor()).pay(row, { role: 'voice', text: 'Hi you', voice: george, speed });
  expectSameOrder(vendor());
});

it('finds it in the history, and gets it again', async () => {
  await speak();
  const { history, hasMore } = await sdk().history.list({
    pageSize: 10,
    modelId: 'eleven_multilingual_v2',
    source: 'TTS',
  });
  expect(hasMore).toBe(false);
  expect(history).toMatchObject([
    { text: 'Hi you', voiceId: george, characterCountChangeFrom: 0, characterCountChangeTo: 6 },
  ]);
  const stream = await sdk().history.getAudio(history[0]?.historyItemId ?? '');
  const audio = Buffer.from(await new Response(stream).arrayBuffer());
  expect(audio.equals(await readFile(String(media().audio)))).toBe(true);
});

it('reads the subscription', async () => {
  const { tier, characterLimit } = await sdk().user.subscription.get();
  expect({ tier, characterLimit }).toEqual({ tier: 'creator', characterLimit: 100_000 });
});

it('takes refusals for what they are', async () => {
  const refusal = (call: PromiseLike<unknown>) => Promise.resolve(call).catch((error: unknown) => error);
  const bad = await refusal(speak(sdk('other-key')));
  expect(bad).toBeInstanceOf(ElevenLabsError);
  expect(bad).toMatchObject({ statusCode: 401, body: { detail: { code: 'invalid_api_key' } } });
  for (const [kind, statusCode] of [
    ['no-credit', 402],
    ['fail-credit', 401],
    ['rate-limited', 429],
  ] as const) {
    vendor().sabotage.add({ kind });
    const refused = await refusal(speak());
    expect(refused, kind).toBeInstanceOf(ElevenLabsError);
    expect(refused).toMatchObject({ statusCode });
  }
  const odd = await refusal(sdk().textToSpeech.convertWithTimestamps('nope', { text: 'Hi' }));
  expect(odd).toMatchObject({ statusCode: 404, body: { detail: { code: 'voice_not_found' } } });
});
