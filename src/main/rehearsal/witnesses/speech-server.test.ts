import { readFile } from 'node:fs/promises';
import OpenAI from 'openai';
import { expect, it } from 'vitest';
import { speechServer } from '../../vendors/speech-server.ts';
import { speechServerDialect } from '../dialects/speech-server.ts';
import { adapterBench } from '../testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { expectSameOrder } from '../testing/same-order.ts';
import { simulationForEachTest } from '../testing/simulation-for-each-test.ts';

// OpenAI's own SDK as a witness that such a server is spoken to as OpenAI is.

const { vendor, media } = simulationForEachTest(speechServerDialect, { latencyMs: 10 });

it('sends the same as the SDK, and gets the same file', async () => {
  const sdk = new OpenAI({ apiKey: 'rehearsal-key', baseURL: `${vendor().baseUrl}/v1`, maxRetries: 0 });
  const input = 'Hello from the studio';
  const spoken = await sdk.audio.speech.create({ model: 'kokoro', voice: 'af_bella', input, response_format: 'mp3' });
  const row = rowOf(await catalogueRows('speech-server'), 'speech-server-kokoro');
  const wish = { role: 'voice' as const, text: input, voice: 'af_bella', speed: 1 };
  const ours = await adapterBench(speechServer, vendor()).directly(row, wish);
  const file = await readFile(String(media().audio));
  expect(Buffer.from(await spoken.arrayBuffer()).equals(file)).toBe(true);
  expect(Buffer.from(ours.media).equals(file)).toBe(true);
  expectSameOrder(vendor());
  expect((await sdk.models.list()).data.map(({ id }) => id)).toContain('kokoro');
});
