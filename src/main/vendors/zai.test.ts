import { describe, expect, it } from 'vitest';
import { ticket } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { describeQueueVendor } from './conformance-queue.ts';
import type { RemoteInputs, VendorResponse } from './define-vendor.ts';
import { zai } from './zai.ts';

// Bodies are those of docs.z.ai, 2026.

const rows = await catalogueRows('zai');
const generator = rowOf(rows, 'zai-cogvideox-3');
const still = 'data:image/png;base64,AA==';
const inputs: Extract<RemoteInputs, { role: 'picture' }> = {
  ...{ role: 'picture', script: '', prompt: 'A red fox runs through snow', title: 'Fox', kind: 'hook' },
  ...{ seconds: 4.6, aspect: '16:9', width: 1280, height: 720, fps: '30', seed: 7, still: null, endStill: null },
};

const id = '8868902201637896192-654321';
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const task = (more: object): VendorResponse => ({
  ...{ status: 200, headers: {} },
  body: { model: 'cogvideox-3', request_id: ticket, ...more },
});
const problem = (status: number, code: string, message = 'words'): VendorResponse => ({
  ...{ status, headers: {} },
  body: { error: { code, message } },
});

describeQueueVendor(zai, {
  generator,
  inputs,
  request: {
    ...{ method: 'POST', path: '/videos/generations' },
    body: {
      ...{ model: 'cogvideox-3', prompt: inputs.prompt, quality: 'quality', with_audio: true },
      ...{ size: '1920x1080', fps: 30, duration: 5, request_id: ticket },
    },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  moderated: { at: 'submit', answer: problem(400, '1301') },
  answers: {
    submitted: task({ id, task_status: 'PROCESSING' }),
    running: task({ task_status: 'PROCESSING' }),
    succeeded: task({
      task_status: 'SUCCESS',
      video_result: [{ url: clip, cover_image_url: 'https://m.example/c.jpg' }],
    }),
    failed: task({ task_status: 'FAIL' }),
    unauthorized: problem(401, '1002'),
    noCredit: problem(429, '1113'),
    rateLimited: problem(429, '1303'),
    account: problem(404, '1214'),
  },
  outputs: [clip],
  retryAfterMs: null,
  account: { name: 'Z.ai account' },
});

const ask = (row: string, wish: Partial<typeof inputs> = {}) =>
  zai.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish }, undefined, ticket).request.body;

describe('requests', () => {
  it('take the nearest size, and 60 frames for films that have as many', () => {
    expect(ask('zai-cogvideox-3', { aspect: '9:16', width: 720, height: 1280 })).toMatchObject({ size: '1080x1920' });
    expect(ask('zai-cogvideox-3', { fps: '60000/1001' })).toMatchObject({ fps: 60 });
    expect(ask('zai-cogvideox-3-4k')).toMatchObject({ size: '3840x2160' });
  });

  it('between two pictures are made quickly: nothing else is offered', () => {
    expect(ask('zai-cogvideox-3', { still })).toMatchObject({ image_url: still, quality: 'quality' });
    const endStill = 'data:image/png;base64,RU5E';
    expect(ask('zai-cogvideox-3', { still, endStill })).toMatchObject({
      image_url: [still, endStill],
      quality: 'speed',
    });
  });
});

describe('answers', () => {
  it.each([
    [task({ task_status: 'SUCCESS', video_result: [] }), { state: 'failed', failure: { code: 'provider-failed' } }],
    [task({ task_status: 'FAIL', error: { code: '1301', message: 'x' } }), { failure: { code: 'content-rejected' } }],
    [task({ task_status: 'A_STATE_OF_TOMORROW' }), { state: 'running' }],
  ])('%j', (response, status) => expect(zai.poll.readStatus(response)).toMatchObject(status));

  it.each([
    [problem(400, '1211'), 'unsupported'],
    [problem(400, '1210', 'size is wrong'), 'invalid-input'],
    [problem(429, '1305'), 'rate-limited'],
    [problem(429, '9999'), 'rate-limited'],
    [{ status: 500, headers: {}, body: '' }, 'provider-down'],
  ])('%j', (response, code) => expect(zai.readFailure(response)).toMatchObject({ code }));

  it('say of an account without credit what is missing', () => {
    expect(zai.readFailure(problem(429, '1113')).message).toContain('resource package');
  });
});
