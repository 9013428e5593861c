import { describe, expect, it } from 'vitest';
import type { Generator } from '../../shared/generator.ts';
import type { VendorResponse } from './define-vendor.ts';
import { piapi } from './piapi.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are documentation and captures of 2026, shortened.

const generator: Generator = {
  ...{ status: { kind: 'live' }, free: null },
  ...{ id: 'piapi-kling', vendor: 'piapi', name: 'Kling', maker: 'Kuaishou', family: 'kling', role: 'picture' },
  ...{ category: 'text-to-video', priority: 3, quality: 84 },
  price: { micros: 40_000, per: 'second', certainty: 'estimate', asOf: '2026-11-19' },
  limits: {
    ...{ seconds: [5, 10], aspects: ['16:9', '9:16', '1:1'], still: 'optional', lastFrame: true },
    ...{ references: 0, sound: false, seed: true, characters: 2500, resolutions: null },
  },
  ...{ strengths: [], typicalSeconds: 200, voices: [] },
  route: {
    ...{ model: 'kling', taskType: 'video_generation' },
    fields: { prompt: 'prompt', seconds: 'duration', aspect: 'aspect_ratio', still: 'image_url' },
    fixed: { mode: 'std', version: '2.6' },
  },
};

const inputs = pictureWish({ seconds: 5 });
const still = 'data:image/jpeg;base64,iVBORw0KGgo=';

const id = 'b3efc0ab-3fdb-4b88-b20a-94eef777e125';
const usage = { type: 'point', frozen: 2_000_000, consume: 0 };
const task = (more: object) => ({
  status: 200,
  body: {
    code: 200,
    data: {
      ...{ task_id: id, model: 'kling', task_type: 'video_generation', status: 'pending', input: {}, output: {} },
      ...{ meta: { created_at: '2026-11-19T10:00:00Z', usage }, detail: null, logs: [] },
      error: { code: 0, raw_message: '', message: '', detail: null },
      ...more,
    },
    message: 'success',
  },
});
const no = (code: number, message: string, headers: Record<string, string> = {}) => ({
  ...{ status: code, headers, body: { code, data: null, message } },
});
const clean = 'https://storage.theapi.app/videos/EXAMPLE.mp4';
const marked = 'https://v15-kling.klingai.com/EXAMPLE.mp4';
const sensitive = {
  code: 10000,
  raw_message: 'risk control: prompt contains sensitive information',
  message: 'failed',
};

describeQueueVendor(piapi, {
  generator,
  inputs,
  request: {
    method: 'POST',
    path: '/api/v1/task',
    body: {
      ...{ model: 'kling', task_type: 'video_generation', config: { service_mode: 'public' } },
      input: { prompt: inputs.prompt, duration: 5, aspect_ratio: '16:9', mode: 'std', version: '2.6' },
    },
  },
  keyHeaders: { 'x-api-key': 'rehearsal-key' },
  answers: {
    submitted: task({}),
    running: task({ status: 'processing' }),
    succeeded: task({
      status: 'Completed',
      output: { works: [{ video: { resource: marked, resource_without_watermark: clean } }] },
    }),
    failed: task({ status: 'failed', error: sensitive }),
    unauthorized: no(401, 'Invalid API key'),
    noCredit: no(402, 'insufficient credits'),
    rateLimited: no(429, 'rate limit exceeded', { 'retry-after': '12' }),
    account: {
      status: 200,
      body: { code: 200, data: { name: 'example', plan: 'developer', equivalent_in_usd: 4.2 }, message: 'success' },
    },
  },
  outputs: [clean],
  moderated: { at: 'poll', answer: task({ status: 'failed', error: sensitive }) },
  retryAfterMs: 12_000,
  account: { name: 'example', balanceMicros: 4_200_000 },
});

const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
const status = (more: object) => piapi.poll.readStatus({ ...task(more), headers: {} });

describe('stills', () => {
  const uploaded = 'https://img.theapi.app/ephemeral/EXAMPLE.jpeg';
  const body = (row: Generator, prepared: unknown = uploaded) =>
    piapi.submit.toRequest(row, { ...inputs, still }, prepared).request.body;

  it('are uploaded first, and only where there is one that the model takes', () => {
    expect(piapi.prepare.toRequest(generator, { ...inputs, still })).toEqual({
      ...{ method: 'POST', at: 'upload', path: '/api/ephemeral_resource' },
      body: { file_name: 'still.jpeg', file_data: 'iVBORw0KGgo=' },
    });
    expect(piapi.prepare.toRequest(generator, inputs)).toBeNull();
    const blind = { ...generator, route: { ...generator.route, fields: { prompt: 'prompt' } } };
    expect(piapi.prepare.toRequest(blind, { ...inputs, still })).toBeNull();
    const { warnings } = piapi.submit.toRequest(blind, { ...inputs, still }, null);
    expect(warnings).toEqual([expect.stringContaining('takes no still')]);
  });

  it.each([{ code: 200, data: { url: uploaded } }, { url: uploaded }])('have the address in %j', (said) => {
    expect(piapi.prepare.read(answer(200, said))).toBe(uploaded);
  });

  it.each(['<html>', {}, { data: { url: 'nonsense' } }])('have none in %j', (said) => {
    expect(() => piapi.prepare.read(answer(200, said))).toThrow(expect.objectContaining({ code: 'provider-down' }));
  });

  it('go where the model wants them', () => {
    expect(body(generator)).toMatchObject({ input: { image_url: uploaded } });
    const luma = { ...generator.route, stillAs: 'frame0', fields: { prompt: 'prompt', still: 'key_frames' } };
    expect(body({ ...generator, route: luma })).toMatchObject({
      input: { key_frames: { frame0: { type: 'image', url: uploaded } } },
    });
    const hunyuan = { ...generator.route, stillTaskType: 'img2video-concat' };
    expect(body({ ...generator, route: hunyuan })).toMatchObject({ task_type: 'img2video-concat' });
  });

  it('are never sent as data', () => {
    expect(() => body(generator, null)).toThrow(expect.objectContaining({ code: 'internal' }));
  });
});

it('writes lengths and sizes as the model reads them', () => {
  const route = { ...generator.route, secondsAs: 'text-s', sizes: { '9:16': [768, 1344] } };
  const wish = { ...inputs, aspect: '9:16', seconds: 9 };
  expect(piapi.submit.toRequest({ ...generator, route }, wish, null).request.body).toMatchObject({
    input: { duration: '10s', width: 768, height: 1344 },
  });
});

describe('tasks', () => {
  it.each([
    ['staged', { text: expect.stringContaining('plan') }],
    ['PENDING', { text: "waits in PiAPI's queue" }],
    ['a-state-of-tomorrow', { text: 'PiAPI is working' }],
  ])('%s runs', (word, progress) => {
    expect(status({ status: word })).toMatchObject({ state: 'running', progress });
  });

  it.each([{ progress: 40 }, { output: { percent: 40 } }])('reads progress from %j', (more) => {
    expect(status({ status: 'processing', ...more })).toMatchObject({ progress: { fraction: 0.4 } });
  });

  it.each([
    [{ video_url: clean, works: [] }, clean],
    [{ works: [{ video: { resource: marked, resource_without_watermark: '' } }] }, marked],
    [{ video: clean }, clean],
    [{ video: { url: clean }, video_raw: { url: null } }, clean],
    [{ video: null, video_raw: { url: clean } }, clean],
    [{ image_url: clean, image_urls: null }, clean],
    [{ image_url: '', image_urls: [clean] }, clean],
    [{ temporary_image_urls: [clean] }, clean],
    [{ audio_url: clean }, clean],
  ])('finds the file in %j', (output, address) => {
    expect(status({ status: 'completed', output })).toEqual({ state: 'succeeded', outputs: [address] });
  });

  it('calls nothing a success that gave no file', () => {
    expect(status({ status: 'completed', output: { works: [] } })).toMatchObject({ state: 'failed', charged: 'maybe' });
  });

  it.each([
    [sensitive, 'content-rejected'],
    [{ message: 'failed to freeze point' }, 'no-credit'],
    [{ message: 'task failed', raw_message: 'the upstream model is busy' }, 'provider-failed'],
    [null, 'provider-failed'],
  ])('failed with %j costs nothing', (error, code) => {
    expect(status({ status: 'failed', error })).toMatchObject({ state: 'failed', failure: { code }, charged: 'no' });
  });

  it('knows work that was stopped', () => {
    expect(status({ status: 'cancelled' })).toEqual({ state: 'cancelled', charged: 'no' });
  });
});

describe('a no inside HTTP 200', () => {
  const inside = (code: number, message: string) => answer(200, { code, data: null, message });
  it.each([
    [inside(500, 'failed to freeze point'), 'no-credit'],
    [inside(401, 'Invalid API key'), 'unauthorized'],
    [inside(400, 'invalid request'), 'invalid-input'],
    [inside(429, 'rate limit exceeded'), 'rate-limited'],
    [inside(500, 'oops'), 'provider-down'],
  ])('%j', (response, code) => {
    const refused = expect.objectContaining({ code });
    expect(() => piapi.submit.readOperation(response)).toThrow(refused);
    expect(() => piapi.poll.readStatus(response)).toThrow(refused);
    expect(piapi.testKey.accepts(response)).toBe(false);
  });

  it('takes 0 for a yes too', () => {
    expect(piapi.submit.readOperation(answer(200, { code: 0, data: { task_id: id } }))).toEqual({ id });
  });
});

it.each([
  [answer(500, { code: 500, message: 'failed to freeze point' }), 'no-credit'],
  [answer(500, { code: 500, data: { error: { message: 'failed to freeze point' } }, message: '' }), 'no-credit'],
  [answer(403, { code: 403, message: 'upgrade your plan' }), 'unsupported'],
  [answer(404, { code: 404, message: 'task not found' }), 'not-found'],
  [answer(400, { code: 400, message: 'cannot unmarshal string into Go struct field' }), 'invalid-input'],
  [answer(400, { code: 400, message: 'prompt contains sensitive words' }), 'content-rejected'],
  [answer(500, '<html>'), 'provider-down'],
])('refuses with %j', (response, code) => {
  expect(piapi.readFailure(response)).toMatchObject({ code, message: expect.stringMatching(/[^.]\.$/) });
});
