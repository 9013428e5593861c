import { describe, expect, it } from 'vitest';
import { asFrozen } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { byteplus } from './byteplus.ts';
import type { SentRequest, VendorResponse } from './define-vendor.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of @ai-sdk/bytedance 1.0.29 and of BytePlus's documentation, 2026-10.

const rows = await catalogueRows('byteplus');
const seedance = rowOf(rows, 'byteplus-seedance-2');
const seedream = rowOf(rows, 'byteplus-seedream-4.5');
const still = 'data:image/png;base64,AA==';
const endStill = 'data:image/png;base64,AB==';

const inputs = pictureWish();

const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
const problem = (status: number, code: string, message = 'Words. Request id: 0217') =>
  answer(status, { error: { code, message, param: '', type: 'Error' } });
const id = 'cgt-20261120160000-abcde';
const model = 'dreamina-seedance-2-0-260128';
const record = (status: string, more: object = {}) => ({ id, model, status, created_at: 1_795_160_000, ...more });
const task = (status: string, more: object = {}) => answer(200, record(status, more));
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const sensitive = 'OutputVideoSensitiveContentDetected';

const same = {
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  retryAfterMs: null,
  account: { name: 'ModelArk key' },
};
const refusals = {
  unauthorized: problem(401, 'AuthenticationError'),
  noCredit: problem(403, 'AccountOverdueError'),
  rateLimited: problem(429, 'RateLimitExceeded.EndpointRPMExceeded'),
  account: answer(200, { items: [], total: 0 }),
};
const sent: SentRequest = {
  ...{ generator: seedance, inputs: asFrozen(inputs), sentAt: '2026-11-20T08:00:00.000Z' },
  request: { method: 'POST', path: '/contents/generations/tasks', body: {} },
};
const listed = { operation: { id }, name: id, takenAt: '2026-11-20T07:33:20.000Z', about: '' };

describe('videos', () => {
  describeQueueVendor(byteplus, {
    ...same,
    ...{ generator: seedance, inputs },
    request: {
      ...{ method: 'POST', path: '/contents/generations/tasks' },
      body: {
        ...{ model, content: [{ type: 'text', text: inputs.prompt }], ratio: '16:9', duration: 5 },
        ...{ resolution: '720p', generate_audio: true, watermark: false },
      },
    },
    answers: {
      ...refusals,
      submitted: answer(200, { id }),
      running: task('running'),
      succeeded: task('succeeded', {
        content: { video_url: clip },
        usage: { completion_tokens: 108_900 },
        error: null,
      }),
      failed: task('failed', { error: { code: 'InternalServiceError', message: 'No.' } }),
    },
    outputs: [clip],
    moderated: { at: 'poll', answer: task('failed', { error: { code: sensitive, message: 'No.' } }) },
    recent: {
      sent,
      answer: answer(200, { items: [record('running'), { ...record('failed'), model: 'another' }], total: 2 }),
      listed: [
        { ...listed, state: 'running', match: 'similar' },
        { ...listed, state: 'failed', match: 'other' },
      ],
    },
  });

  const body = (row: string, wish: Partial<typeof inputs> = {}) =>
    JSON.parse(JSON.stringify(byteplus.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish }).request.body));
  const frame = (url: string, role?: string) => ({ type: 'image_url', image_url: { url }, ...(role && { role }) });

  it('start from a still, and end on another', () => {
    expect(body('byteplus-seedance-2', { still })).toMatchObject({
      ...{ ratio: 'adaptive', content: [{ type: 'text' }, frame(still)] },
    });
    expect(body('byteplus-seedance-2', { still, endStill }).content.slice(1)).toEqual([
      frame(still, 'first_frame'),
      frame(endStill, 'last_frame'),
    ]);
    expect(body('byteplus-seedance-1-pro-fast', { still, endStill }).content).toHaveLength(2);
  });

  it('get a seed, and are silent, where the model is of the first generation', () => {
    expect(body('byteplus-seedance-1-pro-fast')).toMatchObject({ seed: 7 });
    expect(body('byteplus-seedance-1-pro-fast')).not.toHaveProperty('generate_audio');
  });

  const status = (response: VendorResponse) => byteplus.poll.readStatus(response);
  it.each([
    ['queued', { state: 'running', progress: { text: "waits in BytePlus's queue" } }],
    ['a_state_of_tomorrow', { state: 'running' }],
    ['expired', { state: 'failed', failure: { code: 'provider-failed' } }],
    ['cancelled', { state: 'cancelled', charged: 'maybe' }],
    ['succeeded', { state: 'failed', failure: { message: 'BytePlus finished without giving a file.' } }],
  ])('%s', (state, expected) => {
    expect(status(task(state))).toMatchObject(expected);
  });

  it('are listed', () => {
    expect(byteplus.recent.toRequest().path).toContain('page_size=100');
    expect(byteplus.poll.toRequest({ id: '../x' }).path).toBe('/contents/generations/tasks/..%2Fx');
  });
});

describe('pictures', () => {
  describeDirectVendor(byteplus, {
    ...same,
    ...{ generator: seedream, inputs: { ...inputs, still } },
    request: {
      ...{ method: 'POST', path: '/images/generations' },
      body: {
        ...{ model: 'seedream-4-5-251128', prompt: inputs.prompt, image: still, size: '2736x1536' },
        ...{ watermark: false, response_format: 'b64_json' },
      },
    },
    answers: {
      ...refusals,
      done: answer(200, { created: 1_795_160_000, data: [{ b64_json: 'iVBORw==' }] }),
      rejected: problem(400, 'InputTextSensitiveContentDetected'),
    },
    result: { media: Buffer.from('iVBORw==', 'base64'), words: null },
  });
});

describe('refusals', () => {
  it.each([
    [problem(404, 'ModelNotOpen'), { code: 'unsupported', message: 'The BytePlus account may not do this: Words.' }],
    [problem(403, 'OperationDenied.ServiceNotOpen'), { code: 'unsupported' }],
    [problem(404, 'InvalidEndpointOrModel.NotFound'), { code: 'unsupported' }],
    [problem(400, 'InputImageSensitiveContentDetected.PrivacyInformation'), { code: 'content-rejected' }],
    [problem(400, 'MissingParameter'), { code: 'invalid-input', message: 'BytePlus refused the input: Words.' }],
    [problem(500, 'InternalServiceError'), { code: 'provider-down' }],
    [answer(400, 'nonsense'), { code: 'invalid-input' }],
  ])('%j', (response, failure) => {
    expect(byteplus.readFailure(response)).toMatchObject(failure);
  });
});
