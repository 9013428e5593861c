import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { ltx } from './ltx.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of docs.ltx.io and of its OpenAPI, 2026-07.

const rows = await catalogueRows('ltx');
const inputs = pictureWish();
const id = 'job_7f1c2a9b';
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const job = (more: object) => ({ status: 200, headers: {}, body: { id, created_at: '2026-11-20T08:00:00Z', ...more } });
const no = (status: number, type: string, message: string, headers: Record<string, string> = {}) => ({
  ...{ status, headers, body: { type: 'error', error: { type, message } } },
});

describeQueueVendor(ltx, {
  generator: rowOf(rows, 'ltx-2.3-fast'),
  inputs,
  request: {
    ...{ method: 'POST', path: '/v2/text-to-video' },
    body: {
      ...{ prompt: inputs.prompt, model: 'ltx-2-3-fast', duration: 6, resolution: '1920x1080' },
      generate_audio: true,
    },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  answers: {
    submitted: { ...job({}), status: 202 },
    running: job({ status: 'processing' }),
    succeeded: job({ status: 'completed', result: { video_url: clip } }),
    failed: job({ status: 'failed', error: { type: 'api_error', message: 'The generation failed.' } }),
    unauthorized: no(401, 'authentication_error', 'Invalid API key'),
    noCredit: no(402, 'insufficient_funds_error', 'Insufficient funds'),
    rateLimited: no(429, 'concurrency_limit_error', 'Too many concurrent generations', { 'retry-after': '30' }),
    account: no(404, 'not_found_error', 'Job not found'),
  },
  outputs: [clip],
  moderated: { at: 'submit', answer: no(422, 'content_filtered_error', 'Content was filtered') },
  retryAfterMs: 30_000,
  account: { name: 'LTX account' },
});

const submit = (row: string, wish: Partial<typeof inputs> = {}) => {
  const { request, warnings } = ltx.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish });
  return { request, body: JSON.parse(JSON.stringify(request.body)), warnings };
};

describe('requests', () => {
  it('with a still go to another address, where they are asked for too', () => {
    const [still, endStill] = ['data:image/png;base64,AA==', 'data:image/png;base64,AB=='];
    const { request, body } = submit('ltx-2.3-pro', { still, endStill });
    expect(request.path).toBe('/v2/image-to-video');
    expect(body).toMatchObject({ image_uri: still, last_frame_uri: endStill });
    const operation = ltx.submit.readOperation(job({}), request);
    expect(ltx.poll.toRequest(operation)).toEqual({ method: 'GET', path: `/v2/image-to-video/${id}` });
  });

  it('ask for a size and a length that there is', () => {
    const portrait = { aspect: '9:16' as const, width: 720, height: 1280, seconds: 11 };
    expect(submit('ltx-2.3-fast', portrait)).toMatchObject({
      body: { resolution: '1080x1920', duration: 12 },
      warnings: [],
    });
    expect(submit('ltx-2.3-pro', { seconds: 12 }).warnings).toEqual([
      'LTX-2.3 Pro makes at most 10 s of the 12 s asked for.',
    ]);
    const square = { aspect: '1:1' as const, width: 720, height: 720 };
    expect(submit('ltx-2.3-fast', square).warnings).toEqual(['LTX-2.3 Fast does not make 1:1; the picture is fitted.']);
  });
});

it.each([
  ['content_filtered_error', 'content-rejected'],
  ['invalid_request_error', 'invalid-input'],
  ['rate_limit_error', 'provider-failed'],
  ['api_error', 'provider-failed'],
])('fails by %s as %s', (type, code) => {
  const status = ltx.poll.readStatus(job({ status: 'failed', error: { type, message: 'Words' } }));
  expect(status).toMatchObject({ state: 'failed', failure: { code }, charged: 'maybe' });
});

it('takes an overloaded LTX for one that is down', () => {
  expect(ltx.readFailure(no(529, 'overloaded_error', 'Overloaded'))).toMatchObject({ code: 'provider-down' });
});
