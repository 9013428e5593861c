import { expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';
import { vidu } from './vidu.ts';

// Bodies are those of platform.vidu.com, 2026-07.

const rows = await catalogueRows('vidu');
const generator = rowOf(rows, 'vidu-q3-pro');
const inputs = pictureWish();
const id = '826312312323230000';
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const task = (more: object) => ({
  ...{ status: 200, headers: {} },
  body: { id, state: 'created', err_code: '', credits: 100, creations: [], ...more },
});
const no = (code: number, reason: string) => ({ status: code, headers: {}, body: { code, reason, message: 'Words' } });

describeQueueVendor(vidu, {
  ...{ generator, inputs, keyHeaders: { authorization: 'Token rehearsal-key' } },
  request: {
    ...{ method: 'POST', path: '/ent/v2/text2video' },
    body: {
      ...{ model: 'viduq3-pro', prompt: inputs.prompt, duration: 5, aspect_ratio: '16:9', resolution: '720p' },
      ...{ audio: true, seed: 7 },
    },
  },
  answers: {
    submitted: { status: 200, body: { task_id: id, state: 'created', model: 'viduq3-pro', credits: 100 } },
    running: task({ state: 'processing' }),
    succeeded: task({ state: 'success', creations: [{ id: 'c1', url: clip, watermarked_url: `${clip}&wm` }] }),
    failed: task({ state: 'failed', err_code: 'InternalServiceFailure', credits: 0 }),
    unauthorized: no(401, 'Unauthorized'),
    noCredit: no(400, 'CreditInsufficient'),
    rateLimited: no(429, 'TooManyRequests'),
    account: no(404, 'TaskNotFound'),
  },
  outputs: [clip],
  moderated: { at: 'submit', answer: no(400, 'TaskPromptPolicyViolation') },
  retryAfterMs: null,
  account: { name: 'Vidu account' },
});

it('sends one picture and two to addresses of their own, without a shape', () => {
  const [still, endStill] = ['data:image/png;base64,AA==', 'data:image/png;base64,AB=='];
  const ask = (more: object) => vidu.submit.toRequest(generator, { ...inputs, ...more }).request;
  expect(ask({ still })).toMatchObject({ path: '/ent/v2/img2video', body: { images: [still] } });
  expect(ask({ still, endStill })).toMatchObject({
    ...{ path: '/ent/v2/start-end2video', body: { images: [still, endStill] } },
  });
  expect(ask({ still }).body).not.toHaveProperty('aspect_ratio');
});

it.each([
  ['CreationPolicyViolation', 0, { state: 'failed', failure: { code: 'content-rejected' }, charged: 'no' }],
  ['ImageFormatInvalid', 100, { state: 'failed', failure: { code: 'invalid-input' }, charged: 'maybe' }],
  ['CreditInsufficient', 0, { state: 'failed', failure: { code: 'no-credit' }, charged: 'no' }],
  ['SystemThrottling', 0, { state: 'failed', failure: { code: 'provider-failed' }, charged: 'no' }],
  ['Canceled', 0, { state: 'cancelled', charged: 'no', reportedMicros: 0 }],
  ['Canceled', 100, { state: 'cancelled', charged: 'maybe', reportedMicros: 500_000 }],
])('ends by %s at %i credits', (err_code, credits, end) => {
  expect(vidu.poll.readStatus(task({ state: 'failed', err_code, credits }))).toMatchObject(end);
});

it.each([
  [400, 'FieldLacking', 'invalid-input'],
  [400, 'ModelUnavailable', 'unsupported'],
  [429, 'QuotaExceeded', 'rate-limited'],
  [500, 'InternalServiceFailure', 'provider-down'],
  [400, 'SomethingNew', 'invalid-input'],
])('%i by %s is %s', (status, reason, code) => {
  expect(vidu.readFailure(no(status, reason))).toMatchObject({ code });
});

it('asks for whole seconds up to 16', () => {
  const { warnings } = vidu.submit.toRequest(generator, { ...inputs, seconds: 20 });
  expect(warnings).toEqual(['Vidu Q3 Pro makes at most 16 s of the 20 s asked for.']);
});
