import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { runway } from './runway.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish, voiceWish } from './testing/wishes.ts';

// Bodies are those of @runwayml/sdk 4.20.1 and of Runway's documentation, 2026-09.

const rows = await catalogueRows('runway');
const generator = rowOf(rows, 'runway-gen-4.5');
const still = 'data:image/png;base64,AA==';

const inputs = pictureWish();

const id = '17f20503-6c24-4c16-946b-35dbbce2af2f';
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const task = (more: object) => ({
  status: 200,
  headers: {},
  body: { id, createdAt: '2026-11-20T08:00:00.000Z', ...more },
});
const headers = { 'x-runway-version': '2024-11-06' };

describeQueueVendor(runway, {
  generator,
  inputs,
  request: {
    ...{ method: 'POST', path: '/v1/text_to_video', headers },
    body: { model: 'gen4.5', promptText: inputs.prompt, ratio: '1280:720', duration: 5, seed: 7 },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  answers: {
    submitted: { status: 200, body: { id, estimatedCost: { credits: 60 } } },
    running: task({ status: 'RUNNING', progress: 0.42, estimatedCost: { credits: 60 } }),
    succeeded: task({ status: 'SUCCEEDED', output: [clip], cost: { credits: 60 } }),
    failed: task({ status: 'FAILED', failure: 'An unexpected error occurred.', failureCode: 'INTERNAL' }),
    unauthorized: { status: 401, body: { error: 'refused' } },
    noCredit: {
      status: 400,
      body: { error: 'You do not have enough credits to run this task.', docUrl: 'https://docs.dev.runwayml.com/api' },
    },
    rateLimited: { status: 429, headers: { 'retry-after': '60' }, body: { error: 'daily limit' } },
    account: { status: 200, body: { creditBalance: 1234, tier: { models: {} }, usage: { models: {} } } },
  },
  outputs: [clip],
  moderated: { at: 'poll', answer: task({ status: 'FAILED', failure: 'No.', failureCode: 'SAFETY.INPUT.TEXT' }) },
  retryAfterMs: 60_000,
  account: { name: '1234 credits left', balanceMicros: 12_340_000 },
});

const status = (more: object) => runway.poll.readStatus(task(more));
const submit = (row: string, wish: Partial<typeof inputs> = {}) => {
  const { request, warnings } = runway.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish });
  return { path: request.path, body: request.body, warnings };
};
const square = { aspect: '1:1', width: 720, height: 720 };

describe('requests', () => {
  it('go where a still, or its absence, leads them', () => {
    const first = [{ uri: still, position: 'first' }];
    expect(submit('runway-gen-4.5', { still })).toMatchObject({
      path: '/v1/image_to_video',
      body: { promptImage: first },
    });
    expect(submit('runway-veo-3.1', { still, endStill: 'data:image/png;base64,AB==' })).toMatchObject({
      body: { promptImage: [...first, { uri: 'data:image/png;base64,AB==', position: 'last' }] },
    });
    expect(submit('runway-gen-4-image')).toMatchObject({ path: '/v1/text_to_image', body: { ratio: '1920:1080' } });
    const referenced = submit('runway-gen-4-image', { still }).body;
    expect(referenced).toMatchObject({ referenceImages: [{ uri: still }] });
    expect(JSON.parse(JSON.stringify(referenced))).not.toHaveProperty('duration');
  });

  it('take the nearest size, and say where it is another shape', () => {
    expect(submit('runway-gen-4.5', { ...square, still })).toMatchObject({ body: { ratio: '960:960' }, warnings: [] });
    expect(submit('runway-gen-4.5', square)).toMatchObject({
      warnings: ['Gen-4.5 does not make 1:1; the picture is fitted.'],
    });
    const portrait = { aspect: '9:16', width: 720, height: 1280 };
    expect(submit('runway-veo-3.1', portrait)).toMatchObject({
      body: { ratio: '720:1280', audio: true },
      warnings: [],
    });
  });

  it('ask for a length that the model makes', () => {
    expect(submit('runway-veo-3.1', { seconds: 5 })).toMatchObject({ body: { duration: 6 } });
    expect(submit('runway-gen-4.5', { seconds: 30 })).toMatchObject({
      body: { duration: 10 },
      warnings: ['Gen-4.5 makes at most 10 s of the 30 s asked for.'],
    });
  });

  it('are not made for what cannot be', () => {
    const refused = expect.objectContaining({ code: 'invalid-input' });
    expect(() => submit('runway-gen-4-turbo')).toThrow(refused);
    expect(() => submit('runway-gen-4.5', { prompt: 'x'.repeat(1001) })).toThrow(refused);
    expect(submit('runway-gen-4.5', { prompt: 'x'.repeat(1000) }).warnings).toEqual([]);
    const unsupported = expect.objectContaining({ code: 'unsupported' });
    expect(() => runway.submit.toRequest({ ...generator, route: {} }, inputs)).toThrow(unsupported);
    const voice = voiceWish();
    expect(() => runway.submit.toRequest(generator, voice)).toThrow(unsupported);
  });

  it('keep a strange id inside its path', () => {
    expect(runway.poll.toRequest({ id: '../organization?x' }).path).toBe('/v1/tasks/..%2Forganization%3Fx');
    expect(runway.cancel.toRequest({ id: 'abc' })).toEqual({ method: 'DELETE', path: '/v1/tasks/abc', headers });
  });
});

describe('states', () => {
  it.each([
    [{ status: 'PENDING' }, { text: "waits in Runway's queue" }],
    [{ status: 'THROTTLED' }, { text: expect.stringContaining('waits for its turn') }],
    [{ status: 'RUNNING', progress: 0.42 }, { fraction: 0.42 }],
    [{ status: 'RUNNING', progress: 42 }, { text: 'Runway is working' }],
    [{ status: 'A_STATE_OF_TOMORROW' }, {}],
  ])('%j runs', (more, progress) => {
    expect(status(more)).toMatchObject({ state: 'running', progress });
  });

  it('tell what was charged, a cent a credit', () => {
    expect(status({ status: 'SUCCEEDED', output: [clip], cost: { credits: 60 } })).toEqual({
      ...{ state: 'succeeded', outputs: [clip], reportedMicros: 600_000 },
    });
    expect(status({ status: 'SUCCEEDED', output: [], cost: { credits: 60 } })).toMatchObject({
      ...{ state: 'failed', charged: 'yes', reportedMicros: 600_000 },
    });
    expect(status({ status: 'CANCELLED', cost: { credits: 0 } })).toEqual({
      ...{ state: 'cancelled', charged: 'no', reportedMicros: 0 },
    });
    expect(status({ status: 'CANCELLED', cost: { credits: 3 } })).toMatchObject({
      charged: 'maybe',
      reportedMicros: 30_000,
    });
  });

  it.each([
    ['SAFETY.INPUT.TEXT', { credits: 25 }, 'content-rejected', 'yes'],
    ['SAFETY.INPUT.IMAGE', undefined, 'content-rejected', 'yes'],
    ['SAFETY.OUTPUT.VIDEO', undefined, 'content-rejected', 'maybe'],
    ['SAFETY.OUTPUT.VIDEO', { credits: 0 }, 'content-rejected', 'no'],
    ['ASSET.INVALID', { credits: 0 }, 'invalid-input', 'no'],
    ['INPUT_PREPROCESSING.INTERNAL', { credits: 0 }, 'invalid-input', 'no'],
    ['INTERNAL.BAD_OUTPUT.CODE01', { credits: 0 }, 'provider-failed', 'no'],
    [undefined, undefined, 'provider-failed', 'maybe'],
  ])('failed by %s at %j', (failureCode, cost, code, charged) => {
    const failed = status({ status: 'FAILED', failure: 'Something.', failureCode, cost });
    expect(failed).toMatchObject({ state: 'failed', failure: { code }, charged });
  });
});

describe('refusals', () => {
  const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
  it.each([
    [
      answer(400, {
        error: 'Validation of body failed',
        issues: [{ path: ['ratio'], message: 'Invalid enum value.' }],
      }),
      { code: 'invalid-input', message: 'Runway refused the input: ratio: Invalid enum value.' },
    ],
    [answer(400, { error: 'Odd.' }), { code: 'invalid-input', message: 'Runway refused the input: Odd.' }],
    [answer(400, 'nonsense'), { code: 'invalid-input', message: 'Runway refused the input.' }],
    [answer(404, { error: 'x' }), { code: 'not-found' }],
    [answer(302, ''), { code: 'provider-down' }],
  ])('%j', (response, failure) => {
    expect(runway.readFailure(response)).toMatchObject(failure);
  });
});
