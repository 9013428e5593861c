import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';
import { zai } from './zai.ts';

// Bodies are those of Z.ai's documentation, 2026.

const rows = await catalogueRows('zai');
const cog = rowOf(rows, 'zai-cogvideox-3');
const glm = rowOf(rows, 'zai-glm-image');
const still = 'data:image/png;base64,AA==';
const endStill = 'data:image/png;base64,AB==';

const inputs = pictureWish();

const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
const problem = (status: number, code: string | number, message = 'Words.') =>
  answer(status, { error: { code, message } });
const id = '8868902201637896192-654321';
const task = (task_status: string, more: object = {}) =>
  answer(200, { model: 'cogvideox-3', request_id: 'job-1', task_status, ...more });
const clip = 'https://media.example/out/clip.mp4?sig=abc';

const same = {
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  retryAfterMs: null,
  account: { name: 'Z.ai key' },
};
const refusals = {
  unauthorized: problem(401, '1002'),
  noCredit: problem(429, '1113', 'Insufficient balance or no resource package. Please recharge.'),
  rateLimited: problem(429, '1302'),
  account: answer(200, { object: 'list', data: [{ id: 'glm-4.6', object: 'model' }] }),
};

describe('videos', () => {
  describeQueueVendor(zai, {
    ...same,
    ...{ generator: cog, inputs },
    request: {
      ...{ method: 'POST', path: '/videos/generations' },
      body: {
        ...{ model: 'cogvideox-3', prompt: inputs.prompt, size: '1920x1080', duration: 5 },
        ...{ quality: 'quality', with_audio: true, fps: 30 },
      },
    },
    answers: {
      ...refusals,
      submitted: task('PROCESSING', { id }),
      running: task('PROCESSING'),
      succeeded: task('SUCCESS', { video_result: [{ url: clip, cover_image_url: 'https://media.example/c.jpg' }] }),
      failed: task('FAIL'),
    },
    outputs: [clip],
    moderated: { at: 'submit', answer: problem(400, '1301') },
  });

  const body = (row: string, wish: Partial<typeof inputs> = {}) =>
    zai.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish }).request.body;

  it('start from a still and end on another as each model takes them', () => {
    expect(body('zai-cogvideox-3', { still })).toMatchObject({ image_url: still, quality: 'quality' });
    // Both ends are taken in the quicker quality only.
    expect(body('zai-cogvideox-3', { still, endStill })).toMatchObject({
      ...{ image_url: [still, endStill], quality: 'speed' },
    });
    expect(body('zai-vidu-q1')).toMatchObject({ model: 'viduq1-text', aspect_ratio: '16:9' });
    expect(body('zai-vidu-q1', { still })).toMatchObject({ model: 'viduq1-image', image_url: still });
    expect(body('zai-vidu-q1', { still })).not.toHaveProperty('aspect_ratio');
    expect(body('zai-vidu-2', { still, endStill })).toMatchObject({ model: 'vidu2-start-end', duration: 4 });
  });

  it('are not asked for in more words than are taken', () => {
    const refused = expect.objectContaining({ code: 'invalid-input' });
    expect(() => body('zai-cogvideox-3', { prompt: 'x'.repeat(513) })).toThrow(refused);
  });

  it.each([
    [
      task('FAIL', { error: { code: '1301', message: 'No.' } }),
      { failure: { code: 'content-rejected' }, charged: 'maybe' },
    ],
    [
      task('SUCCESS', { video_result: [] }),
      { state: 'failed', failure: { message: 'Z.ai finished without giving a file.' } },
    ],
    [task('A_STATE_OF_TOMORROW'), { state: 'running' }],
  ])('%j', (response, expected) => {
    expect(zai.poll.readStatus(response)).toMatchObject(expected);
  });
});

describe('pictures', () => {
  const url = 'https://media.example/out/img.png';
  describeDirectVendor(zai, {
    ...same,
    ...{ generator: glm, inputs },
    request: {
      ...{ method: 'POST', path: '/images/generations' },
      body: { model: 'glm-image', prompt: inputs.prompt, size: '1728x960' },
    },
    answers: { ...refusals, done: answer(200, { created: 1, data: [{ url }] }), rejected: problem(400, '1301') },
    result: { media: url, words: null },
  });
});

describe('refusals', () => {
  it.each([
    [problem(429, 1113), { code: 'no-credit', message: expect.stringContaining('resource package') }],
    [problem(429, '1305'), { code: 'rate-limited' }],
    [problem(400, '1211'), { code: 'unsupported', message: 'The Z.ai account may not do this: Words.' }],
    [problem(400, '1214'), { code: 'invalid-input', message: 'Z.ai refused the input: Words.' }],
    [problem(500, '500'), { code: 'provider-down' }],
    [answer(404, 'nonsense'), { code: 'not-found' }],
  ])('%j', (response, failure) => {
    expect(zai.readFailure(response)).toMatchObject(failure);
  });
});
