import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { firefly } from './firefly.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of @adobe/firefly-apis 2.0.1 and of developer.adobe.com, 2026-07.

const generator = rowOf(await catalogueRows('firefly'), 'firefly-video-1');
const still = 'data:image/png;base64,AA==';
const inputs = pictureWish();

const id = 'urn:ff:jobs:epo855230:0f1a2b3c';
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const answer = (status: number, body: unknown, headers: Record<string, string> = {}): VendorResponse => ({
  ...{ status, headers, body },
});
const job = (more: object) => answer(200, { jobId: id, ...more });
const problem = (status: number, error_code: string, message = 'words', headers = {}) =>
  answer(status, { error_code, message }, headers);
const host = 'https://firefly-epo855230.adobe.io';
const receipt = (origin: string) =>
  answer(202, { jobId: id, statusUrl: `${origin}/v3/status/${id}`, cancelUrl: `${origin}/v3/cancel/${id}` });

describeQueueVendor(firefly, {
  generator,
  inputs,
  request: {
    ...{ method: 'POST', path: '/v3/videos/generate', headers: { 'x-model-version': 'video1_standard' } },
    body: { prompt: inputs.prompt, sizes: [{ width: 1920, height: 1080 }], seeds: [7] },
  },
  session: answer(200, { access_token: 'ims-token', token_type: 'bearer', expires_in: 86_399 }),
  keyHeaders: { authorization: 'Bearer ims-token', 'x-api-key': 'rehearsal-key' },
  moderated: { at: 'poll', answer: job({ status: 'failed', error_code: 'prompt_unsafe', message: 'Rejected.' }) },
  answers: {
    // Of the main address, so that the bench is asked.
    submitted: receipt('https://firefly-api.adobe.io:8443'),
    running: job({ status: 'running', progress: 40 }),
    succeeded: job({ status: 'succeeded', result: { outputs: [{ seed: 7, video: { url: clip } }] } }),
    failed: job({ status: 'failed', error_code: 'runtime_error', message: 'Failed' }),
    unauthorized: problem(401, '401013', 'Oauth token is not valid'),
    noCredit: problem(403, 'quota'),
    rateLimited: problem(429, 'throttled', 'Too many requests', { 'retry-after': '60' }),
    account: problem(404, 'unknown_job_id'),
  },
  outputs: [clip],
  retryAfterMs: 60_000,
  account: { name: 'Adobe Firefly project' },
});

describe('jobs', () => {
  it('are followed to the host that the receipt names, where it is Adobe’s', () => {
    const operation = firefly.submit.readOperation(receipt(host));
    expect(firefly.poll.toRequest(operation)).toEqual({ method: 'GET', at: host, path: `/v3/status/${id}` });
    expect(firefly.cancel.toRequest(operation)).toEqual({ method: 'PUT', at: host, path: `/v3/cancel/${id}` });
  });

  it.each(['https://firefly-x.adobe.io.evil.example', 'http://firefly-x.adobe.io', 'https://evil.example'])(
    'never carry the token to %s',
    (origin) => {
      const operation = firefly.submit.readOperation(receipt(origin));
      expect(firefly.poll.toRequest(operation)).toEqual({ method: 'GET', path: `/v3/status/${id}` });
    },
  );
});

it('uploads both frames, one by one, and names them by their ids', () => {
  const wish = { ...inputs, still, endStill: 'data:image/png;base64,RU5E' };
  const { toRequest, read } = firefly.prepare;
  const stored = (image: string) => answer(200, { images: [{ id: image }] });
  expect(toRequest(generator, wish, undefined)).toMatchObject({ path: '/v2/storage/image', file: still });
  const first = read(stored('a'), undefined);
  expect(toRequest(generator, wish, first)).toMatchObject({ file: wish.endStill });
  const both = read(stored('b'), first);
  expect(toRequest(generator, wish, both)).toBeNull();
  expect(firefly.submit.toRequest(generator, wish, both).request.body).toMatchObject({
    image: {
      conditions: [
        { placement: { position: 0 }, source: { uploadId: 'a' } },
        { placement: { position: 1 }, source: { uploadId: 'b' } },
      ],
    },
  });
  expect(toRequest(generator, inputs, undefined)).toBeNull();
});

describe('credentials', () => {
  it('are two words, exchanged in a form', () => {
    expect(firefly.keyForm.fits('client secret')).toBe(true);
    expect(firefly.keyForm.fits('client:secret')).toBe(true);
    expect(firefly.keyForm.fits('client')).toBe(false);
    expect(firefly.session.toRequest('client:secret')).toMatchObject({
      ...{ at: 'ims', params: { client_id: 'client', client_secret: 'secret', grant_type: 'client_credentials' } },
    });
    expect(() => firefly.session.read(answer(200, {}))).toThrow('a token that cannot be read');
  });
});

it.each([
  [problem(403, 'access_error'), 'unsupported'],
  [problem(451, 'reference_image_unsafe_error'), 'content-rejected'],
  [problem(429, 'backpressure_limited'), 'rate-limited'],
  [problem(422, 'input_media_indecipherable'), 'invalid-input'],
  [problem(503, 'model_not_loaded'), 'provider-down'],
])('%j', (response, code) => expect(firefly.readFailure(response)).toMatchObject({ code }));
