import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { bfl } from './bfl.ts';
import type { VendorResponse } from './define-vendor.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of docs.bfl.ai and of @ai-sdk/black-forest-labs 1.0.33.

const rows = await catalogueRows('bfl');
const generator = rowOf(rows, 'bfl-flux-2-pro');

const inputs = pictureWish({ prompt: 'A red fox in snow', seconds: 5, seed: 42 });

const id = '3f2c1b9a-5d7e-4c11-9a34-0c5b8e0d7f21';
const sample = 'https://delivery-us1.bfl.ai/results/aa/bb/sample.png?se=2026-11-20T10%3A10%3A00Z&sig=EXAMPLE';
const taken = {
  id,
  polling_url: `https://api.us1.bfl.ai/v1/get_result?id=${id}`,
  cost: 3,
  input_mp: 0,
  output_mp: 0.9,
};
const result = (more: object): VendorResponse => ({
  ...{ status: 200, headers: {} },
  body: { id, result: null, progress: null, details: null, ...more },
});

describeQueueVendor(bfl, {
  generator,
  inputs,
  request: {
    ...{ method: 'POST', path: '/v1/flux-2-pro' },
    body: { prompt: inputs.prompt, width: 1280, height: 720, seed: 42, output_format: 'png' },
  },
  keyHeaders: { 'x-key': 'rehearsal-key' },
  moderated: {
    at: 'poll',
    answer: result({ status: 'Request Moderated', details: { 'Moderation Reasons': ['Derivative Works Filter'] } }),
  },
  answers: {
    submitted: { status: 200, body: taken },
    running: result({ status: 'Pending', progress: 0.4 }),
    succeeded: result({ status: 'Ready', result: { sample, seed: 42, duration: 3.1 } }),
    failed: result({ status: 'Error' }),
    unauthorized: { status: 403, body: { detail: 'Not authenticated - Invalid Authentication' } },
    noCredit: { status: 402, body: { detail: 'Insufficient credits' } },
    rateLimited: { status: 429, body: { detail: 'Rate limit exceeded: 24 active tasks' } },
    account: { status: 200, body: { credits: 123.4 } },
  },
  outputs: [sample],
  retryAfterMs: null,
  account: { name: '123.4 credits left', balanceMicros: 1_234_000 },
});

const submit = (row: string, wish: Partial<typeof inputs> = {}) => {
  const { request, warnings } = bfl.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish });
  return { body: request.body, warnings };
};
const still = 'data:image/jpeg;base64,/9j/4AAQ';
const portrait = { aspect: '9:16', width: 720, height: 1280 };

describe('requests', () => {
  it('say the shape as the model takes it', () => {
    expect(submit('bfl-flux-2-pro', portrait).body).toMatchObject({ width: 720, height: 1280 });
    expect(submit('bfl-flux-1.1-pro', portrait).body).toMatchObject({ width: 768, height: 1344 });
    expect(submit('bfl-flux-kontext-pro', portrait).body).toMatchObject({ aspect_ratio: '9:16' });
    expect(submit('bfl-flux-kontext-pro', { width: 1000, height: 500 }).body).toMatchObject({
      aspect_ratio: '1000:500',
    });
  });

  it('carry the still bare, under the name that the model knows', () => {
    expect(submit('bfl-flux-2-pro', { still }).body).toMatchObject({ input_image: '/9j/4AAQ' });
    expect(submit('bfl-flux-1.1-ultra', { still }).body).toMatchObject({ image_prompt: '/9j/4AAQ' });
    const without = submit('bfl-flux-1.1-pro', { still });
    expect(JSON.stringify(without.body)).not.toContain('4AAQ');
    expect(without.warnings).toEqual([expect.stringContaining('takes no still')]);
  });
});

describe('operations', () => {
  const follow = (polling_url: string) => {
    const operation = bfl.submit.readOperation({ status: 200, headers: {}, body: { ...taken, polling_url } });
    return bfl.poll.toRequest(operation);
  };

  it.each([
    ['https://api.us1.bfl.ai/v1/get_result?id=1', { at: 'https://api.us1.bfl.ai', path: '/v1/get_result?id=1' }],
    ['https://api.eu.bfl.ai/v1/get_result?id=1', { at: 'https://api.eu.bfl.ai', path: '/v1/get_result?id=1' }],
    ['https://api.bfl.ai/v1/get_result?id=1', { path: '/v1/get_result?id=1' }],
  ])('are followed to %s', (url, request) => {
    expect(follow(url)).toEqual({ method: 'GET', ...request });
  });

  it.each([
    'https://api.us1.bfl.ai.example/v1/r?id=1',
    'http://api.us1.bfl.ai/v1/r?id=1',
    'https://u@evil.example/v1/r?id=1',
  ])('never carry the key to %s', (url) => {
    expect(follow(url)).toEqual({ method: 'GET', path: '/v1/r?id=1' });
  });

  it('tell what was charged, a cent a credit', () => {
    const ready = result({ status: 'Ready', result: { sample } });
    expect(bfl.poll.readStatus(ready, { cost: 4.5 })).toMatchObject({ reportedMicros: 45_000 });
    expect(bfl.poll.readStatus(ready, {})).not.toHaveProperty('reportedMicros');
  });

  it.each([
    [{ status: 'Content Moderated', details: { 'Moderation Reasons': ['Safety Filter'] } }, 'content-rejected'],
    [{ status: 'Content Moderated' }, 'content-rejected'],
    [{ status: 'Failed' }, 'provider-failed'],
    [{ status: 'Ready', result: {} }, 'provider-failed'],
  ])('end by %j', (more, code) => {
    expect(bfl.poll.readStatus(result(more), {})).toMatchObject({
      state: 'failed',
      failure: { code },
      charged: 'maybe',
    });
  });

  it('are asked for again where the task is not known yet', () => {
    const notFound = expect.objectContaining({ code: 'not-found' });
    expect(() => bfl.poll.readStatus(result({ status: 'Task not found' }), {})).toThrow(notFound);
  });

  it.each([{ state: 'Pending' }, { status: 'A state of tomorrow' }])('go on at %j', (more) => {
    expect(bfl.poll.readStatus(result(more), {})).toMatchObject({ state: 'running' });
  });
});

it('quotes what was wrong with the input', () => {
  const detail = [{ loc: ['body', 'prompt'], msg: 'Field required', type: 'missing' }];
  expect(bfl.readFailure({ status: 422, headers: {}, body: { detail } })).toEqual({
    code: 'invalid-input',
    message: 'Black Forest Labs refused the input: prompt: Field required.',
  });
});
