import { describe, expect, it } from 'vitest';
import { ticket } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { describeQueueVendor } from './conformance-queue.ts';
import type { RemoteInputs, VendorResponse } from './define-vendor.ts';
import { vidu } from './vidu.ts';

// Bodies are those of platform.vidu.com's documentation, 2026-07.

const rows = await catalogueRows('vidu');
const generator = rowOf(rows, 'vidu-q3-pro');
const still = 'data:image/png;base64,AA==';
const inputs: Extract<RemoteInputs, { role: 'picture' }> = {
  ...{ role: 'picture', script: '', prompt: 'A red fox runs through snow', title: 'Fox', kind: 'hook' },
  ...{ seconds: 4.6, aspect: '16:9', width: 1280, height: 720, fps: '30', seed: 7, still: null, endStill: null },
};

const id = '826312312323230000';
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const task = (more: object): VendorResponse => ({
  ...{ status: 200, headers: {} },
  body: { id, err_code: '', credits: 100, payload: ticket, bgm: false, off_peak: false, creations: [], ...more },
});
const problem = (status: number, reason: string, message = 'words'): VendorResponse => ({
  ...{ status, headers: {} },
  body: { code: status, reason, message, metadata: { trace_id: 't1' } },
});

describeQueueVendor(vidu, {
  generator,
  inputs,
  request: {
    ...{ method: 'POST', path: '/ent/v2/text2video' },
    body: {
      ...{ model: 'viduq3-pro', prompt: inputs.prompt, duration: 5, seed: 7, resolution: '720p', audio: true },
      ...{ aspect_ratio: '16:9', payload: ticket },
    },
  },
  keyHeaders: { authorization: 'Token rehearsal-key' },
  moderated: { at: 'submit', answer: problem(400, 'TaskPromptPolicyViolation') },
  answers: {
    submitted: { status: 200, body: { task_id: id, state: 'created', credits: 100 } },
    running: task({ state: 'processing' }),
    succeeded: task({ state: 'success', creations: [{ id: 'c1', url: clip }] }),
    failed: task({ state: 'failed', err_code: 'InternalServiceFailure', credits: 0 }),
    unauthorized: problem(401, 'Unauthorized'),
    noCredit: problem(400, 'CreditInsufficient'),
    rateLimited: problem(429, 'TooManyRequests'),
    account: problem(404, 'TaskNotFound'),
  },
  outputs: [clip],
  retryAfterMs: null,
  account: { name: 'Vidu account' },
});

const ask = (row: string, wish: Partial<typeof inputs> = {}) => {
  const { request, warnings } = vidu.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish }, undefined, ticket);
  return { path: request.path, body: request.body, warnings };
};

describe('requests', () => {
  it('go where their pictures belong, and leave the shape to them', () => {
    const first = ask('vidu-q3-pro', { still });
    expect(first).toMatchObject({ path: '/ent/v2/img2video', body: { images: [still] }, warnings: [] });
    expect(first.body).not.toHaveProperty('aspect_ratio');
    const both = ask('vidu-q3-pro', { still, endStill: 'data:image/png;base64,RU5E' });
    expect(both).toMatchObject({ path: '/ent/v2/start-end2video', body: { images: [still, expect.anything()] } });
  });

  it('for 4:5 ask for the nearest shape, and say so', () => {
    const { body, warnings } = ask('vidu-q3-turbo', { aspect: '4:5', width: 720, height: 900 });
    expect(body).toMatchObject({ aspect_ratio: '3:4' });
    expect(warnings).toEqual([expect.stringContaining('4:5')]);
  });
});

describe('answers', () => {
  it.each([
    [task({ state: 'success', creations: [{ url: clip }] }), { state: 'succeeded', reportedMicros: 500_000 }],
    [task({ state: 'success' }), { state: 'failed', failure: { code: 'provider-failed' }, charged: 'maybe' }],
    [
      task({ state: 'failed', err_code: 'CreationPolicyViolation', credits: 0 }),
      { failure: { code: 'content-rejected' }, charged: 'no', reportedMicros: 0 },
    ],
    [
      task({ state: 'failed', err_code: 'ImageFormatInvalid' }),
      { failure: { code: 'invalid-input' }, charged: 'maybe' },
    ],
    [task({ state: 'queueing' }), { state: 'running', progress: { text: "waits in Vidu's queue" } }],
    [task({ state: 'a-state-of-tomorrow' }), { state: 'running' }],
    [task({ state: 'canceled' }), { state: 'cancelled' }],
  ])('%j', (response, status) => expect(vidu.poll.readStatus(response)).toMatchObject(status));

  it.each([
    [problem(400, 'ModelUnavailable'), 'unsupported'],
    [problem(400, 'FieldLacking', 'field prompt is required'), 'invalid-input'],
    [problem(403, 'Forbidden'), 'unauthorized'],
    [problem(429, 'QuotaExceeded'), 'rate-limited'],
    [problem(500, 'InternalServiceFailure'), 'provider-down'],
  ])('%j', (response, code) => expect(vidu.readFailure(response)).toMatchObject({ code }));
});
