import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { alibaba } from './alibaba.ts';
import type { VendorResponse } from './define-vendor.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of @ai-sdk/alibaba 2.0.58 and of Alibaba's documentation, 2026-10.

const rows = await catalogueRows('alibaba');
const wan27 = rowOf(rows, 'alibaba-wan-2.7');
const qwen = rowOf(rows, 'alibaba-qwen-image-2');
const still = 'data:image/png;base64,AA==';
const endStill = 'data:image/png;base64,AB==';

const inputs = pictureWish();

const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
const problem = (status: number, code: string, message = 'Words.') =>
  answer(status, { code, message, request_id: 'r1' });
const task_id = '0385dc79-5ff8-4d82-bcb6-7e5a2c1e4f10';
const task = (task_status: string, more: object = {}) =>
  answer(200, { request_id: 'r5', output: { task_id, task_status, submit_time: '2026-11-20 16:00:00.000', ...more } });
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const moderated = { code: 'DataInspectionFailed', message: 'Output data may contain inappropriate content.' };

const same = {
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  retryAfterMs: null,
  account: { name: 'Model Studio key' },
};
const refusals = {
  unauthorized: problem(401, 'InvalidApiKey', 'Invalid API-key provided.'),
  noCredit: problem(400, 'Arrearage'),
  rateLimited: problem(429, 'Throttling.RateQuota'),
  account: task('UNKNOWN'),
};
const path = '/api/v1/services/aigc/video-generation/video-synthesis';
const headers = { 'x-dashscope-async': 'enable' };

describe('videos', () => {
  describeQueueVendor(alibaba, {
    ...same,
    ...{ generator: wan27, inputs },
    request: {
      ...{ method: 'POST', path, headers },
      body: {
        model: 'wan2.7-t2v',
        input: { prompt: inputs.prompt },
        parameters: { resolution: '720P', ratio: '16:9', duration: 5, seed: 7, watermark: false },
      },
    },
    answers: {
      ...refusals,
      submitted: task('PENDING'),
      running: task('RUNNING'),
      succeeded: task('SUCCEEDED', { video_url: clip, actual_prompt: 'A red fox.' }),
      failed: task('FAILED', { code: 'InternalError.Timeout', message: 'The request processing has timed out.' }),
    },
    outputs: [clip],
    moderated: { at: 'poll', answer: task('FAILED', moderated) },
  });

  const body = (row: string, wish: Partial<typeof inputs> = {}) =>
    JSON.parse(JSON.stringify(alibaba.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish }).request.body));

  it('start from a still as each generation of models takes it', () => {
    expect(body('alibaba-wan-2.7', { still, endStill })).toEqual({
      model: 'wan2.7-i2v',
      input: { prompt: inputs.prompt, img_url: still },
      parameters: { resolution: '720P', duration: 5, seed: 7, watermark: false },
    });
    expect(body('alibaba-wan-3', { still, endStill })).toEqual({
      model: 'wan3.0-video',
      input: {
        prompt: inputs.prompt,
        media: [
          { type: 'first_frame', url: still },
          { type: 'last_frame', url: endStill },
        ],
      },
      parameters: { resolution: '720P', ratio: 'adaptive', duration: 5, watermark: false, audio: true },
    });
    expect(body('alibaba-happyhorse-1.1', { still })).toMatchObject({
      ...{ model: 'happyhorse-1.1-i2v', input: { media: [{ type: 'first_frame', url: still }] } },
    });
  });

  it('of Wan 2.6 are asked for in pixels, unless there is a still', () => {
    const portrait = { aspect: '9:16', width: 720, height: 1280, seconds: 6 };
    expect(body('alibaba-wan-2.6', portrait).parameters).toMatchObject({ size: '720*1280', duration: 10 });
    expect(body('alibaba-wan-2.6', { ...portrait, still }).parameters).not.toHaveProperty('size');
  });

  const status = (response: VendorResponse) => alibaba.poll.readStatus(response);
  it('are free where they fail or wait no longer', () => {
    expect(status(task('FAILED', moderated))).toMatchObject({ charged: 'no' });
    expect(status(task('FAILED', { code: 'Arrearage' }))).toMatchObject({ failure: { code: 'no-credit' } });
    expect(status(task('FAILED', { code: 'InvalidParameter.DataInspection' }))).toMatchObject({
      failure: { code: 'invalid-input' },
    });
    expect(status(task('CANCELED'))).toEqual({ state: 'cancelled', charged: 'no' });
    expect(status(task('SUCCEEDED'))).toMatchObject({ state: 'failed', charged: 'maybe' });
    expect(status(task('A_STATE_OF_TOMORROW'))).toMatchObject({ state: 'running' });
  });

  it('that nobody knows any more are lost', () => {
    expect(() => status(task('UNKNOWN'))).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(alibaba.poll.toRequest({ id: '../x' }).path).toBe('/api/v1/tasks/..%2Fx');
  });
});

const image = 'https://media.example/out/img.png?sig=abc';
const pictures = (content: object[]) =>
  answer(200, { output: { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content } }] } });

describe('pictures', () => {
  describeDirectVendor(alibaba, {
    ...same,
    ...{ generator: qwen, inputs: { ...inputs, still } },
    request: {
      ...{ method: 'POST', path: '/api/v1/services/aigc/multimodal-generation/generation' },
      body: {
        model: 'qwen-image-2.0',
        input: { messages: [{ role: 'user', content: [{ image: still }, { text: inputs.prompt }] }] },
        parameters: { size: '1664*944', n: 1, seed: 7, watermark: false },
      },
    },
    answers: {
      ...refusals,
      done: pictures([{ text: 'Here.' }, { image }]),
      rejected: problem(400, 'DataInspectionFailed', 'Input data may contain inappropriate content.'),
    },
    result: { media: image, words: null },
  });
});

describe('refusals', () => {
  it.each([
    [problem(403, 'AllocationQuota.FreeTierOnly'), { code: 'no-credit' }],
    [problem(403, 'AccessDenied'), { code: 'unsupported' }],
    [problem(400, 'ModelNotFound'), { code: 'unsupported' }],
    [problem(400, 'InvalidParameter.DataInspection'), { code: 'invalid-input' }],
    [problem(400, 'InvalidURL'), { message: 'Alibaba Model Studio refused the input: Words.' }],
    [problem(500, 'InternalError.Timeout'), { code: 'provider-down' }],
    [answer(404, 'nonsense'), { code: 'not-found' }],
    [problem(401, 'InvalidApiKey'), { code: 'unauthorized', message: expect.stringContaining('one region only') }],
  ])('%j', (response, failure) => {
    expect(alibaba.readFailure(response)).toMatchObject(failure);
  });
});
