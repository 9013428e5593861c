import { describe, expect, it } from 'vitest';
import { asFrozen, ticket } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { synthesia } from './synthesia.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of Synthesia's OpenAPI 2.0.0, 2026-04.

const generator = rowOf(await catalogueRows('synthesia'), 'synthesia-anna');
const inputs = pictureWish({
  ...{ script: 'Hello', prompt: '', title: 'My video' },
  ...{ aspect: '9:16', width: 720, height: 1280 },
});
const wish = {
  ...{ test: false, title: 'My video', visibility: 'private', aspectRatio: '9:16', callbackId: ticket },
  input: [{ avatar: 'anna_costume1_cameraA', background: 'off_white', scriptText: 'Hello' }],
};
const id = '7b1a0000-2222-4333-8444-555566667777';
const clip = 'https://synthesia-results.s3.eu-west-1.amazonaws.com/x.mp4?X-Amz-Signature=abc';
const video = (status: string, more: object = {}) => ({
  status: 200,
  headers: {},
  body: { ...wish, id, status, createdAt: 1795132800, ...more },
});
const problem = (status: number, error: string, context: string) => ({ status, headers: {}, body: { error, context } });

describeQueueVendor(synthesia, {
  generator,
  inputs,
  request: { method: 'POST', path: '/v2/videos', body: wish },
  keyHeaders: { authorization: 'rehearsal-key' },
  answers: {
    submitted: { ...video('in_progress'), status: 201 },
    running: video('in_progress'),
    succeeded: video('complete', { download: clip, duration: '0:00:12.000' }),
    failed: video('error'),
    unauthorized: problem(403, 'Forbidden', 'Wrong API key'),
    // Their wording is not confirmed.
    noCredit: null,
    rateLimited: null,
    account: { status: 200, body: { videos: [], nextOffset: 0 } },
  },
  outputs: [clip],
  moderated: { at: 'poll', answer: video('rejected') },
  retryAfterMs: null,
  account: { name: 'Synthesia account' },
  recent: {
    sent: {
      ...{ generator, inputs: asFrozen(inputs), sentAt: '2026-11-20T10:00:00.000Z' },
      request: { method: 'POST', path: '/v2/videos', body: wish },
    },
    answer: { status: 200, body: { videos: [video('in_progress').body, { id: 'b', status: 'complete' }] } },
    listed: [
      {
        ...{ operation: { id }, name: id, takenAt: '2026-11-20T00:00:00.000Z', state: 'running' },
        ...{ about: 'My video', match: 'same' },
      },
      {
        ...{ operation: { id: 'b' }, name: 'b', takenAt: '1970-01-01T00:00:00.000Z', state: 'succeeded' },
        ...{ about: '', match: 'other' },
      },
    ],
  },
});

describe('states and refusals', () => {
  it.each([
    ['approved', 'running'],
    ['something_new', 'running'],
    ['deleted', 'failed'],
    ['complete', 'failed'],
  ])('%s without a file is %s', (status, state) => {
    expect(synthesia.poll.readStatus(video(status))).toMatchObject({ state });
  });

  it.each([
    [403, 'Forbidden', 'Wrong API key', 'unauthorized'],
    [403, 'Forbidden', 'You have used all of your video minutes.', 'no-credit'],
    [400, 'Bad Request', 'input: must contain at least 1 item', 'invalid-input'],
    [404, 'Not Found', 'Video ID was not found', 'not-found'],
  ])('%i %s: %s is %s', (status, error, context, code) => {
    expect(synthesia.readFailure(problem(status, error, context)).code).toBe(code);
  });

  it('makes the shapes of every film', () => {
    const square = { ...inputs, aspect: '1:1', width: 720, height: 720 };
    const { request, warnings } = synthesia.submit.toRequest(generator, square, undefined, ticket);
    expect(request.body).toMatchObject({ aspectRatio: '1:1' });
    expect(warnings).toEqual([]);
  });

  it('needs words to say', () => {
    const invalid = expect.objectContaining({ code: 'invalid-input' });
    expect(() => synthesia.submit.toRequest(generator, { ...inputs, script: '' }, undefined, ticket)).toThrow(invalid);
  });
});
