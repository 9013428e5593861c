import { describe, expect, it } from 'vitest';
import { asFrozen, ticket } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { heygen } from './heygen.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of HeyGen's OpenAPI 1.0.0 and its own pages, 2026-11.

const rows = await catalogueRows('heygen');
const generator = rowOf(rows, 'heygen-presenter');
const inputs = pictureWish({ script: 'Hello', prompt: '', title: 'Intro', aspect: '9:16', width: 720, height: 1280 });
const voice = '1bd001e7e50f421d891986aad5158bc8';
const tall = { id: 'avt_angela_01', preferred_orientation: 'portrait', default_voice_id: voice, status: 'completed' };
const clip = 'https://files.heygen.ai/video/abc.mp4?Expires=soon';
const video = (more: object) => ({
  status: 200,
  body: { data: { id: 'v_abc123def456', title: 'Intro', video_url: null, failure_code: null, ...more } },
});
const problem = (status: number, code: string, message: string, param: string | null = null) => ({
  status,
  headers: {},
  body: { error: { code, message, param, doc_url: null } },
});

describeQueueVendor(heygen, {
  generator,
  inputs,
  prepared: { looks: [tall] },
  request: {
    ...{ method: 'POST', path: '/v3/videos' },
    body: {
      ...{ type: 'avatar', avatar_id: 'avt_angela_01', script: 'Hello', voice_id: voice },
      ...{ aspect_ratio: '9:16', resolution: '1080p', title: 'Intro 3f2b6f3e' },
    },
  },
  keyHeaders: { 'x-api-key': 'rehearsal-key' },
  answers: {
    submitted: { status: 200, body: { data: { video_id: 'v_abc123def456', status: 'waiting' } } },
    running: video({ status: 'processing' }),
    succeeded: video({ status: 'completed', video_url: clip, duration: 30.5 }),
    failed: video({ status: 'failed', failure_code: 'rendering_failed', failure_message: 'Rendering failed' }),
    unauthorized: problem(401, 'authentication_failed', 'Authentication failed'),
    noCredit: problem(402, 'insufficient_credit', 'Insufficient credit. Please top up your wallet.'),
    rateLimited: { ...problem(429, 'rate_limit_exceeded', 'Too many requests'), headers: { 'retry-after': '10' } },
    account: {
      status: 200,
      body: { data: { email: 'a@example.com', wallet: { currency: 'usd', remaining_balance: 12.5 } } },
    },
  },
  outputs: [clip],
  moderated: {
    at: 'poll',
    answer: video({ status: 'failed', failure_code: 'content_moderation', failure_message: 'No.' }),
  },
  retryAfterMs: 10_000,
  account: { name: 'a@example.com', balanceMicros: 12_500_000 },
  recent: {
    sent: {
      ...{ generator, inputs: asFrozen(inputs), sentAt: '2026-11-20T10:00:00.000Z' },
      request: { method: 'POST', path: '/v3/videos', body: { title: 'Intro 3f2b6f3e' } },
    },
    answer: {
      status: 200,
      body: {
        data: [
          { id: 'v_2', title: 'Intro 3f2b6f3e', status: 'processing', created_at: 1_795_132_800 },
          { id: 'v_1', title: 'Intro', status: 'completed', created_at: 1_795_132_700 },
        ],
        has_more: false,
      },
    },
    listed: [
      {
        ...{ operation: { id: 'v_2' }, name: 'v_2', takenAt: '2026-11-20T00:00:00.000Z', state: 'running' },
        ...{ about: 'Intro 3f2b6f3e', match: 'same' },
      },
      {
        ...{ operation: { id: 'v_1' }, name: 'v_1', takenAt: '2026-11-19T23:58:20.000Z', state: 'succeeded' },
        ...{ about: 'Intro', match: 'other' },
      },
    ],
  },
});

const still = 'data:image/png;base64,AA==';
const list = (data: unknown) => ({ status: 200, headers: {}, body: { data, has_more: false } });
const next = (row: string, prepared?: unknown, wish: Partial<typeof inputs> = {}) =>
  heygen.prepare.toRequest(rowOf(rows, row), { ...inputs, still, ...wish }, prepared)?.path ?? null;
const submit = (row: string, prepared: unknown, wish: Partial<typeof inputs> = {}) =>
  heygen.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish }, prepared, ticket);

describe('a presenter', () => {
  it('is looked up, and a voice where the presenter has none', () => {
    expect(next('heygen-presenter')).toMatch(/^\/v3\/avatars\/looks\?/);
    const found = heygen.prepare.read(list([{ ...tall, default_voice_id: null }]), undefined);
    expect(next('heygen-presenter', found)).toMatch(/^\/v3\/voices\?/);
    const both = heygen.prepare.read(
      list([
        { voice_id: 'es', language: 'Spanish' },
        { voice_id: 'en', language: 'English' },
      ]),
      found,
    );
    expect(next('heygen-presenter', both)).toBeNull();
    expect(submit('heygen-presenter', both).request.body).toMatchObject({ avatar_id: tall.id, voice_id: 'en' });
    expect(next('heygen-presenter', { looks: [tall] })).toBeNull();
  });

  it('is the first that is ready and made for the shape', () => {
    const looks = [
      { ...tall, id: 'unready', status: 'processing' },
      { ...tall, id: 'wide', preferred_orientation: 'landscape' },
      tall,
    ];
    expect(submit('heygen-presenter', { looks }).request.body).toMatchObject({ avatar_id: tall.id });
    const wide = { aspect: '16:9', width: 1280, height: 720 };
    expect(submit('heygen-presenter', { looks }, wide).request.body).toMatchObject({ avatar_id: 'wide' });
  });

  it('is nobody where none is listed, and the user is told', () => {
    const none = expect.objectContaining({ code: 'unsupported', message: expect.stringContaining('no presenter') });
    expect(() => heygen.prepare.read(list([]), undefined)).toThrow(none);
    expect(() => heygen.prepare.read(list('x'), undefined)).toThrow(expect.objectContaining({ code: 'provider-down' }));
  });

  it('shows no prompt and no square, and says so', () => {
    const square = { prompt: 'A fox', aspect: '1:1', width: 720, height: 720 };
    expect(submit('heygen-presenter', { looks: [tall] }, square).warnings).toEqual([
      'HeyGen studio avatar shows a presenter; the prompt was left out.',
      'HeyGen studio avatar does not make 1:1; the picture is fitted.',
    ]);
  });
});

describe('a photo', () => {
  it("is the scene's still, with the first voice that fits", () => {
    expect(next('heygen-photo')).toMatch(/^\/v3\/voices\?/);
    const { request } = submit('heygen-photo', { voices: [{ voice_id: 'v1' }] }, { still });
    expect(request.body).toMatchObject({
      ...{ type: 'image', image: { type: 'base64', media_type: 'image/png', data: 'AA==' } },
      voice_id: 'v1',
    });
  });

  it('is not made without a still or without words, and nothing is looked up then', () => {
    const invalid = (message: string) => expect.objectContaining({ code: 'invalid-input', message });
    expect(() => next('heygen-photo', undefined, { still: null })).toThrow(
      invalid('HeyGen Avatar IV photo works from a still and the scene has none.'),
    );
    expect(() => next('heygen-photo', undefined, { script: ' ' })).toThrow(
      invalid('HeyGen Avatar IV photo speaks the narration and the scene has none.'),
    );
  });
});

it.each([
  [403, 'plan_required', 'unsupported'],
  [403, 'insufficient_credit', 'no-credit'],
  [403, 'quota_exceeded', 'rate-limited'],
  [400, 'invalid_parameter', 'invalid-input'],
  [404, 'not_found', 'not-found'],
])('takes %i %s for %s', (status, code, expected) => {
  const failure = heygen.readFailure(problem(status, code, 'must be one of 16:9, 9:16', 'aspect_ratio'));
  expect(failure.code).toBe(expected);
  if (status === 400)
    expect(failure.message).toBe('HeyGen refused the input: aspect_ratio: must be one of 16:9, 9:16.');
});

it('does not take credits for dollars', () => {
  const wallet = { currency: 'credits', remaining_balance: 30 };
  const account = { status: 200, headers: {}, body: { data: { username: 'studio', email: null, wallet } } };
  expect(heygen.testKey.readAccount(account)).toEqual({ name: 'studio, 30 credits left' });
});
