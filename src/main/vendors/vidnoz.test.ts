import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';
import { vidnoz } from './vidnoz.ts';

// Bodies are those of vidnoz.com/docs, 2026-11; those of noes are not documented, only that `code` is not 200.

const generator = rowOf(await catalogueRows('vidnoz'), 'vidnoz-avatar');
const inputs = pictureWish({ script: 'Hello', prompt: '', title: 'Test', aspect: '9:16', width: 720, height: 1280 });
const id = 'OFZ2WS8wEXAMPLE';
const clip = 'https://cdn.vidnoz.example/x.mp4';
const said = (code: number, message: string, data: unknown, status = 200) => ({
  ...{ status, headers: {}, body: { code, message, data } },
});
const task = (status: unknown, additional_data: unknown) => said(200, 'ok', { task_id: id, status, additional_data });

describeQueueVendor(vidnoz, {
  generator,
  inputs,
  request: {
    ...{ method: 'POST', path: '/v2/task/avatar-to-video' },
    form: {
      ...{ name: 'Test', aspect: '2', 'avatar[id]': '100', 'avatar[style]': '1' },
      ...{ 'voice[tts][id]': 'en-US-AriaNeural', 'voice[tts][text]': 'Hello' },
    },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  answers: {
    submitted: said(200, 'ok', { task_id: id }),
    running: task(1, {}),
    succeeded: task(0, { video_720p: { url: clip } }),
    failed: said(500, 'task failed', null),
    unauthorized: said(401, 'Unauthorized', null, 401),
    noCredit: null,
    rateLimited: null,
    account: said(404, 'task not found', null),
  },
  outputs: [clip],
  // How it refuses content is not documented.
  moderated: null,
  retryAfterMs: null,
  account: { name: 'Vidnoz account' },
});

describe('a task', () => {
  it('is asked for by a form', () => {
    expect(vidnoz.poll.toRequest({ id })).toEqual({ method: 'POST', path: '/v2/task/detail', form: { id } });
    expect(vidnoz.submit.readOperation(said(200, 'ok', { id }))).toEqual({ id });
  });

  it('is over when there is a file, whatever its number', () => {
    expect(vidnoz.poll.readStatus(task(7, { url: clip }))).toEqual({ state: 'succeeded', outputs: [clip] });
    for (const files of [null, [], { url: '' }, undefined])
      expect(vidnoz.poll.readStatus(task(0, files))).toMatchObject({ state: 'running' });
  });

  it.each([
    [401, 'unauthorized'],
    [402, 'no-credit'],
    [803, 'rate-limited'],
    [500, 'provider-down'],
    [9001, 'provider-failed'],
  ])('is refused by code %i inside a 200: %s', (code, expected) => {
    const refused = expect.objectContaining({ code: expected });
    expect(() => vidnoz.submit.readOperation(said(code, 'no', null))).toThrow(refused);
  });

  it('goes on where only the call was refused', () => {
    const hasty = expect.objectContaining({ code: 'rate-limited' });
    expect(() => vidnoz.poll.readStatus(said(803, 'frequent requests', null))).toThrow(hasty);
    expect(vidnoz.testKey.accepts(said(401, 'Unauthorized', null))).toBe(false);
  });

  it('speaks less than 5,000 characters', () => {
    const wish = { ...inputs, prompt: 'x'.repeat(6000), script: 'x'.repeat(5000) };
    const invalid = expect.objectContaining({ code: 'invalid-input', message: expect.stringContaining('narration') });
    expect(() => vidnoz.submit.toRequest(generator, wish)).toThrow(invalid);
    const { warnings } = vidnoz.submit.toRequest(generator, { ...wish, script: 'Hello' });
    expect(warnings).toEqual(['Vidnoz avatar shows a presenter; the prompt was left out.']);
  });
});
