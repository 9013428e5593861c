import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { krea } from './krea.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of docs.krea.ai and of independent clients, 2026.

const rows = await catalogueRows('krea');
const kling = rowOf(rows, 'krea-kling-2.5');

const inputs = pictureWish({ seconds: 5 });
const id = '2f0d4e2c-1a38-4a37-93a4-7f7ad0d0c9aa';
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const job = (status: string, more: object = {}) => ({
  ...{ status: 200, headers: {} },
  body: { job_id: id, status, created_at: '2026-11-20T08:00:00.000Z', completed_at: null, result: null, ...more },
});
const failed = (code: string) => job('failed', { error: { code, message: 'Generation failed' } });
const problem = (status: number, message: string) => ({ status, headers: {}, body: { message } });

describeQueueVendor(krea, {
  generator: kling,
  inputs,
  request: {
    ...{ method: 'POST', path: '/generate/video/kling/kling-2.5' },
    body: { prompt: inputs.prompt, duration: 5, aspect_ratio: '16:9' },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  moderated: { at: 'poll', answer: failed('content_moderation') },
  answers: {
    submitted: job('queued'),
    running: job('processing'),
    succeeded: job('completed', { result: { urls: [clip] } }),
    failed: failed('generation_failed'),
    unauthorized: problem(401, 'Unauthorized'),
    noCredit: problem(402, 'INSUFFICIENT_BALANCE'),
    rateLimited: problem(429, 'Too many requests'),
    account: { status: 200, body: { items: [], next_cursor: null } },
  },
  outputs: [clip],
  retryAfterMs: null,
  account: { name: 'Krea account' },
});

const submit = (row: string, wish: Partial<typeof inputs> = {}) =>
  krea.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish }).request;

it('asks each model in its own words', () => {
  const still = 'data:image/jpeg;base64,/9j/4AAQ';
  expect(submit('krea-kling-2.5', { still }).body).toMatchObject({ start_image: still });
  expect(submit('krea-2-medium')).toMatchObject({
    path: '/generate/image/krea/krea-2/medium',
    body: { prompt: inputs.prompt, aspect_ratio: '16:9', seed: 7, resolution: '1K' },
  });
  expect(submit('krea-flux-1-dev').body).toEqual({ prompt: inputs.prompt, width: 1360, height: 768 });
});

describe('states', () => {
  it.each(['backlogged', 'scheduled', 'sampling', 'intermediate-complete', 'a-state-of-tomorrow'])(
    '%s runs',
    (status) => {
      expect(krea.poll.readStatus(job(status))).toMatchObject({ state: 'running' });
    },
  );

  it.each([{ urls: [clip] }, { video_url: clip }, { url: clip }])('%j holds the clip', (result) => {
    expect(krea.poll.readStatus(job('completed', { result }))).toEqual({ state: 'succeeded', outputs: [clip] });
  });

  it('end without a file, or stopped', () => {
    expect(krea.poll.readStatus(job('completed'))).toMatchObject({ state: 'failed', charged: 'maybe' });
    expect(krea.poll.readStatus(job('cancelled'))).toEqual({ state: 'cancelled', charged: 'maybe' });
  });
});

it('quotes what was wrong with the input', () => {
  expect(krea.readFailure(problem(422, 'Unrecognized keys: "foo"'))).toEqual({
    ...{ code: 'invalid-input', message: 'Krea refused the input: Unrecognized keys: "foo".' },
  });
});
