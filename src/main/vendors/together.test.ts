import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { describeDirectVendor } from './conformance-direct.ts';
import { describeQueueVendor } from './conformance-queue.ts';
import type { RemoteInputs, VendorResponse } from './define-vendor.ts';
import { together } from './together.ts';

// Bodies are those of together-ai 0.52.0 and of docs.together.ai, 2026-09.

const rows = await catalogueRows('together');
const inputs: Extract<RemoteInputs, { role: 'picture' }> = {
  ...{ role: 'picture', script: '', prompt: 'A red fox runs through snow', title: 'Fox', kind: 'hook' },
  ...{ seconds: 5.5, aspect: '16:9', width: 1280, height: 720, fps: '30', seed: 7, still: null, endStill: null },
};
const spoken: Extract<RemoteInputs, { role: 'voice' }> = { role: 'voice', text: 'Hello', voice: null, speed: 1 };

const clip = 'https://api.together.ai/shrt/EXAMPLE';
const answer = (status: number, body: unknown, headers: Record<string, string> = {}): VendorResponse => ({
  ...{ status, headers, body },
});
const video = (more: object) =>
  answer(200, { id: 'video_01hexample', object: 'video', model: 'minimax/hailuo-02', created_at: 1, ...more });
const problem = (status: number, message: string, type: string, code: string | null = null) =>
  answer(status, { error: { message, type, param: null, code } });

const same = {
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  retryAfterMs: null,
  account: { name: '1 models' },
};
const answers = {
  unauthorized: problem(401, 'Invalid API key provided.', 'invalid_request_error', 'invalid_api_key'),
  noCredit: problem(402, 'Credit limit exceeded.', 'credit_limit'),
  rateLimited: problem(429, 'You have been rate limited.', 'rate_limit'),
  account: answer(200, [{ id: 'black-forest-labs/FLUX.1-schnell', object: 'model' }]),
};
const nsfw = problem(422, 'NSFW content detected in prompt', 'invalid_request_error');

describe('videos', () => {
  describeQueueVendor(together, {
    ...same,
    ...{ generator: rowOf(rows, 'together-hailuo-02'), inputs },
    request: {
      ...{ method: 'POST', path: '/v2/videos' },
      body: { model: 'minimax/hailuo-02', prompt: inputs.prompt, seconds: '6', width: 1366, height: 768, seed: 7 },
    },
    moderated: {
      at: 'poll',
      answer: video({ status: 'failed', error: { code: 'content_policy', message: 'The prompt was rejected.' } }),
    },
    answers: {
      ...answers,
      submitted: video({ status: 'in_progress' }),
      running: video({ status: 'in_progress' }),
      succeeded: video({ status: 'completed', outputs: { cost: 0.49, video_url: clip } }),
      failed: video({ status: 'failed', error: { code: 'internal', message: 'No.' } }),
    },
    outputs: [clip],
  });

  it.each([
    [video({ status: 'completed', outputs: { cost: 0.49, video_url: clip } }), { reportedMicros: 490_000 }],
    [video({ status: 'completed', outputs: {} }), { state: 'failed', failure: { code: 'provider-failed' } }],
    [video({ status: 'cancelled' }), { state: 'cancelled' }],
    [video({ status: 'a-state-of-tomorrow' }), { state: 'running' }],
  ])('%j', (response, status) => expect(together.poll.readStatus(response)).toMatchObject(status));

  it('do not begin from stills, and say so', () => {
    const wish = { ...inputs, still: 'data:image/jpeg;base64,AA==' };
    const { request, warnings } = together.submit.toRequest(rowOf(rows, 'together-hailuo-02'), wish);
    expect(JSON.stringify(request.body)).not.toContain('base64');
    expect(warnings).toEqual([expect.stringContaining('takes no still')]);
  });
});

describe('pictures', () => {
  describeDirectVendor(together, {
    ...same,
    ...{ generator: rowOf(rows, 'together-flux-schnell'), inputs },
    request: {
      ...{ method: 'POST', path: '/v1/images/generations' },
      body: {
        ...{ model: 'black-forest-labs/FLUX.1-schnell', prompt: inputs.prompt, width: 1360, height: 768, steps: 4 },
        ...{ seed: 7, n: 1, response_format: 'base64', output_format: 'png' },
      },
    },
    answers: {
      ...answers,
      rejected: nsfw,
      done: answer(200, { object: 'list', data: [{ index: 0, type: 'b64_json', b64_json: 'iVBORw==' }] }),
    },
    result: { media: Buffer.from('iVBORw==', 'base64'), words: null },
  });
});

describe('voices', () => {
  describeDirectVendor(together, {
    ...same,
    ...{ generator: rowOf(rows, 'together-kokoro'), inputs: spoken },
    request: {
      ...{ method: 'POST', path: '/v1/audio/speech', bytes: true },
      body: { model: 'hexgrad/Kokoro-82M', input: 'Hello', voice: 'af_alloy', response_format: 'mp3' },
    },
    answers: {
      ...answers,
      rejected: nsfw,
      done: { status: 200, headers: { 'content-type': 'audio/mpeg' }, body: Buffer.from('ID3') },
    },
    result: { media: Buffer.from('ID3'), words: null },
  });
});

it.each([
  [problem(404, 'Not found', 'not_found_error'), 'not-found'],
  [problem(400, 'width is wrong', 'invalid_request_error'), 'invalid-input'],
  [problem(529, 'Overloaded', 'server_error'), 'provider-down'],
])('%j', (response, code) => expect(together.readFailure(response)).toMatchObject({ code }));
