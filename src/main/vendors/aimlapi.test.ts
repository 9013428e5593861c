import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { aimlapi } from './aimlapi.ts';
import type { VendorResponse } from './define-vendor.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish, voiceWish } from './testing/wishes.ts';

// Bodies are those of AIMLAPI's own OpenAPI of 2026-08 and of its pages on errors and billing.

const rows = await catalogueRows('aimlapi');
const seedance = rowOf(rows, 'aimlapi-seedance-2');
const flux = rowOf(rows, 'aimlapi-flux-1-schnell');
const voice = rowOf(rows, 'aimlapi-tts-1');

const inputs = pictureWish({ seconds: 5, seed: 42 });
const speech = voiceWish({ text: 'Hello from the studio' });

const answer = (status: number, body: unknown, headers = {}): VendorResponse => ({ status, headers, body });
const problem = (statusCode: number, message: string, more = {}) =>
  answer(statusCode, { message, path: '/v2/video/generations', requestId: '798b860e', statusCode, ...more });
const id = 'V1StGXR8Z5jdHi6BmyT8k:seedance';
const video = 'https://cdn.aimlapi.com/generations/hedgehog/EXAMPLE.mp4';
const generation = (more: object) => answer(200, { id, ...more });
const moderated = { name: 'Error', message: "Content was rejected by the provider's moderation." };

const same = {
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  retryAfterMs: null,
  account: { name: 'AIMLAPI account', balanceMicros: 123_450_000 },
};
const refusals = {
  unauthorized: problem(401, 'This request requires a valid API key.'),
  noCredit: problem(403, "You've run out of credits. Please top up your balance."),
  rateLimited: problem(429, 'Too Many Requests'),
  account: answer(200, { current_balance: 123.45, currency: 'USD' }),
};

describe('videos', () => {
  describeQueueVendor(aimlapi, {
    ...same,
    ...{ generator: seedance, inputs },
    request: {
      ...{ method: 'POST', path: '/v2/video/generations' },
      body: {
        ...{ model: 'bytedance/seedance-2-0', prompt: inputs.prompt, duration: 5, aspect_ratio: '16:9', seed: 42 },
        ...{ resolution: '720p', generate_audio: true },
      },
    },
    answers: {
      ...refusals,
      submitted: generation({ status: 'queued' }),
      running: generation({ status: 'generating' }),
      succeeded: generation({ status: 'completed', video: { url: video } }),
      failed: generation({ status: 'error', error: { detail: [{ loc: ['body'], msg: 'No.', type: 'value' }] } }),
    },
    outputs: [video],
    moderated: { at: 'poll', answer: generation({ status: 'error', error: moderated }) },
  });

  const status = (response: VendorResponse) => aimlapi.poll.readStatus(response);

  it('are asked for by ids that may hold colons', () => {
    expect(aimlapi.poll.toRequest({ id }).path).toBe(
      '/v2/video/generations?generation_id=V1StGXR8Z5jdHi6BmyT8k%3Aseedance',
    );
    expect(aimlapi.submit.readOperation(answer(201, { generation_id: id }))).toEqual({ id });
  });

  it.each([
    [{ usage: { credits_used: 1_050_000, usd_spent: 0.525 } }, 525_000],
    [{ usage: { credits_used: 1_050_000 } }, 525_000],
  ])('tell what was spent: %j', (meta, reportedMicros) => {
    expect(status(generation({ status: 'succeeded', video: [video], meta }))).toEqual({
      ...{ state: 'succeeded', outputs: [video], reportedMicros },
    });
  });

  it('from a still may be another model with other words', () => {
    const still = 'data:image/png;base64,AAAA';
    const { request } = aimlapi.submit.toRequest(rowOf(rows, 'aimlapi-kling-3-pro'), {
      ...{ ...inputs, still, endStill: still },
    });
    expect(request.body).toEqual({
      ...{ model: 'klingai/video-v3-pro-image-to-video', prompt: inputs.prompt, duration: 5, generate_audio: true },
      ...{ image_url: still, tail_image_url: still },
    });
  });
});

const png = 'https://cdn.aimlapi.com/generations/EXAMPLE/1.png';
describe('pictures', () => {
  describeDirectVendor(aimlapi, {
    ...same,
    ...{ generator: flux, inputs },
    request: {
      ...{ method: 'POST', path: '/v1/images/generations' },
      body: {
        ...{ model: 'flux/schnell', prompt: inputs.prompt, seed: 42, num_images: 1 },
        image_size: { width: 1344, height: 768 },
      },
    },
    answers: {
      ...refusals,
      done: answer(200, { data: [{ url: png, b64_json: null }], meta: { usage: { credits_used: 6300 } } }),
      rejected: problem(400, 'The prompt was flagged by the safety checker.'),
    },
    result: { media: png, words: null, reportedMicros: 3150 },
  });

  it.each([
    [{ images: [{ url: png }] }, png],
    [{ data: [{ b64_json: 'AAAA' }] }, Buffer.from('AAAA', 'base64')],
  ])('are read from %j', (body, media) => {
    expect(aimlapi.direct.readResult(answer(200, body), flux)).toEqual({ media, words: null });
  });
});

describe('speech', () => {
  const mp3 = 'https://cdn.aimlapi.com/generations/EXAMPLE/1.mp3';
  const bytes = (body: unknown) => new TextEncoder().encode(JSON.stringify(body));

  it('is asked for by text and voice', () => {
    expect(aimlapi.direct.toRequest(voice, speech).request).toEqual({
      ...{ method: 'POST', path: '/v1/tts', bytes: true },
      body: { model: 'openai/tts-1', text: 'Hello from the studio', voice: 'alloy', speed: 1, response_format: 'mp3' },
    });
  });

  it.each([
    [bytes({ audio: { url: mp3 } }), 'application/json', mp3],
    [bytes({ audio: mp3 }), 'application/json', mp3],
    [new Uint8Array([1, 2]), 'audio/mpeg', new Uint8Array([1, 2])],
  ])('comes in three ways: %#', (body, type, media) => {
    const response = answer(200, body, { 'content-type': type, 'x-aimlapi-usd-spent': '0.000600000' });
    expect(aimlapi.direct.readResult(response, voice)).toEqual({ media, words: null, reportedMicros: 600 });
  });
});

it.each([
  [problem(403, 'This model is not in your plan'), 'unsupported'],
  [problem(400, 'Body validation error', { meta: [{ path: ['model'] }] }), 'invalid-input'],
  [problem(504, 'Generation timeout'), 'provider-down'],
])('refuses by %j', (response, code) => {
  expect(aimlapi.readFailure(response)).toMatchObject({ code });
});
