import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { ideogram } from './ideogram.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of Ideogram's OpenAPI document of 2026-06; those of refusals rest on nothing but their status.

const rows = await catalogueRows('ideogram');
const turbo = rowOf(rows, 'ideogram-3-turbo');

const inputs = pictureWish({
  ...{ prompt: 'A poster that says HELLO', title: 'Poster' },
  ...{ seconds: 5, aspect: '9:16', width: 720, height: 1280 },
});

const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
const url = 'https://ideogram.ai/api/images/ephemeral/xtdEXAMPLE.png?exp=1795219200&sig=EXAMPLE';
const picture = (more: object) =>
  answer(200, {
    created: '2026-11-20T04:56:07+00:00',
    data: [{ url, prompt: 'x', resolution: '736x1312', is_image_safe: true, seed: 7, style_type: 'GENERAL', ...more }],
  });
const unsafe = 'Prompt provided failed safety check due to the inclusion of prohibited content.';
const fields = { prompt: inputs.prompt, aspect_ratio: '9x16', rendering_speed: 'TURBO', magic_prompt: 'OFF' };

describeDirectVendor(ideogram, {
  generator: turbo,
  inputs,
  request: {
    ...{ method: 'POST', path: '/v1/ideogram-v3/generate' },
    body: { ...fields, num_images: 1, seed: 7 },
  },
  keyHeaders: { 'api-key': 'rehearsal-key' },
  retryAfterMs: null,
  account: { name: 'Ideogram account' },
  answers: {
    done: picture({}),
    rejected: picture({ url: null, is_image_safe: false }),
    unauthorized: answer(401, ''),
    noCredit: answer(402, ''),
    rateLimited: answer(429, ''),
    account: answer(200, { models: [] }),
  },
  result: { media: url, words: null },
});

it('sends a still in a form, as a reference of style', () => {
  const still = 'data:image/jpeg;base64,/9j/4AAQ';
  const { request } = ideogram.direct.toRequest(turbo, { ...inputs, still });
  expect(request).not.toHaveProperty('body');
  expect(request.form).toEqual({
    ...{ ...fields, num_images: '1', seed: '7' },
    style_reference_images: { name: 'still', dataUri: still },
  });
});

describe('answers', () => {
  const refusal = (code: string) => expect.objectContaining({ code });

  it.each([
    [{ url: null, is_image_safe: false }, 'content-rejected'],
    [{ url: '', is_image_safe: false }, 'content-rejected'],
    [{ url: '' }, 'provider-down'],
    [{ url: 'no address' }, 'provider-down'],
  ])('of %j hold no picture', (more, code) => {
    expect(() => ideogram.direct.readResult(picture(more))).toThrow(refusal(code));
  });

  it.each([
    [answer(422, { error: unsafe }), { code: 'content-rejected', message: `Ideogram refused the content: ${unsafe}` }],
    [answer(400, { message: 'Odd' }), { code: 'invalid-input', message: 'Ideogram refused the input: Odd.' }],
    [answer(400, { detail: ['Odd'] }), { code: 'invalid-input', message: 'Ideogram refused the input: ["Odd"].' }],
    [answer(403, ''), { code: 'unauthorized' }],
    [answer(503, ''), { code: 'provider-down' }],
  ])('%j refuse', (response, failure) => {
    expect(ideogram.readFailure(response)).toMatchObject(failure);
  });
});
