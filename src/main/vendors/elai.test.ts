import { describe, expect, it } from 'vitest';
import { asFrozen } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { elai } from './elai.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of elai.readme.io, 2026-11.

const generator = rowOf(await catalogueRows('elai'), 'elai-zara');
const inputs = pictureWish({
  ...{ script: 'Hello there', prompt: '', title: 'Hello' },
  ...{ aspect: '9:16', width: 720, height: 1280 },
});
const id = '61e158d47d5d07dcfd80dc29';
const clip = 'https://elai-media.s3.eu-west-2.amazonaws.com/videos/x.mp4';
const picture = 'https://elai-media.s3.eu-west-2.amazonaws.com/avatars/zara.png';
const video = (status: string, more: object = {}) => ({
  status: 200,
  headers: {},
  body: { _id: id, name: 'Hello', status, ...more },
});
const problem = (status: number, message: string) => ({ status, headers: {}, body: { message } });

const sent = {
  ...{ generator, inputs: asFrozen(inputs), sentAt: '2026-11-20T10:00:00.000Z' },
  request: { method: 'POST', path: `/videos/render/${id}` },
};

describeQueueVendor(elai, {
  generator,
  inputs,
  prepared: { people: null, draft: id },
  request: { method: 'POST', path: `/videos/render/${id}` },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  answers: {
    submitted: { status: 200, body: { status: 'accepted' } },
    running: video('rendering'),
    succeeded: video('ready', { url: clip, duration: 3.456 }),
    failed: video('error'),
    unauthorized: problem(401, 'Not authorized'),
    noCredit: problem(402, 'Not enough minutes'),
    rateLimited: null,
    account: { status: 200, body: { videos: [], total: 0 } },
  },
  outputs: [clip],
  moderated: { at: 'poll', answer: video('moderation') },
  retryAfterMs: null,
  account: { name: 'Elai account' },
  recent: {
    sent,
    answer: video('rendering'),
    listed: [
      {
        ...{ operation: { id }, name: id, takenAt: sent.sentAt, state: 'running' },
        ...{ about: 'Hello there', match: 'same' },
      },
    ],
  },
});

const answer = (body: unknown) => ({ status: 200, headers: {}, body });
const people = [{ code: 'zara', canvas: 'https://x/other.png', variants: [{ code: 'regular', canvas: picture }] }];

describe('a draft', () => {
  const drafted = (list: unknown, wish: Partial<typeof inputs> = {}) =>
    elai.prepare.toRequest(generator, { ...inputs, ...wish }, elai.prepare.read(answer(list), undefined));

  it("is made with the presenter's picture, before the paid call", () => {
    expect(elai.prepare.toRequest(generator, inputs, undefined)).toEqual({ method: 'GET', path: '/avatars' });
    expect(drafted(people)).toMatchObject({
      ...{ method: 'POST', path: '/videos' },
      body: {
        ...{ name: 'Hello', format: '9_16', resolution: '1080p' },
        slides: [
          {
            ...{ speech: 'Hello there', voice: 'en-US-AriaNeural', voiceProvider: 'azure', language: 'English' },
            avatar: { code: 'zara.regular', gender: 'female', canvas: picture },
            canvas: { objects: [{ type: 'avatar', left: 11.5, top: 316, src: picture }] },
          },
        ],
      },
    });
    const prepared = elai.prepare.read(video('draft'), { people });
    expect(elai.prepare.toRequest(generator, inputs, prepared)).toBeNull();
    expect(elai.submit.toRequest(generator, inputs, prepared).request.path).toBe(`/videos/render/${id}`);
  });

  it('is wide for a wide film, and does without a picture that is not listed', () => {
    const wide = { aspect: '16:9', width: 1280, height: 720 };
    const body = drafted({ avatars: [] }, wide)?.body;
    expect(body).toMatchObject({ format: '16_9', slides: [{ canvas: { objects: [{ left: 151.5, top: 36 }] } }] });
    expect(JSON.stringify(body)).not.toContain('src');
  });

  it('is not made without words, nor of what cannot be read', () => {
    const invalid = expect.objectContaining({ code: 'invalid-input' });
    expect(() => elai.prepare.toRequest(generator, { ...inputs, script: '' }, undefined)).toThrow(invalid);
    const down = expect.objectContaining({ code: 'provider-down' });
    expect(() => elai.prepare.read(answer('<html>'), undefined)).toThrow(down);
    expect(() => elai.prepare.read(answer({}), { people })).toThrow(down);
  });
});

it.each(['accepted', { accepted: true }, { _id: id }])('takes %j for a yes to rendering', (body) => {
  const { request } = elai.submit.toRequest(generator, inputs, { people: null, draft: id });
  expect(elai.submit.readOperation(answer(body), request)).toEqual({ id });
});

it('passes on why a slide cannot be rendered', () => {
  const words = 'Slide 1 is too long. Please limit speech to 60s for this avatar.';
  expect(elai.readFailure(problem(400, words))).toEqual({
    code: 'invalid-input',
    message: `Elai refused the input: ${words}`,
  });
  expect(elai.poll.readStatus(video('validating'))).toMatchObject({ state: 'running' });
});

it('knows that a draft which still is one was never rendered', () => {
  expect(elai.recent.toRequest(sent)).toEqual({ method: 'GET', path: `/videos/${id}` });
  expect(elai.recent.read(video('draft'), sent)).toEqual([]);
});
