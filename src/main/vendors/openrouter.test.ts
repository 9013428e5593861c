import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { describeDirectVendor } from './conformance-direct.ts';
import { describeQueueVendor } from './conformance-queue.ts';
import type { RemoteInputs, VendorResponse } from './define-vendor.ts';
import { openrouter } from './openrouter.ts';

// Bodies are those of @openrouter/sdk 1.3.19 and of openrouter.ai/docs, 2026-09.

const rows = await catalogueRows('openrouter');
const veo = rowOf(rows, 'openrouter-veo-3.1');
const banana = rowOf(rows, 'openrouter-nano-banana-2');
const still = 'data:image/jpeg;base64,AA==';
const inputs: Extract<RemoteInputs, { role: 'picture' }> = {
  ...{ role: 'picture', script: '', prompt: 'A red fox runs through snow', title: 'Fox', kind: 'hook' },
  ...{ seconds: 7.5, aspect: '16:9', width: 1280, height: 720, fps: '30', seed: 7, still: null, endStill: null },
};

const id = 'gen-vid-1763546400-abcdefghij0123456789';
const clip = `https://openrouter.ai/api/v1/videos/${id}/content?index=0`;
const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
const job = (more: object) => answer(200, { id, polling_url: `/api/v1/videos/${id}`, ...more });
const problem = (status: number, message: string, metadata?: object) =>
  answer(status, { error: { code: status, message, ...(metadata && { metadata }) } });

const same = {
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  retryAfterMs: null,
  account: { name: 'OpenRouter key', balanceMicros: 7_500_000 },
};
const answers = {
  unauthorized: problem(401, 'User not found.'),
  noCredit: problem(402, 'Insufficient credits.', { limit_source: 'openrouter_credits' }),
  rateLimited: problem(429, 'Rate limit exceeded'),
  account: answer(200, { data: { label: 'sk-or-…', limit_remaining: 7.5 } }),
};
const flagged = problem(403, 'The prompt was flagged', { reasons: ['violence'] });

describe('videos', () => {
  describeQueueVendor(openrouter, {
    ...same,
    ...{ generator: veo, inputs },
    request: {
      ...{ method: 'POST', path: '/videos' },
      body: {
        ...{ model: 'google/veo-3.1', prompt: inputs.prompt, aspect_ratio: '16:9', resolution: '720p' },
        ...{ duration: 8, generate_audio: true, seed: 7 },
      },
    },
    moderated: { at: 'submit', answer: flagged },
    answers: {
      ...answers,
      submitted: { ...job({ status: 'pending' }), status: 202 },
      running: job({ status: 'in_progress' }),
      succeeded: job({ status: 'completed', unsigned_urls: [clip], usage: { cost: 3.2, is_byok: false } }),
      failed: job({ status: 'failed', error: 'Upstream error' }),
    },
    outputs: [clip],
  });

  it('begin and end on pictures, each said to be which', () => {
    const wish = { ...inputs, still, endStill: 'data:image/jpeg;base64,RU5E' };
    const { body } = openrouter.submit.toRequest(veo, wish).request;
    expect(body).toMatchObject({
      frame_images: [
        { type: 'image_url', image_url: { url: still }, frame_type: 'first_frame' },
        { type: 'image_url', image_url: { url: wish.endStill }, frame_type: 'last_frame' },
      ],
    });
  });

  it.each([
    [job({ status: 'completed', unsigned_urls: [clip], usage: { cost: 3.2 } }), { reportedMicros: 3_200_000 }],
    [job({ status: 'completed' }), { state: 'failed', failure: { code: 'provider-failed' } }],
    [job({ status: 'failed', error: 'rejected the prompt for safety' }), { failure: { code: 'content-rejected' } }],
    [job({ status: 'expired' }), { state: 'failed', charged: 'yes' }],
    [job({ status: 'a-state-of-tomorrow' }), { state: 'running' }],
  ])('%j', (response, status) => expect(openrouter.poll.readStatus(response)).toMatchObject(status));
});

describe('pictures', () => {
  describeDirectVendor(openrouter, {
    ...same,
    ...{ generator: banana, inputs },
    request: {
      ...{ method: 'POST', path: '/images' },
      body: { model: 'google/gemini-3.1-flash-image', prompt: inputs.prompt, aspect_ratio: '16:9', n: 1 },
    },
    answers: {
      ...answers,
      rejected: flagged,
      done: answer(200, { data: [{ b64_json: 'iVBORw==', media_type: 'image/png' }], usage: { cost: 0.04 } }),
    },
    result: { media: Buffer.from('iVBORw==', 'base64'), words: null, reportedMicros: 40_000 },
  });
});

it.each([
  [problem(403, 'This key may not use the model'), 'unauthorized'],
  [problem(400, 'veo is not a valid model ID'), 'invalid-input'],
  [problem(529, 'Provider overloaded'), 'provider-down'],
])('%j', (response, code) => expect(openrouter.readFailure(response)).toMatchObject({ code }));
