import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { deepbrain } from './deepbrain.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of docs.deepbrain.io, 2026-11; those of noes are not documented, only that `success` is false.

const generator = rowOf(await catalogueRows('deepbrain'), 'deepbrain-presenter');
const inputs = pictureWish({ script: 'Hello', prompt: '', title: 'Test' });
const clip = 'https://cdn.aistudios.com/x.mp4';
const yes = (data: object) => ({ status: 200, headers: {}, body: { success: true, data } });
const no = (msg: string, status = 200) => ({ status, headers: {}, body: { success: false, error: { code: 1, msg } } });
const scene = (presenter: object, org: string) => ({
  background: {
    ...{ id: 'background', type: 'background', source_type: 'image' },
    source_url: '/images/background/bg_blue_gradient.png',
  },
  watermark: false,
  clips: [
    {
      ...{ id: 'aiModel-1', type: 'aiModel', layer: 1, ...presenter, width: 679, height: 2229, script: { org } },
      effects: [{ type: 'head-only' }],
      model: { ai_name: 'M000045058', emotion: 'BG00002320', language: 'en' },
    },
  ],
});

describeQueueVendor(deepbrain, {
  generator,
  inputs,
  request: {
    ...{ method: 'POST', path: '/api/odin/v3/editor/project' },
    body: {
      ...{ name: 'Test', orientation: 'landscape' },
      scenes: [scene({ top: 144.6, left: 630.2 }, '<p>Hello</p>')],
    },
  },
  session: yes({ token: 'token-of-a-day' }),
  keyHeaders: { authorization: 'token-of-a-day' },
  answers: {
    submitted: yes({ key: '673d0000aaaa1111bbbb2222', cube_used: 1 }),
    running: yes({ progress: 42, state: 'synthesis' }),
    succeeded: yes({ progress: 100, state: 'finish', url: clip }),
    failed: no('synthesis failed'),
    unauthorized: no('', 401),
    noCredit: null,
    rateLimited: null,
    account: no('there is no such project'),
  },
  outputs: [clip],
  // How it refuses content is not documented.
  moderated: null,
  retryAfterMs: null,
  account: { name: 'AI Studios account' },
});

describe('the key', () => {
  it('is an AppId and a UserKey, exchanged for a token', () => {
    expect(deepbrain.session.toRequest('example.com user-word')).toMatchObject({
      path: '/api/odin/v3/token',
      body: { appId: 'example.com', platform: 'example.com', isClientToken: true, userKey: 'user-word' },
    });
    const { fits } = deepbrain.keyForm;
    expect([fits('example.com user-word'), fits('one'), fits('one two three')]).toEqual([true, false, false]);
  });

  it('is refused inside a 200 too', () => {
    expect(() => deepbrain.session.read(no('wrong user'))).toThrow(expect.objectContaining({ code: 'unauthorized' }));
    expect(() => deepbrain.session.read(yes({}))).toThrow(expect.objectContaining({ code: 'provider-down' }));
    expect(deepbrain.testKey.accepts(no('invalid token'))).toBe(false);
  });

  it('is exchanged anew where a token has run out, which is said inside a 200', () => {
    const { rejects } = deepbrain.session;
    const answers = [no('token expired'), { ...no(''), status: 401 }, no('not enough credit'), yes({ key: 'abc' })];
    expect(answers.map(rejects)).toEqual([true, true, false, false]);
  });
});

describe('answers', () => {
  it('hold the project at the top in older versions, and its file under another name', () => {
    const older = { status: 200, headers: {}, body: { success: true, key: 'abc', cube_used: 1 } };
    expect(deepbrain.submit.readOperation(older)).toEqual({ id: 'abc' });
    const done = yes({ progress: 100, download_url: clip });
    expect(deepbrain.poll.readStatus(done)).toEqual({ state: 'succeeded', outputs: [clip] });
  });

  it('are not over before there is a file', () => {
    expect(deepbrain.poll.readStatus(yes({ progress: 100 }))).toMatchObject({ state: 'running' });
  });

  it.each([
    ['invalid token', 'unauthorized'],
    ['not enough credit', 'no-credit'],
    ['model is not available', 'provider-failed'],
  ])('that say no with %j are %s', (msg, code) => {
    expect(() => deepbrain.submit.readOperation(no(msg))).toThrow(expect.objectContaining({ code }));
  });

  it('about a token do not end the work', () => {
    const unauthorized = expect.objectContaining({ code: 'unauthorized' });
    expect(() => deepbrain.poll.readStatus(no('invalid token'))).toThrow(unauthorized);
  });

  it('are asked for upright films too, with the words as HTML', () => {
    const tall = { ...inputs, aspect: '9:16', width: 720, height: 1280, script: 'Salt & pepper\n<b>' };
    expect(deepbrain.submit.toRequest(generator, tall).request.body).toMatchObject({
      orientation: 'portrait',
      scenes: [scene({ top: 500, left: 200.5 }, '<p>Salt &amp; pepper</p><p>&lt;b&gt;</p>')],
    });
    expect(() => deepbrain.submit.toRequest(generator, { ...inputs, script: '' })).toThrow(/speaks the narration/);
  });
});
