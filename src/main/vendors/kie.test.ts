import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { kie } from './kie.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of docs.kie.ai's OpenAPI of 2026-08-19 and of captures of 2026.

const rows = await catalogueRows('kie');
const generator = rowOf(rows, 'kie-kling-2.6');

const inputs = pictureWish({ seconds: 5, seed: 42 });
const still = 'data:image/png;base64,AAAA';

const id = '281e5b0f39b9f1c5a8d2f4e6b7c8d9e0';
const answer = (code: number, data: unknown, msg = 'success', status = 200): VendorResponse => ({
  ...{ status, headers: {}, body: { code, msg, data } },
});
const no = (code: number, msg: string) => answer(code, null, msg);
const task = (more: object) =>
  answer(200, { taskId: id, model: 'kling-2.6/text-to-video', resultJson: '', failCode: '', failMsg: '', ...more });
const clip = 'https://tempfile.aiquickdraw.com/v/EXAMPLE.mp4';
const flagged = 'Your prompt was flagged by the content policy.';
const poor = "Credits insufficient : Your current balance isn't enough to run this request.";

describeQueueVendor(kie, {
  generator,
  inputs,
  request: {
    ...{ method: 'POST', path: '/api/v1/jobs/createTask' },
    body: {
      model: 'kling-2.6/text-to-video',
      input: { prompt: inputs.prompt, duration: '5', aspect_ratio: '16:9', sound: true },
    },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  moderated: { at: 'poll', answer: task({ state: 'fail', failCode: '500', failMsg: flagged }) },
  answers: {
    submitted: answer(200, { taskId: id, recordId: id }),
    running: task({ state: 'generating' }),
    succeeded: task({ state: 'success', resultJson: JSON.stringify({ resultUrls: [clip] }), creditsConsumed: 55 }),
    failed: task({ state: 'fail', failCode: '500', failMsg: 'Internal error.' }),
    unauthorized: no(401, 'You do not have access permissions'),
    noCredit: no(402, poor),
    rateLimited: no(429, 'Your call frequency is too high. Please try again later.'),
    account: answer(200, 60.62),
  },
  outputs: [clip],
  retryAfterMs: null,
  account: { name: '60.62 credits left' },
});

const sent = (row: string, prepared: unknown, wish: Partial<typeof inputs> = {}) =>
  kie.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish }, prepared).request;

describe('pictures', () => {
  const veo = rowOf(rows, 'kie-veo-3.1');
  const both = { ...inputs, still, endStill: still };
  const [first, last] = ['https://tempfile.redpandaai.co/first.png', 'https://tempfile.redpandaai.co/last.png'];

  it('are uploaded one by one before the task', () => {
    expect(kie.prepare.toRequest(veo, both, undefined)).toMatchObject({
      ...{ method: 'POST', at: 'upload', path: '/api/file-base64-upload' },
      body: { base64Data: still, fileName: 'first.png' },
    });
    const one = kie.prepare.read(answer(200, { downloadUrl: first }), undefined);
    expect(kie.prepare.toRequest(veo, both, one)).toMatchObject({ body: { fileName: 'last.png' } });
    expect(kie.prepare.toRequest(veo, both, kie.prepare.read(answer(200, { downloadUrl: last }), one))).toBeNull();
    expect(kie.prepare.toRequest(veo, inputs, undefined)).toBeNull();
    expect(() => sent('kie-veo-3.1', [first], both)).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  it('go where each model wants them', () => {
    expect(sent('kie-veo-3.1', [first, last], both)).toMatchObject({
      path: '/api/v1/veo/generate',
      body: { model: 'veo3', imageUrls: [first, last], generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO', duration: 6 },
    });
    expect(sent('kie-kling-2.6', [first], { still })).toMatchObject({
      body: { model: 'kling-2.6/image-to-video', input: { image_urls: [first], sound: true } },
    });
    expect(sent('kie-runway', [first], { still }).body).toEqual({
      ...{ prompt: inputs.prompt, duration: 5, quality: '720p', imageUrl: first },
    });
  });
});

describe('tasks', () => {
  const status = (response: VendorResponse, api = 'jobs') => kie.poll.readStatus(response, { id, api });

  it('are asked for where they were sent', () => {
    const operation = kie.submit.readOperation(answer(200, { taskId: id }), sent('kie-veo-3.1', undefined));
    expect(kie.poll.toRequest(operation).path).toBe(`/api/v1/veo/record-info?taskId=${id}`);
    const runway = kie.submit.readOperation(answer(200, { taskId: id }), sent('kie-runway', undefined));
    expect(kie.poll.toRequest(runway).path).toBe(`/api/v1/runway/record-detail?taskId=${id}`);
  });

  it.each([
    ['veo', { successFlag: 0, response: null }, { state: 'running' }],
    ['veo', { successFlag: 1, response: { resultUrls: [clip] } }, { state: 'succeeded', outputs: [clip] }],
    ['veo', { successFlag: 1, info: { resultUrls: [clip] } }, { state: 'succeeded', outputs: [clip] }],
    ['veo', { successFlag: 3, errorMessage: flagged }, { state: 'failed', failure: { code: 'content-rejected' } }],
    ['runway', { state: 'queueing' }, { state: 'running' }],
    ['runway', { state: 'success', videoInfo: { videoUrl: clip } }, { state: 'succeeded', outputs: [clip] }],
    ['jobs', { state: 'success', resultJson: '{"resultUrls":[]}' }, { state: 'failed' }],
    ['jobs', { state: 'fail', failMsg: poor }, { state: 'failed', failure: { code: 'no-credit' } }],
  ])('of %s: %j', (api, data, expected) => {
    expect(status(answer(200, data), api)).toMatchObject(expected);
  });

  it.each([501, 408])('have failed where the envelope says %i', (code) => {
    const failed = no(code, 'Generation failed');
    expect(status(failed)).toMatchObject({ state: 'failed', charged: 'maybe' });
    const begun = expect.objectContaining({ details: { charged: 'maybe' } });
    expect(() => kie.submit.readOperation(failed, sent('kie-runway', undefined))).toThrow(begun);
  });

  it('are paid although their result cannot be read', () => {
    const odd = task({ state: 'success', resultJson: '{"resultUrls":' });
    expect(() => status(odd)).toThrow(expect.objectContaining({ code: 'provider-down' }));
  });
});

it.each([
  [no(422, 'recordInfo is null'), 'not-found'],
  [no(422, 'duration is invalid'), 'invalid-input'],
  [no(400, 'Your prompt was flagged by Website as violating content policies.'), 'content-rejected'],
  [no(500, poor), 'no-credit'],
  [no(455, 'Maintenance'), 'provider-down'],
  [no(505, 'Feature disabled'), 'unsupported'],
])('says no inside HTTP 200: %j', (response, code) => {
  const refused = expect.objectContaining({ code });
  expect(() => kie.submit.readOperation(response, sent('kie-runway', undefined))).toThrow(refused);
  expect(() => kie.poll.readStatus(response, { id, api: 'jobs' })).toThrow(refused);
  expect(kie.testKey.accepts(response)).toBe(false);
});
