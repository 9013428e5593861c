import { createAlibaba } from '@ai-sdk/alibaba';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { alibaba } from '../../vendors/alibaba.ts';
import { startScriptedServer } from '../../vendors/testing/scripted-server.ts';
import { alibabaDialect } from '../dialects/alibaba.ts';
import { inputsFor, still } from '../testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { simulationForEachTest } from '../testing/simulation-for-each-test.ts';

// @ai-sdk/alibaba as a witness that the simulation answers as Alibaba does, and that our requests are those of others.

const { vendor } = simulationForEachTest(alibabaDialect);
let recorder: Awaited<ReturnType<typeof startScriptedServer>>;
const rows = await catalogueRows('alibaba');

beforeAll(async () => {
  recorder = await startScriptedServer();
});
afterAll(() => recorder.close());

type Video = Required<ReturnType<ReturnType<typeof createAlibaba>['video']>>;
type Ask = Parameters<Video['doStart']>[0];

const plain: Ask = {
  ...{ prompt: 'a red fox', n: 1, aspectRatio: '16:9', resolution: '1280x720', duration: 5, seed: 7 },
  ...{ fps: undefined, image: undefined, frameImages: undefined, inputReferences: undefined, generateAudio: undefined },
  providerOptions: { alibaba: { watermark: false } },
};
const file = { type: 'url' as const, url: still };

const model = (id: string, apiKey = 'rehearsal-key', videoBaseURL = vendor().baseUrl) =>
  createAlibaba({ apiKey, videoBaseURL }).video(id) as Video;

async function settled(id: string) {
  const { operation } = await model(id).doStart(plain);
  for (;;) {
    const seen = await model(id).doStatus({ operation });
    if (seen.status !== 'pending') return seen;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it('makes a video and hears of one that failed', async () => {
  const done = await settled('wan2.7-t2v');
  const [video] = done.status === 'completed' ? done.videos : [];
  expect((await fetch(video?.type === 'url' ? video.url : '')).headers.get('content-type')).toBe('video/mp4');
  vendor().sabotage.add({ kind: 'fail-content' });
  expect(await settled('wan2.7-t2v')).toMatchObject({
    status: 'error',
    error: expect.stringContaining('inappropriate'),
  });
});

it('takes refusals for what they are', async () => {
  await expect(model('wan2.7-t2v', 'other-key').doStart(plain)).rejects.toMatchObject({ statusCode: 401 });
  await expect(model('wan1').doStart(plain)).rejects.toMatchObject({ statusCode: 400 });
  expect(vendor().book()).toEqual([]);
});

const audio = { generateAudio: true };
const ends = [
  { frameType: 'first_frame' as const, image: file },
  { frameType: 'last_frame' as const, image: file },
];
it.each([
  ['alibaba-wan-2.7', 'wan2.7-t2v', {}],
  ['alibaba-wan-2.7', 'wan2.7-i2v', { image: file }],
  ['alibaba-wan-2.6', 'wan2.6-t2v', { aspectRatio: undefined }],
  ['alibaba-wan-2.6', 'wan2.6-i2v', { image: file, aspectRatio: undefined }],
  ['alibaba-wan-3', 'wan3.0-video', { seed: undefined, ...audio }],
  ['alibaba-wan-3', 'wan3.0-video', { image: file, seed: undefined, aspectRatio: 'adaptive', ...audio }],
  ['alibaba-wan-3', 'wan3.0-video', { frameImages: ends, seed: undefined, aspectRatio: 'adaptive', ...audio }],
] as [string, string, Partial<Ask>][])('%s is asked for as the SDK asks %s', async (row, id, more) => {
  recorder.answerWith({ status: 401, body: { code: 'InvalidApiKey', message: 'no' } });
  await expect(model(id, 'rehearsal-key', recorder.baseUrl).doStart({ ...plain, ...more })).rejects.toThrow();
  const generator = rowOf(rows, row);
  const wish = inputsFor(generator);
  const given = {
    ...(more.image || more.frameImages ? { still } : {}),
    ...(more.frameImages ? { endStill: still } : {}),
  };
  const inputs = wish.role === 'picture' ? { ...wish, ...given } : wish;
  const { path, body, headers } = alibaba.submit.toRequest(generator, inputs).request;
  expect(recorder.requests.at(-1)).toMatchObject({ path, headers });
  expect(recorder.requests.at(-1)?.body).toEqual(JSON.parse(JSON.stringify(body)));
});
