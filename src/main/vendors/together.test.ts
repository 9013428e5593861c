import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish, voiceWish } from './testing/wishes.ts';
import { together } from './together.ts';

// Bodies are those of together-ai 0.52.0 and of Together's pages.

const rows = await catalogueRows('together');
const hailuo = rowOf(rows, 'together-hailuo-02');
const flux = rowOf(rows, 'together-flux-1-schnell');
const kokoro = rowOf(rows, 'together-kokoro');

const inputs = pictureWish({ seconds: 5, seed: 42 });

const answer = (status: number, body: unknown, headers = {}): VendorResponse => ({ status, headers, body });
const problem = (status: number, type: string, code: string | null, message: string, headers = {}) =>
  answer(status, { error: { message, type, param: null, code } }, headers);
const id = 'video_01hexample';
const video = (status: string, more = {}) =>
  answer(200, { id, object: 'video', model: 'minimax/hailuo-02', status, size: '1366x768', seconds: '6', ...more });
const url = 'https://api.together.ai/shrt/EXAMPLE';

const same = {
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  retryAfterMs: 9000,
  account: { name: 'Together AI key' },
};
const refusals = {
  unauthorized: problem(401, 'invalid_request_error', 'invalid_api_key', 'Invalid API key provided.'),
  noCredit: problem(402, 'credit_limit', null, 'Credit limit exceeded.'),
  rateLimited: problem(429, 'rate_limit', null, 'You have been rate limited.', { 'retry-after': '9' }),
  account: answer(200, [{ id: 'black-forest-labs/FLUX.1-schnell', object: 'model', type: 'image' }]),
};

describe('videos', () => {
  describeQueueVendor(together, {
    ...same,
    ...{ generator: hailuo, inputs },
    request: {
      ...{ method: 'POST', at: 'videos', path: '/videos' },
      body: { model: 'minimax/hailuo-02', prompt: inputs.prompt, seconds: '6', width: 1366, height: 768 },
    },
    answers: {
      ...refusals,
      submitted: video('in_progress'),
      running: video('queued'),
      succeeded: video('completed', { outputs: { cost: 0.49, video_url: url } }),
      failed: video('failed', { error: { code: 'internal', message: 'It broke.' } }),
    },
    outputs: [url],
    moderated: {
      at: 'poll',
      answer: video('failed', { error: { code: 'content_policy', message: 'The prompt was rejected.' } }),
    },
  });

  it('tell what they cost, and end in other ways too', () => {
    const status = (response: VendorResponse) => together.poll.readStatus(response);
    expect(status(video('completed', { outputs: { cost: 0.49, video_url: url } }))).toMatchObject({
      reportedMicros: 490_000,
    });
    expect(status(video('cancelled'))).toEqual({ state: 'cancelled', charged: 'maybe' });
    expect(status(video('completed', { outputs: null }))).toMatchObject({ state: 'failed', charged: 'maybe' });
  });

  it('leave a still out, and say so', () => {
    const { warnings } = together.submit.toRequest(hailuo, { ...inputs, still: 'data:image/png;base64,AAAA' });
    expect(warnings).toEqual([expect.stringContaining('takes no still')]);
  });
});

describe('pictures', () => {
  describeDirectVendor(together, {
    ...same,
    ...{ generator: flux, inputs },
    request: {
      ...{ method: 'POST', path: '/images/generations' },
      body: {
        ...{ model: 'black-forest-labs/FLUX.1-schnell', prompt: inputs.prompt, width: 1344, height: 768, seed: 42 },
        ...{ n: 1, response_format: 'base64', output_format: 'png' },
      },
    },
    answers: {
      ...refusals,
      done: answer(200, { id: 'o1', object: 'list', data: [{ index: 0, type: 'b64_json', b64_json: 'iVBORw0KGgo=' }] }),
      rejected: problem(422, 'invalid_request_error', null, 'The prompt was flagged as NSFW.'),
    },
    result: { media: Buffer.from('iVBORw0KGgo=', 'base64'), words: null },
  });
});

it('speaks, and takes no page for a voice', () => {
  const speech = voiceWish({ speed: 1.2 });
  const { request, warnings } = together.direct.toRequest(kokoro, speech);
  expect(request).toEqual({
    ...{ method: 'POST', path: '/audio/speech', bytes: true },
    body: { model: 'hexgrad/Kokoro-82M', input: 'Hello', voice: 'af_heart', response_format: 'mp3' },
  });
  expect(warnings).toEqual([expect.stringContaining('own pace')]);
  const media = new Uint8Array([1, 2]);
  expect(together.direct.readResult(answer(200, media, { 'content-type': 'audio/mpeg' }), kokoro)).toEqual({
    ...{ media, words: null },
  });
  const page = answer(200, media, { 'content-type': 'text/html' });
  expect(() => together.direct.readResult(page, kokoro)).toThrow(expect.objectContaining({ code: 'provider-down' }));
});
