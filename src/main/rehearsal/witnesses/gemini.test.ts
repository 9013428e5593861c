import { readFile } from 'node:fs/promises';
import { ApiError, GoogleGenAI } from '@google/genai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gemini } from '../../vendors/gemini.ts';
import { startScriptedServer } from '../../vendors/testing/scripted-server.ts';
import { geminiDialect } from '../dialects/gemini.ts';
import type { RehearsalMedia } from '../simulated-jobs.ts';
import { inputsFor, still } from '../testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { simulationForEachTest } from '../testing/simulation-for-each-test.ts';

// Google's own SDK as a witness that the simulation answers as Google does, and that our requests are its own.

const { vendor, media } = simulationForEachTest(geminiDialect);
let recorder: Awaited<ReturnType<typeof startScriptedServer>>;
const rows = await catalogueRows('gemini');

beforeAll(async () => {
  recorder = await startScriptedServer();
});
afterAll(() => recorder.close());

const sdk = (apiKey = 'rehearsal-key', baseUrl = vendor().baseUrl) =>
  new GoogleGenAI({ apiKey, httpOptions: { baseUrl, retryOptions: { attempts: 1 } } });

const data = still.slice(still.indexOf(',') + 1);
const prompt = 'a red fox';
const film = (client = sdk(), from: 'text' | 'image' = 'image') =>
  client.interactions.create({
    model: 'gemini-omni-1.1-flash',
    input:
      from === 'text'
        ? prompt
        : [
            { type: 'text', text: prompt },
            { type: 'image', data, mime_type: 'image/png' },
          ],
    response_format: { type: 'video', aspect_ratio: '16:9', resolution: '720p', duration: '5s', delivery: 'uri' },
    generation_config: { video_config: { task: `${from}_to_video` } },
    background: true,
    store: true,
  });
const inlineData = { mimeType: 'image/png', data };
const paint = (client = sdk(), from: 'text' | 'image' = 'image') =>
  client.models.generateContent({
    model: 'gemini-3.1-flash-image',
    contents: [{ role: 'user', parts: [{ text: prompt }, ...(from === 'text' ? [] : [{ inlineData }])] }],
    config: { responseModalities: ['IMAGE'], imageConfig: { aspectRatio: '16:9', imageSize: '1K' } },
  });
const speak = (client = sdk()) =>
  client.models.generateContent({
    model: 'gemini-3.8-flash-tts',
    contents: [{ role: 'user', parts: [{ text: 'Hello from the studio' }] }],
    config: {
      responseModalities: ['AUDIO'],
      speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
    },
  });

const fileOf = (source: RehearsalMedia['image']) => readFile(String(source));

it('makes a video, waits for its file and downloads it', async () => {
  const { id } = await film();
  let seen = await sdk().interactions.get(id);
  while (seen.status === 'queued' || seen.status === 'in_progress') seen = await sdk().interactions.get(id);
  expect(seen.status).toBe('completed');
  const [step] = seen.steps ?? [];
  const video = step?.type === 'model_output' ? step.content?.[0] : undefined;
  const name = /files\/[\w-]+$/.exec(video?.type === 'video' ? (video.uri ?? '') : '')?.[0] ?? '';
  expect((await sdk().files.get({ name })).state).toBe('PROCESSING');
  expect((await sdk().files.get({ name })).state).toBe('ACTIVE');
  const headers = { 'x-goog-api-key': 'rehearsal-key' };
  const response = await fetch(`${vendor().origin}/v1beta/${name}:download?alt=media`, { headers });
  expect(Buffer.from(await response.arrayBuffer()).equals(await fileOf(media().video))).toBe(true);
});

it('cancels a video', async () => {
  vendor().sabotage.add({ kind: 'slow' });
  const { id } = await film();
  expect((await sdk().interactions.cancel(id)).status).toBe('cancelled');
});

it('gets a picture and a voice', async () => {
  const picture = (await paint()).candidates?.[0]?.content?.parts?.find(({ inlineData }) => inlineData)?.inlineData;
  expect(Buffer.from(picture?.data ?? '', 'base64').equals(await fileOf(media().image))).toBe(true);
  const voice = (await speak()).candidates?.[0]?.content?.parts?.[0]?.inlineData;
  expect(voice?.mimeType).toBe('audio/L16;codec=pcm;rate=24000');
});

it('takes refusals for what they are', async () => {
  await expect(paint(sdk('other-key'))).rejects.toMatchObject({ status: 400 });
  await expect(film(sdk('other-key'))).rejects.toMatchObject({ status: 400 });
  // Interactions are tried again by the SDK itself.
  vendor().sabotage.add({ kind: 'no-credit' });
  await expect(paint()).rejects.toMatchObject({ status: 429 });
  const gone = sdk().models.generateContent({ model: 'imagen-4.0-generate-001', contents: 'a fox' });
  await expect(gone).rejects.toBeInstanceOf(ApiError);
  expect(vendor().book()).toEqual([]);
});

it.each([
  ['gemini-omni-1.1-flash', 'text', film],
  ['gemini-omni-1.1-flash', 'image', film],
  ['gemini-3.1-flash-image', 'text', paint],
  ['gemini-3.1-flash-image', 'image', paint],
  ['gemini-3.8-flash-tts', 'text', speak],
] as const)('%s is asked for from %s as the SDK asks', async (id, from, make) => {
  recorder.answerWith({ status: 404, body: {} });
  await expect(make(sdk('rehearsal-key', recorder.baseUrl), from)).rejects.toThrow();
  const generator = rowOf(rows, id);
  const inputs = inputsFor(generator);
  const wish = from === 'text' || inputs.role === 'voice' ? inputs : { ...inputs, still };
  const way = 'serves' in gemini.direct && gemini.direct.serves(generator) ? gemini.direct : gemini.submit;
  const { path, body } = way.toRequest(generator, wish).request;
  expect(recorder.requests.at(-1)).toMatchObject({ path, headers: { 'x-goog-api-key': 'rehearsal-key' } });
  expect(recorder.requests.at(-1)?.body).toEqual(body);
});
