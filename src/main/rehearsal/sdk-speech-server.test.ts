import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { speechServer } from '../vendors/speech-server.ts';
import type { RehearsalMedia } from './simulated-jobs.ts';
import { speechServerDialect } from './simulated-speech-server.ts';
import { type SimulatedVendor, startSimulatedVendor } from './simulated-vendor.ts';
import { adapterBench } from './testing/adapter-bench.ts';
import { catalogueRows, rowOf } from './testing/catalogue-rows.ts';
import { expectSameOrder } from './testing/same-order.ts';
import { smallMedia } from './testing/small-media.ts';

// OpenAI's own SDK as a witness that such a server is spoken to as OpenAI is.

let dir: string;
let media: RehearsalMedia;
let server: SimulatedVendor;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sdk-speech-server-'));
  media = await smallMedia(dir);
  server = await startSimulatedVendor(speechServerDialect, { media, latencyMs: 10 });
});
afterAll(async () => {
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

it('sends the same as the SDK, and gets the same file', async () => {
  const sdk = new OpenAI({ apiKey: 'rehearsal-key', baseURL: `${server.baseUrl}/v1`, maxRetries: 0 });
  const input = 'Hello from the studio';
  const spoken = await sdk.audio.speech.create({ model: 'kokoro', voice: 'af_bella', input, response_format: 'mp3' });
  const row = rowOf(await catalogueRows('speech-server'), 'speech-server-kokoro');
  const wish = { role: 'voice' as const, text: input, voice: 'af_bella', speed: 1 };
  const ours = await adapterBench(speechServer, server).directly(row, wish);
  const file = await readFile(String(media.audio));
  expect(Buffer.from(await spoken.arrayBuffer()).equals(file)).toBe(true);
  expect(Buffer.from(ours.media).equals(file)).toBe(true);
  expectSameOrder(server);
  expect((await sdk.models.list()).data.map(({ id }) => id)).toContain('kokoro');
});
