import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { openrouter } from './openrouter.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of @openrouter/sdk 1.3.19 and of OpenRouter's pages.

const rows = await catalogueRows('openrouter');
const veo = rowOf(rows, 'openrouter-veo-3.1');
const banana = rowOf(rows, 'openrouter-gemini-3.1-flash-image');

const inputs = pictureWish({ seconds: 8, seed: 42 });
const still = 'data:image/png;base64,AAAA';

const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
const problem = (code: number, message: string, metadata = {}) => answer(code, { error: { code, message, metadata } });
const id = 'gen-vid-1763546400-abcdefghij0123456789';
const video = (status: string, more = {}, http = 200) =>
  answer(http, { id, polling_url: `/api/v1/videos/${id}`, status, ...more });
const unsigned_urls = [`https://openrouter.ai/api/v1/videos/${id}/content?index=0`];
const output = `/api/v1/videos/${id}/content?index=0`;

const same = {
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  retryAfterMs: null,
  account: { name: 'sk-or-v1-abc...123', balanceMicros: 7_500_000 },
};
const refusals = {
  unauthorized: problem(401, 'User not found.'),
  noCredit: problem(402, 'Insufficient credits.', { limit_source: 'openrouter_credits' }),
  rateLimited: problem(429, 'Rate limit exceeded'),
  account: answer(200, { data: { label: 'sk-or-v1-abc...123', limit: 20, limit_remaining: 7.5, usage: 12.5 } }),
};

describe('videos', () => {
  describeQueueVendor(openrouter, {
    ...same,
    ...{ generator: veo, inputs },
    request: {
      ...{ method: 'POST', path: '/api/v1/videos' },
      body: {
        ...{ model: 'google/veo-3.1', prompt: inputs.prompt, duration: 8, resolution: '720p', aspect_ratio: '16:9' },
        ...{ generate_audio: true, seed: 42 },
      },
    },
    answers: {
      ...refusals,
      submitted: video('pending', {}, 202),
      running: video('in_progress'),
      succeeded: video('completed', { unsigned_urls, usage: { cost: 3.2, is_byok: false } }),
      failed: video('failed', { error: 'It broke.' }),
    },
    outputs: [output],
    moderated: {
      at: 'poll',
      answer: video('failed', { error: 'The provider rejected the prompt for safety reasons.' }),
    },
  });

  const status = (response: VendorResponse) => openrouter.poll.readStatus(response);

  it.each([
    [video('completed', { unsigned_urls, usage: { cost: 3.2 } }), { state: 'succeeded', reportedMicros: 3_200_000 }],
    [video('completed', { unsigned_urls: [] }), { state: 'failed', charged: 'maybe' }],
    [video('expired'), { state: 'failed', charged: 'yes' }],
    [video('cancelled'), { state: 'cancelled', charged: 'maybe' }],
    [video('a_state_of_tomorrow'), { state: 'running' }],
  ])('%j', (response, expected) => {
    expect(status(response)).toMatchObject(expected);
  });

  it('start and end on pictures, which give them their shape', () => {
    const { request } = openrouter.submit.toRequest(veo, { ...inputs, still, endStill: still });
    const frame = { type: 'image_url', image_url: { url: still } };
    expect(request.body).toMatchObject({
      frame_images: [
        { ...frame, frame_type: 'first_frame' },
        { ...frame, frame_type: 'last_frame' },
      ],
    });
    expect(request.body).not.toHaveProperty('aspect_ratio');
  });
});

describe('pictures', () => {
  describeDirectVendor(openrouter, {
    ...same,
    ...{ generator: banana, inputs: { ...inputs, still } },
    request: {
      ...{ method: 'POST', path: '/api/v1/images' },
      body: {
        ...{ model: 'google/gemini-3.1-flash-image-preview', prompt: inputs.prompt, aspect_ratio: '16:9', n: 1 },
        input_references: [{ type: 'image_url', image_url: { url: still } }],
      },
    },
    answers: {
      ...refusals,
      done: answer(200, { created: 1, data: [{ b64_json: 'iVBORw0KGgo=' }], usage: { cost: 0.04 } }),
      rejected: problem(403, 'Your input was flagged', { reasons: ['violence'] }),
    },
    result: { media: Buffer.from('iVBORw0KGgo=', 'base64'), words: null, reportedMicros: 40_000 },
  });
});

it.each([
  [problem(403, 'This key may not use this model'), 'unsupported'],
  [problem(400, 'nope is not a valid model ID'), 'invalid-input'],
  [problem(404, 'No provider'), 'not-found'],
  [problem(529, 'Provider overloaded'), 'provider-down'],
])('refuses by %j', (response, code) => {
  expect(openrouter.readFailure(response)).toMatchObject({ code });
});
