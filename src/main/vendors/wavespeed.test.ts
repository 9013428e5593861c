import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';
import { wavespeed } from './wavespeed.ts';

// Bodies are those of wavespeed 0.3.2 and of wavespeed.ai/docs, 2026-09.

const rows = await catalogueRows('wavespeed');
const still = 'data:image/jpeg;base64,AA==';
const inputs = pictureWish();

const id = '9f0a4c3e0e0b4b7fb1d2c3e4f5a6b7c8';
const clip = 'https://d1q70pf5vjeyhc.cloudfront.net/predictions/EXAMPLE/1.mp4';
const said = (data: object, code = 200): VendorResponse => ({
  ...{ status: 200, headers: {} },
  body: { code, message: 'success', data },
});
const prediction = (more: object) =>
  said({ id, model: 'wavespeed-ai/wan-2.1/t2v-480p', outputs: [], has_nsfw_contents: [], error: '', ...more });
const problem = (status: number, message: string, code = status): VendorResponse => ({
  ...{ status, headers: {} },
  body: { code, message },
});

describeQueueVendor(wavespeed, {
  generator: rowOf(rows, 'wavespeed-wan-2.1'),
  inputs,
  request: {
    ...{ method: 'POST', path: '/api/v3/wavespeed-ai/wan-2.1/t2v-480p' },
    body: { prompt: inputs.prompt, size: '832*480', duration: 5, seed: 7 },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  moderated: { at: 'poll', answer: prediction({ status: 'failed', error: 'content policy violation' }) },
  answers: {
    submitted: prediction({ status: 'created' }),
    running: prediction({ status: 'processing' }),
    succeeded: prediction({ status: 'completed', outputs: [clip], has_nsfw_contents: [false] }),
    failed: prediction({ status: 'failed', error: 'the worker went away' }),
    unauthorized: problem(401, 'Unauthorized'),
    noCredit: problem(400, 'Insufficient credits. Please top up.'),
    rateLimited: problem(429, 'Too Many Requests'),
    account: said({ balance: 156.78, currency: 'USD' }),
  },
  outputs: [clip],
  retryAfterMs: null,
  account: { name: 'WaveSpeedAI account', balanceMicros: 156_780_000 },
});

describe('pictures', () => {
  const animated = rowOf(rows, 'wavespeed-wan-2.1-i2v');
  const wish = { ...inputs, still, endStill: 'data:image/jpeg;base64,RU5E' };
  const at = (name: string) => said({ download_url: `https://media.example/${name}.jpg` });

  it('are uploaded one by one, and go along by their addresses', () => {
    const { toRequest, read } = wavespeed.prepare;
    expect(toRequest(animated, wish, undefined)).toMatchObject({ form: { file: { dataUri: still } } });
    const first = read(at('a'), undefined);
    expect(toRequest(animated, wish, first)).toMatchObject({ form: { file: { dataUri: wish.endStill } } });
    const both = read(at('b'), first);
    expect(toRequest(animated, wish, both)).toBeNull();
    expect(wavespeed.submit.toRequest(animated, wish, both).request.body).toMatchObject({
      ...{ image: 'https://media.example/a.jpg', last_image: 'https://media.example/b.jpg' },
    });
  });

  it('are not uploaded for a model that takes none', () => {
    expect(wavespeed.prepare.toRequest(rowOf(rows, 'wavespeed-wan-2.1'), wish, undefined)).toBeNull();
    expect(() => wavespeed.prepare.read(said({}), undefined)).toThrow('an upload that cannot be read');
  });
});

describe('answers', () => {
  it.each([
    [prediction({ status: 'timeout' }), { state: 'failed', charged: 'no' }],
    [prediction({ status: 'deleted' }), { state: 'failed', charged: 'maybe' }],
    [prediction({ status: 'completed' }), { state: 'failed', failure: { code: 'provider-failed' } }],
    [prediction({ status: 'completed', has_nsfw_contents: [true] }), { failure: { code: 'content-rejected' } }],
    [prediction({ status: 'cancelled' }), { state: 'cancelled' }],
    [prediction({ status: 'a-state-of-tomorrow' }), { state: 'running' }],
  ])('%j', (response, status) => expect(wavespeed.poll.readStatus(response)).toMatchObject(status));

  it('say no inside HTTP 200 too', () => {
    const no = { ...problem(402, 'Insufficient credits. Please top up.'), status: 200 };
    expect(() => wavespeed.submit.readOperation(no)).toThrow(expect.objectContaining({ code: 'no-credit' }));
  });

  it.each([
    [problem(400, 'property "size" is not allowed'), 'invalid-input'],
    [problem(404, 'model not found'), 'not-found'],
    [problem(400, 'The prompt may hold sensitive content'), 'content-rejected'],
  ])('%j', (response, code) => expect(wavespeed.readFailure(response)).toMatchObject({ code }));
});
