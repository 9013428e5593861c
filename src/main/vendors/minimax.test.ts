import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { minimax } from './minimax.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of @ai-sdk/minimax 3.0.45 and of MiniMax's pages, 2026-10.

const rows = await catalogueRows('minimax');
const inputs = pictureWish();
const [still, endStill] = ['data:image/png;base64,AA==', 'data:image/png;base64,AB=='];
const clip = 'https://media.example/out/clip.mp4?sig=abc';

const answer = (status: number, body: unknown) => ({ status, headers: {}, body });
const no = (status: number, type: string, message: string) =>
  answer(status, { type: 'error', error: { type, message } });
const inside = (status_code: number, status_msg: string, more: object = {}) =>
  answer(200, { ...more, base_resp: { status_code, status_msg } });
const common = {
  inputs,
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  outputs: [clip],
  account: { name: 'MiniMax account' },
  retryAfterMs: null,
};
const account = inside(2013, 'invalid params');

describe('v2', () => {
  const id = '1909900112233';
  const task = (more: object) => answer(200, { task: { id, model: 'MiniMax-H3', resolution: '768P', ...more } });
  const error = { code: 'output_sensitive', message: 'output video involves sensitive content' };
  const content = [{ type: 'text', text: inputs.prompt }];
  const body = { model: 'MiniMax-H3', content, resolution: '768P', duration: 5, ratio: '16:9' };
  describeQueueVendor(minimax, {
    ...{ ...common, generator: rowOf(rows, 'minimax-h3') },
    request: { method: 'POST', path: '/v2/video_generation', body },
    answers: {
      submitted: answer(200, { task_id: id }),
      running: task({ status: 'running' }),
      succeeded: task({ status: 'succeeded', content: { url: clip } }),
      failed: task({ status: 'failed', error: { code: 'internal', message: 'internal error' } }),
      unauthorized: no(401, 'authentication_error', 'invalid api key'),
      noCredit: no(402, 'insufficient_balance_error', 'insufficient balance'),
      rateLimited: no(429, 'rate_limit_error', 'rate limit exceeded'),
      account,
    },
    moderated: { at: 'poll', answer: task({ status: 'failed', error }) },
  });
});

describe('v1', () => {
  const id = '106916112212032';
  const work = (more: object) => inside(0, 'success', { task_id: id, ...more });
  const body = { model: 'MiniMax-Hailuo-2.3', prompt: inputs.prompt, duration: 6, resolution: '768P' };
  const fail = { task_id: id, status: 'Fail', file_id: '' };
  describeQueueVendor(minimax, {
    ...{ ...common, generator: rowOf(rows, 'minimax-hailuo-2.3') },
    request: { method: 'POST', path: '/v1/video_generation', body },
    answers: {
      submitted: work({}),
      running: work({ status: 'Processing', file_id: '' }),
      succeeded: work({ status: 'Success', file_id: '176844028768320' }),
      succeededResult: inside(0, 'success', { file: { file_id: 176844028768320, download_url: clip } }),
      failed: inside(1000, 'unknown error', fail),
      unauthorized: inside(2049, 'invalid api key'),
      noCredit: inside(1008, 'insufficient balance', { task_id: '' }),
      rateLimited: inside(1002, 'rate limit', { task_id: '' }),
      account,
    },
    moderated: { at: 'submit', answer: inside(1026, 'input new_sensitive', { task_id: '' }) },
  });

  it('says by its code that the finished clip was refused', () => {
    const refused = inside(1027, 'output video involves sensitive content', fail);
    expect(minimax.poll.readStatus(refused, { id, api: 'v1' })).toMatchObject({
      ...{ state: 'failed', failure: { code: 'content-rejected' }, charged: 'maybe' },
    });
  });
});

const submit = (row: string, wish: Partial<typeof inputs> = {}) => {
  const { request, warnings } = minimax.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish });
  return { body: JSON.parse(JSON.stringify(request.body)), warnings };
};

describe('requests', () => {
  it('show the frames to start and to end on, and ask for no shape then', () => {
    const { body } = submit('minimax-h3', { still, endStill });
    expect(body.content.slice(1)).toEqual([
      { type: 'image_url', image_url: { url: still }, role: 'first_frame' },
      { type: 'image_url', image_url: { url: endStill }, role: 'last_frame' },
    ]);
    expect(body).not.toHaveProperty('ratio');
    expect(submit('minimax-hailuo-02', { still, endStill }).body).toMatchObject({
      ...{ first_frame_image: still, last_frame_image: endStill },
    });
    expect(submit('minimax-hailuo-2.3', { still, endStill }).body).not.toHaveProperty('last_frame_image');
  });

  it('ask for a length and a shape that there is', () => {
    expect(submit('minimax-hailuo-2.3', { seconds: 7 }).body.duration).toBe(10);
    expect(submit('minimax-h3', { seconds: 2, aspect: '4:5', width: 720, height: 900 })).toMatchObject({
      ...{ body: { duration: 5, ratio: '3:4' }, warnings: ['MiniMax H3 does not make 4:5; the picture is fitted.'] },
    });
    expect(submit('minimax-hailuo-2.3', { aspect: '9:16', width: 720, height: 1280 }).warnings).toHaveLength(1);
  });

  it('are not made for what cannot be', () => {
    const refused = expect.objectContaining({ code: 'invalid-input' });
    expect(() => submit('minimax-hailuo-2.3-fast')).toThrow(refused);
    expect(() => submit('minimax-hailuo-2.3', { prompt: 'x'.repeat(2001) })).toThrow(refused);
  });
});

it('asks for a file by its own name, and sees where there is none', () => {
  expect(minimax.result.toRequest({ id: 'a', api: 'v1', file: '17' })).toMatchObject({
    path: '/v1/files/retrieve?file_id=17',
  });
  const empty = inside(0, 'success', { file: { download_url: '' } });
  expect(minimax.result.read(empty)).toMatchObject({ state: 'failed', charged: 'maybe' });
  expect(() => minimax.result.read(inside(1002, 'rate limit'))).toThrow(
    expect.objectContaining({ code: 'rate-limited' }),
  );
});

it.each([
  [inside(1004, 'login fail'), false],
  [inside(2013, 'invalid params'), true],
  [answer(200, '<html>'), false],
  [answer(503, ''), false],
])('%j means a good key: %s', (response, good) => {
  expect(minimax.testKey.accepts(response)).toBe(good);
});
