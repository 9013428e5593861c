import { readFile } from 'node:fs/promises';
import { createByteDance } from '@ai-sdk/bytedance';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { byteplus } from '../../vendors/byteplus.ts';
import { startScriptedServer } from '../../vendors/testing/scripted-server.ts';
import { byteplusDialect } from '../dialects/byteplus.ts';
import { inputsFor, still } from '../testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { simulationForEachTest } from '../testing/simulation-for-each-test.ts';

// @ai-sdk/bytedance as a witness that the simulation answers as BytePlus does, and that our requests are those of others.

const { vendor, media } = simulationForEachTest(byteplusDialect);
let recorder: Awaited<ReturnType<typeof startScriptedServer>>;
const rows = await catalogueRows('byteplus');

beforeAll(async () => {
  recorder = await startScriptedServer();
});
afterAll(() => recorder.close());

type Sdk = ReturnType<typeof createByteDance>;
type Film = Parameters<ReturnType<Sdk['video']>['doGenerate']>[0];
type Paint = Parameters<ReturnType<Sdk['image']>['doGenerate']>[0];

const sdk = (baseURL = vendor().baseUrl, apiKey = 'rehearsal-key') => createByteDance({ apiKey, baseURL });
const film: Film = {
  ...{ prompt: 'a red fox', n: 1, aspectRatio: '16:9', resolution: '1280x720', duration: 5, seed: undefined },
  ...{ fps: undefined, image: undefined, frameImages: undefined, inputReferences: undefined, generateAudio: true },
  providerOptions: { bytedance: { watermark: false, pollIntervalMs: 10 } },
};
const paint: Paint = {
  ...{ prompt: 'a red fox', n: 1, size: '2736x1536', aspectRatio: undefined, seed: undefined },
  ...{ files: undefined, mask: undefined, providerOptions: { bytedance: { watermark: false } } },
};
const seedance = 'dreamina-seedance-2-0-260128';

it('makes a video and a picture', async () => {
  const { videos, providerMetadata } = await sdk().video(seedance).doGenerate(film);
  const [video] = videos;
  expect((await fetch(video?.type === 'url' ? video.url : '')).headers.get('content-type')).toBe('video/mp4');
  expect(providerMetadata?.bytedance).toMatchObject({ usage: { completion_tokens: expect.any(Number) } });
  const { images } = await sdk().image('seedream-4-5-251128').doGenerate(paint);
  expect(Buffer.from(String(images[0]), 'base64').equals(await readFile(String(media().image)))).toBe(true);
});

it('hears of failed work and takes refusals for what they are', async () => {
  vendor().sabotage.add({ kind: 'fail-content' });
  await expect(sdk().video(seedance).doGenerate(film)).rejects.toThrow('Video generation failed');
  await expect(sdk(vendor().baseUrl, 'other').video(seedance).doGenerate(film)).rejects.toMatchObject({
    statusCode: 401,
  });
  await expect(sdk().video('seedance-1-0-lite-t2v-250428').doGenerate(film)).rejects.toMatchObject({ statusCode: 404 });
});

const file = { type: 'url' as const, url: still };
const ends = [
  { frameType: 'first_frame' as const, image: file },
  { frameType: 'last_frame' as const, image: file },
];
const adaptive = 'adaptive' as Film['aspectRatio'];
it.each([
  ['nothing', {}, {}],
  ['a still', { image: file, aspectRatio: adaptive }, { still }],
  ['both ends', { frameImages: ends, aspectRatio: adaptive }, { still, endStill: still }],
] as [string, Partial<Film>, object][])('a video from %s is asked for as the SDK asks', async (_, more, wish) => {
  recorder.answerWith({ status: 401, body: {} });
  await expect(
    sdk(recorder.baseUrl)
      .video(seedance)
      .doGenerate({ ...film, ...more }),
  ).rejects.toThrow();
  const generator = rowOf(rows, 'byteplus-seedance-2');
  const { path, body } = byteplus.submit.toRequest(generator, { ...inputsFor(generator), ...wish }).request;
  expect(recorder.requests.at(-1)).toMatchObject({ path });
  expect(recorder.requests.at(-1)?.body).toEqual(JSON.parse(JSON.stringify(body)));
});

it.each([
  ['nothing', {}, {}],
  ['a still', { files: [file] }, { still }],
] as [string, Partial<Paint>, object][])('a picture from %s is asked for as the SDK asks', async (_, more, wish) => {
  recorder.answerWith({ status: 401, body: {} });
  const model = sdk(recorder.baseUrl).image('seedream-4-5-251128');
  await expect(model.doGenerate({ ...paint, ...more })).rejects.toThrow();
  const generator = rowOf(rows, 'byteplus-seedream-4.5');
  const { path, body } = byteplus.direct.toRequest(generator, { ...inputsFor(generator), ...wish }).request;
  expect(recorder.requests.at(-1)).toMatchObject({ path });
  expect(recorder.requests.at(-1)?.body).toEqual(JSON.parse(JSON.stringify(body)));
});
