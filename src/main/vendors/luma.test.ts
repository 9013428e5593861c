import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { luma } from './luma.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of docs.agents.lumalabs.ai, 2026-10.

const rows = await catalogueRows('luma');
const inputs = pictureWish();
const id = '5b0f6a1e-3a5e-4d5b-8c57-6b3a3a0c1f11';
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const generation = (more: object) => ({
  status: 200,
  headers: {},
  body: { id, type: 'video', state: 'queued', model: 'ray-3.2', output: [], failure_code: null, ...more },
});
const no = (status: number, detail: string, headers: Record<string, string> = {}) => ({
  ...{ status, headers, body: { detail } },
});

describeQueueVendor(luma, {
  generator: rowOf(rows, 'luma-ray-3.2'),
  inputs,
  request: {
    ...{ method: 'POST', path: '/generations' },
    body: {
      ...{ model: 'ray-3.2', type: 'video', prompt: inputs.prompt, aspect_ratio: '16:9' },
      video: { resolution: '720p', duration: '5s' },
    },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  answers: {
    submitted: { ...generation({}), status: 201 },
    running: generation({ state: 'processing' }),
    succeeded: generation({ state: 'completed', output: [{ type: 'video', url: clip }] }),
    failed: generation({ state: 'failed', failure_reason: 'Please try again.', failure_code: 'generation_failed' }),
    unauthorized: no(401, 'Invalid API key'),
    noCredit: no(402, 'Insufficient credits. Please add credits to continue.'),
    rateLimited: no(429, 'Too many concurrent jobs', { 'retry-after': '60' }),
    account: no(404, 'Generation not found'),
  },
  outputs: [clip],
  moderated: { at: 'poll', answer: generation({ state: 'failed', failure_code: 'content_moderated' }) },
  retryAfterMs: 60_000,
  account: { name: 'Luma account' },
});

const submit = (row: string, wish: Partial<typeof inputs> = {}) => {
  const { request, warnings } = luma.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish });
  return { body: JSON.parse(JSON.stringify(request.body)), warnings };
};
const [still, endStill] = ['data:image/png;base64,AA==', 'data:image/jpeg;base64,AB=='];

describe('requests', () => {
  it('hold the frames to start and to end on, and ask for no shape then', () => {
    const { body } = submit('luma-ray-3.2', { still, endStill });
    expect(body.video).toMatchObject({
      start_frame: { data: 'AA==', media_type: 'image/png' },
      end_frame: { data: 'AB==', media_type: 'image/jpeg' },
    });
    expect(body).not.toHaveProperty('aspect_ratio');
  });

  it('of ten seconds say where in the clip the frames stand', () => {
    const { body } = submit('luma-ray-3.2-long', { still, endStill, seconds: 9 });
    expect(body.video).toEqual({
      ...{ resolution: '720p', duration: '10s', keyframe_indexes: [0, 240] },
      keyframes: [
        { data: 'AA==', media_type: 'image/png' },
        { data: 'AB==', media_type: 'image/jpeg' },
      ],
    });
    expect(submit('luma-ray-3.2-long', { still }).body.video.keyframe_indexes).toEqual([0]);
  });

  it('of pictures take the still for a reference, and have shapes of their own', () => {
    expect(submit('luma-uni-1', { still, aspect: '4:5', width: 720, height: 900 }).body).toEqual({
      ...{ model: 'uni-1', type: 'image', prompt: inputs.prompt, aspect_ratio: '2:3' },
      image_ref: [{ data: 'AA==', media_type: 'image/png' }],
    });
  });

  it('are not made for longer prompts than Luma takes', () => {
    expect(() => submit('luma-ray-3.2', { prompt: 'x'.repeat(6001) })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});

it.each([
  [{ failure_code: 'budget_exhausted' }, 'no-credit'],
  [{ failure_code: 'output_not_found' }, 'provider-failed'],
  [{ failure_code: null }, 'provider-failed'],
])('fails by %j as %s', (more, code) => {
  const status = luma.poll.readStatus(generation({ state: 'failed', ...more }));
  expect(status).toMatchObject({ state: 'failed', failure: { code }, charged: 'maybe' });
});

it('does not take a page that is not there for a good key', () => {
  expect(luma.testKey.accepts({ status: 404, headers: {}, body: '<html>' })).toBe(false);
});
