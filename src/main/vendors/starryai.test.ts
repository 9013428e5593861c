import { expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { starryai } from './starryai.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those that public clients of StarryAI read, 2024 to 2026.

const generator = rowOf(await catalogueRows('starryai'), 'starryai-lyra');
const inputs = pictureWish({ prompt: 'A red fox', aspect: '1:1', width: 720 });
const picture = 'https://tmp.starryai.com/api/67752/a.jpg';
const creation = (status: string, more: object = {}) => ({
  ...{ status: 200, headers: {}, body: { id: 67752, status, prompt: 'A red fox', model: 'lyra', ...more } },
});
const refusal = (status: number) => ({ status, headers: {}, body: {} });

describeQueueVendor(starryai, {
  generator,
  inputs,
  request: {
    ...{ method: 'POST', path: '/creations/' },
    body: {
      ...{ prompt: 'A red fox', model: 'lyra', seed: 7, aspectRatio: 'square' },
      ...{ highResolution: false, images: 1, steps: 20, initialImageMode: 'color' },
    },
  },
  keyHeaders: { 'x-api-key': 'rehearsal-key' },
  answers: {
    submitted: creation('submitted'),
    running: creation('in progress'),
    succeeded: creation('completed', { images: [{ id: 1, url: picture }], expired: false }),
    failed: creation('failed'),
    unauthorized: refusal(401),
    // How it says so is not known.
    noCredit: null,
    rateLimited: null,
    account: { status: 200, body: { id: 1, email: 'a@example.com', balance: 20 } },
  },
  outputs: [picture],
  // How it refuses content is not known.
  moderated: null,
  retryAfterMs: null,
  account: { name: 'a@example.com, 20 credits left' },
});

it.each([
  ['16:9', 1280, 720, 'landscape'],
  ['4:5', 720, 900, 'portrait'],
])('draws %s as it can, and says so', (aspect, width, height, aspectRatio) => {
  const { request, warnings } = starryai.submit.toRequest(generator, { ...inputs, aspect, width, height });
  expect(request.body).toMatchObject({ aspectRatio });
  expect(warnings).toEqual([`StarryAI Lyra does not make ${aspect} exactly; the picture is fitted.`]);
});

it('has lost a picture that has expired', () => {
  const gone = creation('completed', { images: [{ url: picture }], expired: true });
  expect(starryai.poll.readStatus(gone)).toMatchObject({ state: 'failed', charged: 'maybe' });
});
