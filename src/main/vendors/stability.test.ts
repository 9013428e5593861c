import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { stability } from './stability.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of Stability's API reference, restated 2026-07-09.

const rows = await catalogueRows('stability');
const large = rowOf(rows, 'stability-sd-3.5-large');

const inputs = pictureWish({ prompt: 'A red fox', seconds: 5 });

const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
const problem = (status: number, name: string, ...errors: string[]) => answer(status, { id: 'b1', name, errors });
const picture = (finish_reason: string) => answer(200, { image: 'iVBORw0KGgo=', finish_reason, seed: 343_940_597 });
const flagged = 'Your request was flagged by our content moderation system, you were not charged.';

describeDirectVendor(stability, {
  generator: large,
  inputs,
  request: {
    ...{ method: 'POST', path: '/v2beta/stable-image/generate/sd3', headers: { accept: 'application/json' } },
    form: { prompt: 'A red fox', model: 'sd3.5-large', seed: '7', output_format: 'png', aspect_ratio: '16:9' },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  retryAfterMs: null,
  account: { name: '123.45 credits left', balanceMicros: 1_234_500 },
  answers: {
    done: picture('SUCCESS'),
    rejected: picture('CONTENT_FILTERED'),
    unauthorized: problem(401, 'unauthorized', 'authorization: is invalid or missing'),
    noCredit: problem(402, 'payment_required', 'You lack sufficient credits to make this request.'),
    rateLimited: problem(429, 'rate_limit_exceeded', 'You have exceeded the rate limit of 150 requests.'),
    account: answer(200, { credits: 123.45 }),
  },
  result: { media: Buffer.from('iVBORw0KGgo=', 'base64'), words: null },
});

const still = 'data:image/jpeg;base64,/9j/4AAQ';
const submit = (row: string, wish: Partial<typeof inputs> = {}) => {
  const { request, warnings } = stability.direct.toRequest(rowOf(rows, row), { ...inputs, ...wish });
  return { path: request.path, form: request.form, warnings };
};

describe('requests', () => {
  it('start from the still where the service takes one', () => {
    const image = { name: 'still', dataUri: still };
    const { form, warnings } = submit('stability-sd-3.5-large', { still });
    expect(form).toMatchObject({ mode: 'image-to-image', image, strength: '0.6' });
    expect(form).not.toHaveProperty('aspect_ratio');
    expect(warnings).toEqual([]);
    const ultra = submit('stability-ultra', { still });
    expect(ultra).toMatchObject({ path: '/v2beta/stable-image/generate/ultra', form: { image, mode: undefined } });
  });

  it('leave it out where not, and say so', () => {
    const { form, warnings } = submit('stability-core', { still });
    expect(form).toMatchObject({ aspect_ratio: '16:9' });
    expect(form).not.toHaveProperty('image');
    expect(warnings).toEqual([expect.stringContaining('takes no still')]);
  });

  it('take the nearest shape', () => {
    expect(submit('stability-core', { aspect: '4:5', width: 720, height: 900 })).toMatchObject({
      ...{ form: { aspect_ratio: '4:5' }, warnings: [] },
    });
    expect(submit('stability-core', { aspect: '2:1', width: 1000, height: 500 }).warnings).toEqual([
      expect.stringContaining('does not make 2:1'),
    ]);
  });
});

it.each([
  [
    problem(403, 'content_moderation', flagged),
    { code: 'content-rejected', message: expect.stringContaining(flagged) },
  ],
  [problem(403, 'forbidden'), { code: 'unauthorized' }],
  [
    problem(400, 'bad_request', 'prompt: is required', 'seed: is too big'),
    { code: 'invalid-input', message: 'Stability AI refused the input: prompt: is required; seed: is too big.' },
  ],
  [problem(413, 'payload_too_large'), { code: 'invalid-input' }],
])('%j is refused', (response, failure) => {
  expect(stability.readFailure(response)).toMatchObject(failure);
  expect(stability.readFailure(response)).not.toHaveProperty('charged');
});
