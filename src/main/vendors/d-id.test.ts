import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { did } from './d-id.ts';
import type { RemoteInputs } from './define-vendor.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';

// Bodies are those of D-ID's OpenAPI 4.2.1, 2026-04.

const generator = rowOf(await catalogueRows('d-id'), 'd-id-talking-photo');
const still = 'data:image/png;base64,AA==';
const inputs: Extract<RemoteInputs, { role: 'picture' }> = {
  ...{ role: 'picture', script: 'Hello there', prompt: '', title: 'Intro', kind: 'hook' },
  ...{ seconds: 4.6, aspect: '16:9', width: 1280, height: 720, fps: '30', seed: 7, still, endStill: null },
};
const face = 's3://d-id-images-prod/auth0|123/img_1/face.png';
const clip = 'https://d-id-talks-prod.s3.us-west-2.amazonaws.com/x.mp4?X-Amz-Expires=86400';
const talk = (more: object) => ({
  status: 200,
  headers: {},
  body: { id: 'tlk_AbCs-xcz', created_by: 'auth0|123', ...more },
});
const problem = (status: number, kind: string, description: string) => ({
  status,
  headers: {},
  body: { kind, description },
});
const rejected = { kind: 'ImageModerationError', description: 'Automatic content moderation' };

describeQueueVendor(did, {
  generator,
  inputs,
  prepared: { id: 'img_1', url: face },
  request: {
    ...{ method: 'POST', path: '/talks' },
    body: {
      source_url: face,
      script: { type: 'text', input: 'Hello there', provider: { type: 'microsoft', voice_id: 'en-US-JennyNeural' } },
      config: { stitch: true, result_format: 'mp4' },
      name: 'Intro',
    },
  },
  keyHeaders: { authorization: 'Basic rehearsal-key' },
  answers: {
    submitted: { ...talk({ object: 'talk', status: 'created' }), status: 201 },
    running: talk({ status: 'started', started_at: '2026-11-20T10:00:02.000Z' }),
    succeeded: talk({ status: 'done', result_url: clip, duration: 4 }),
    failed: talk({ status: 'error', error: { kind: 'InternalServerError', description: 'driver failed' } }),
    unauthorized: problem(401, 'AuthorizationError', 'user unauthenticated'),
    noCredit: problem(402, 'InsufficientCreditsError', 'not enough credits'),
    rateLimited: null,
    account: {
      status: 200,
      body: { credits: [{ remaining: 10_000, total: 10_000 }], remaining: 10_000, total: 10_000 },
    },
  },
  outputs: [clip],
  moderated: { at: 'poll', answer: talk({ status: 'rejected', error: rejected }) },
  retryAfterMs: null,
  account: { name: '10000 credits left' },
});

describe('the face', () => {
  it('is uploaded once, before the paid call', () => {
    expect(did.prepare.toRequest(generator, inputs, undefined)).toEqual({
      ...{ method: 'POST', path: '/images', form: { image: { name: 'face.png', dataUri: still } } },
    });
    expect(did.prepare.toRequest(generator, inputs, did.prepare.read(talk({ url: face })))).toBeNull();
    const down = expect.objectContaining({ code: 'provider-down' });
    expect(() => did.prepare.read(talk({}))).toThrow(down);
  });

  it('and the words have to be there', () => {
    const invalid = expect.objectContaining({ code: 'invalid-input' });
    expect(() => did.prepare.toRequest(generator, { ...inputs, still: null }, undefined)).toThrow(invalid);
    expect(() => did.prepare.toRequest(generator, { ...inputs, script: '' }, undefined)).toThrow(invalid);
  });
});

it.each([
  [451, 'TextModerationError', 'content-rejected'],
  [451, 'CelebrityRecognizedError', 'content-rejected'],
  [415, 'UnsupportedMimeTypeError', 'invalid-input'],
  [403, 'PermissionError', 'unsupported'],
  [500, 'InternalServerError', 'provider-down'],
])('takes %i %s for %s', (status, kind, code) => {
  expect(did.readFailure(problem(status, kind, 'No.')).code).toBe(code);
});

it('says that a picture without a face cannot be used', () => {
  const answer = talk({ status: 'error', error: { kind: 'FaceError', description: 'face not detected' } });
  const failure = { code: 'invalid-input', message: 'D-ID cannot use the input: face not detected.' };
  expect(did.poll.readStatus(answer)).toEqual({ state: 'failed', charged: 'maybe', failure });
});
