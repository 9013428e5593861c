import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { leonardo } from './leonardo.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of @leonardo-ai/sdk 4.21.3 and of docs.leonardo.ai, 2026-09.

const rows = await catalogueRows('leonardo');
const phoenix = rowOf(rows, 'leonardo-phoenix-1.0');

const inputs = pictureWish({ prompt: 'A red fox in snow', seconds: 5 });

const id = 'a1b2c3d4-1111-4222-8333-abcdef012345';
const picture = 'https://cdn.leonardo.ai/users/u/generations/a1b2/fox_0.jpg';
const clip = 'https://cdn.leonardo.ai/users/u/generations/a1b2/fox.mp4';
const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
const generation = (status: string, more: object = {}) =>
  answer(200, { generations_by_pk: { id, status, generated_images: [], prompt: inputs.prompt, seed: 7, ...more } });
const image = (more: object = {}) => ({ id: 'img-1', url: picture, nsfw: false, motionMP4URL: null, ...more });
const problem = (status: number, error: string) => answer(status, { error, path: '$', code: 'unexpected' });
const listed = (status: number, message: string, statusCode?: number) =>
  answer(status, [
    { message: 'An error occurred.', extensions: { code: 'BadRequestException', details: { message, statusCode } } },
  ]);
const hook = 'Invalid response from authorization hook';
const me = { user: { id: 'u-1', username: 'studio' }, apiPaidTokens: 1200, apiSubscriptionTokens: 0 };

describeQueueVendor(leonardo, {
  generator: phoenix,
  inputs,
  request: {
    ...{ method: 'POST', path: '/v1/generations' },
    body: {
      ...{ modelId: 'de7d3faf-762f-48e0-b3b7-9d0ac3a3fcf3', prompt: inputs.prompt, width: 1472, height: 832 },
      ...{ num_images: 1, seed: 7, alchemy: true, contrast: 3.5, presetStyle: 'DYNAMIC', public: false },
    },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  moderated: { at: 'poll', answer: generation('FAILED', { reasons: [{ type: 'PROMPT_MODERATION_BLOCKED' }] }) },
  answers: {
    submitted: answer(200, {
      sdGenerationJob: { generationId: id, apiCreditCost: null, cost: { amount: '0.0147', unit: 'DOLLARS' } },
    }),
    running: generation('PENDING'),
    succeeded: generation('COMPLETE', { generated_images: [image()] }),
    failed: generation('FAILED'),
    unauthorized: problem(401, hook),
    noCredit: problem(402, 'not enough api tokens'),
    rateLimited: problem(429, 'Too many requests'),
    account: answer(200, { user_details: [me] }),
  },
  outputs: [picture],
  retryAfterMs: null,
  account: { name: 'studio, 1200 API credits left' },
});

const submit = (row: string, wish: Partial<typeof inputs> = {}) => {
  const { request, warnings } = leonardo.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish });
  return { path: request.path, body: request.body, warnings };
};

describe('requests', () => {
  it('go to the API that has the model', () => {
    expect(submit('leonardo-motion-2.0')).toMatchObject({
      path: '/v1/generations-text-to-video',
      body: { model: 'MOTION2', width: 832, height: 480, isPublic: false, seed: 7 },
    });
    expect(submit('leonardo-motion-2.0').body).not.toHaveProperty('duration');
    const kling = submit('leonardo-kling-3.0', { aspect: '9:16', width: 720, height: 1280, seconds: 30 });
    expect(kling).toEqual({
      path: '/v2/generations',
      body: {
        ...{ model: 'kling-3.0', public: false },
        parameters: {
          ...{ prompt: inputs.prompt, width: 1080, height: 1920, duration: 15 },
          ...{ mode: 'RESOLUTION_1080', motion_has_audio: true },
        },
      },
      warnings: ['Kling 3.0 at Leonardo makes at most 15 s of the 30 s asked for.'],
    });
  });

  it('never hold a seed that Motion 2.0 does not take', () => {
    expect(submit('leonardo-motion-2.0', { seed: 2 ** 31 - 1 }).body).toMatchObject({ seed: 9 });
  });

  it('say what is left out', () => {
    const still = 'data:image/png;base64,AA==';
    expect(submit('leonardo-seedream-4.5', { still, aspect: '1:1', width: 720, height: 720 }).warnings).toEqual([
      'Seedream 4.5 at Leonardo does not make 1:1; the picture is fitted.',
      "Seedream 4.5 at Leonardo takes no still, so the scene's still was left out.",
    ]);
  });
});

describe('answers', () => {
  it.each([
    [{ generate: { generationId: id, cost: { amount: '0.0300', unit: 'DOLLARS' } } }, { id, usd: 0.03 }],
    [{ motionVideoGenerationJob: { generationId: id, cost: { amount: '250', unit: 'CREDITS' } } }, { id }],
    [{ sdGenerationJob: { generationId: id, apiCreditCost: null } }, { id }],
  ])('%j name the work', (body, operation) => {
    expect(leonardo.submit.readOperation(answer(200, body))).toEqual(operation);
  });

  it('hold the clip rather than its poster, and what it cost', () => {
    const done = generation('COMPLETE', { generated_images: [image({ motionMP4URL: clip })] });
    expect(leonardo.poll.readStatus(done, { id, usd: 0.4 })).toEqual({
      ...{ state: 'succeeded', outputs: [clip], reportedMicros: 400_000 },
    });
    const empty = leonardo.poll.readStatus(generation('COMPLETE'), { id, usd: 0.4 });
    expect(empty).toMatchObject({ state: 'failed', charged: 'maybe' });
  });

  it('are asked for again where the work is not known yet', () => {
    const unknown = () => leonardo.poll.readStatus(answer(200, { generations_by_pk: null }), { id });
    expect(unknown).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('refusals', () => {
  const cases: [VendorResponse, string][] = [
    [problem(401, hook), 'unauthorized'],
    [problem(500, hook), 'unauthorized'],
    [listed(400, 'Bad request - width must be a multiple of 8', 400), 'invalid-input'],
    [listed(200, 'Bad request - width must be a multiple of 8', 400), 'invalid-input'],
    [problem(200, 'Something odd'), 'provider-failed'],
    [answer(500, '<html></html>'), 'provider-down'],
  ];
  it.each(cases)('%j', (response, code) => {
    expect(leonardo.readFailure(response)).toMatchObject({ code });
    if (response.status < 300) {
      expect(() => leonardo.submit.readOperation(response)).toThrow(expect.objectContaining({ code }));
      expect(() => leonardo.poll.readStatus(response, { id })).toThrow(expect.objectContaining({ code }));
    }
  });

  it('come with 200 to a bad key too', () => {
    expect(leonardo.testKey.accepts(problem(200, hook))).toBe(false);
  });
});
