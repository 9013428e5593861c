import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { openai } from './openai.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { pictureWish, voiceWish } from './testing/wishes.ts';

// Bodies are those of openai 7.55.0 and of OpenAI's documentation, 2026-11.

const rows = await catalogueRows('openai');
const flare = rowOf(rows, 'gpt-image-2.5-flare');
const voice = rowOf(rows, 'gpt-4o-mini-tts');

const picture = pictureWish({ prompt: 'A red fox in snow', seconds: 5 });
const speech = voiceWish({ voice: 'coral' });

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): VendorResponse => ({
  ...{ status, headers, body },
});
const problem = (status: number, type: string, code: string | null = null, message = 'words') =>
  answer(status, { error: { message, type, param: null, code } });

const usage = {
  ...{ input_tokens: 12, output_tokens: 1584, total_tokens: 1596 },
  input_tokens_details: { text_tokens: 12, image_tokens: 0 },
  output_tokens_details: { image_tokens: 1584, text_tokens: 0 },
};
const images = (more: object = { usage }) =>
  answer(200, { created: 1_795_132_800, output_format: 'png', data: [{ b64_json: 'iVBORw==' }], ...more });
const png = Buffer.from('iVBORw==', 'base64');

const same = {
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  retryAfterMs: 12_000,
  account: { name: '2 models' },
};
const answers = {
  unauthorized: problem(401, 'invalid_request_error', 'invalid_api_key'),
  noCredit: problem(429, 'insufficient_quota', 'insufficient_quota'),
  rateLimited: { ...problem(429, 'requests', 'rate_limit_exceeded'), headers: { 'retry-after': '12' } },
  rejected: problem(400, 'image_generation_user_error', 'moderation_blocked'),
  account: answer(200, { object: 'list', data: [{ id: 'gpt-image-2' }, { id: 'tts-1' }] }),
};

describe('pictures', () => {
  describeDirectVendor(openai, {
    ...same,
    ...{ generator: flare, inputs: picture },
    request: {
      ...{ method: 'POST', path: '/images/generations' },
      body: {
        ...{ model: 'gpt-image-2.5-flare', prompt: picture.prompt, n: 1 },
        ...{ size: '1536x864', quality: 'medium', output_format: 'png' },
      },
    },
    answers: { ...answers, done: images() },
    result: { media: png, words: null, reportedMicros: 12 * 5 + 1584 * 30 },
  });

  const size = (aspect: string, width: number, height: number) =>
    openai.direct.toRequest(flare, { ...picture, aspect, width, height }).request.body;
  it.each([
    ['9:16', 720, 1280, '864x1536'],
    ['1:1', 720, 720, '1152x1152'],
    ['4:5', 720, 900, '1024x1280'],
    ['16:9', 3840, 2160, '1536x864'],
  ])('of %s at %ix%i are asked for as %s', (aspect, width, height, expected) => {
    expect(size(aspect, width, height)).toMatchObject({ size: expected });
  });

  it('of an older model have one of its sizes, and a price that is not reported', () => {
    const mini = rowOf(rows, 'gpt-image-1-mini');
    const { request, warnings } = openai.direct.toRequest(mini, picture);
    expect(request.body).toMatchObject({ model: 'gpt-image-1-mini', size: '1536x1024' });
    expect(warnings).toEqual([expect.stringContaining('does not make 16:9')]);
    expect(openai.direct.readResult(images(), mini)).not.toHaveProperty('reportedMicros');
  });

  it('leave a still out, and say so', () => {
    const { request, warnings } = openai.direct.toRequest(flare, { ...picture, still: 'data:image/png;base64,AA==' });
    expect(JSON.stringify(request.body)).not.toContain('base64');
    expect(warnings).toEqual([expect.stringContaining('takes no still')]);
  });

  it('cost what their tokens cost, where they are counted', () => {
    const read = (more: object) => openai.direct.readResult(images(more), flare);
    expect(read({})).not.toHaveProperty('reportedMicros');
    const edited = { ...usage, input_tokens: 900, input_tokens_details: { text_tokens: 10, image_tokens: 890 } };
    expect(read({ usage: edited }).reportedMicros).toBe(10 * 5 + 890 * 8 + 1584 * 30);
  });
});

describe('speech', () => {
  describeDirectVendor(openai, {
    ...same,
    ...{ generator: voice, inputs: speech },
    request: {
      ...{ method: 'POST', path: '/audio/speech', bytes: true },
      body: { model: 'gpt-4o-mini-tts', voice: 'coral', input: 'Hello', response_format: 'mp3' },
    },
    answers: { ...answers, done: { status: 200, headers: { 'content-type': 'audio/mpeg' }, body: Buffer.from('ID3') } },
    result: { media: Buffer.from('ID3'), words: null },
  });

  it('says when it ends, and keeps to what it takes', () => {
    const { request, warnings } = openai.direct.toRequest(voice, { ...speech, voice: null, speed: 1.5 });
    expect(request.body).toMatchObject({ voice: 'marin', speed: 1.5 });
    expect(warnings).toEqual(['OpenAI ends this voice on 6 January 2027.']);
    const refused = expect.objectContaining({ code: 'invalid-input' });
    expect(() => openai.direct.toRequest(voice, { ...speech, text: 'x'.repeat(4097) })).toThrow(refused);
  });
});

describe('refusals', () => {
  it.each([
    [problem(429, 'insufficient_quota', 'credit_balance_exhausted'), { code: 'no-credit' }],
    [problem(429, 'insufficient_quota', 'a_code_of_tomorrow'), { code: 'no-credit' }],
    [problem(400, 'invalid_request_error', 'billing_hard_limit_reached'), { code: 'no-credit' }],
    [problem(404, 'invalid_request_error', 'model_not_found'), { code: 'unsupported' }],
    [problem(400, 'invalid_request_error', 'model_not_found'), { code: 'unsupported' }],
    [problem(403, 'invalid_request_error'), { code: 'unsupported' }],
    [problem(400, 'image_generation_user_error', 'moderation_blocked'), { code: 'content-rejected', charged: 'maybe' }],
    [
      problem(400, 'invalid_request_error', 'invalid_value', "Invalid value: '10x10'."),
      { code: 'invalid-input', message: "OpenAI refused the input: Invalid value: '10x10'." },
    ],
    [problem(500, 'server_error'), { code: 'provider-down' }],
    [answer(400, 'nonsense'), { code: 'invalid-input', message: 'OpenAI refused the input.' }],
  ])('%j', (response, failure) => {
    expect(openai.readFailure(response)).toMatchObject(failure);
  });
});
