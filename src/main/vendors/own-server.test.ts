import { describe, expect, it } from 'vitest';
import { ticket } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { answersAtOnce, type RemoteInputs, type VendorResponse } from './define-vendor.ts';
import { ownServer } from './own-server.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish, voiceWish } from './testing/wishes.ts';

const rows = await catalogueRows('own-server');
const row = (id: string) => rowOf(rows, `own-server-${id}`);
const inputs = pictureWish({ prompt: 'a red fox', seconds: 5.5, fps: '30000/1001' });
const wish = { prompt: 'a red fox', width: 1280, height: 720, aspect: '16:9', seed: 7 };
const clip = Buffer.from('ftyp not really');
const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => ({
  ...{ status, headers, body },
});
const common = {
  inputs,
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  ...{ retryAfterMs: 3000, account: { name: 'Attic' } },
};
const answers = {
  unauthorized: json(401, { error: 'Say the word.' }),
  noCredit: null,
  rateLimited: json(429, { error: 'Later.' }, { 'retry-after': '3' }),
  account: json(200, { name: 'Attic' }),
};

describe('as jobs', () => {
  const body = { ticket, kind: 'clip', ...wish, seconds: 6, fps: 29.97 };
  describeQueueVendor(ownServer, {
    ...common,
    generator: row('clip-job'),
    request: { method: 'POST', path: '/generate', body, headers: { prefer: 'respond-async' } },
    answers: {
      ...answers,
      submitted: json(202, { id: 17 }),
      running: json(200, { state: 'working', fraction: 0.4, text: 'frame 40 of 100' }),
      succeeded: json(200, { state: 'done', url: '/files/fox.mp4' }),
      failed: json(200, { state: 'failed', error: 'It broke off.' }),
    },
    outputs: ['/files/fox.mp4'],
    moderated: { at: 'poll', answer: json(200, { state: 'refused', error: 'I do not make that.' }) },
  });
});

describe('as files', () => {
  describeDirectVendor(ownServer, {
    ...common,
    generator: row('still'),
    request: { method: 'POST', path: '/generate', body: { ticket, kind: 'still', ...wish }, bytes: true },
    answers: {
      ...answers,
      done: { status: 200, headers: { 'content-type': 'video/mp4' }, body: clip },
      rejected: json(451, { error: 'I do not make that.' }),
    },
    result: { media: clip, words: null },
  });
});

const bytes = (body: unknown): VendorResponse => json(200, new TextEncoder().encode(JSON.stringify(body)));

describe('answers', () => {
  it.each([
    [{ url: 'https://files.example/fox.mp4' }, 'https://files.example/fox.mp4'],
    [{ url: '/files/fox.mp4' }, '/files/fox.mp4'],
    [{ b64: clip.toString('base64'), type: 'video/mp4' }, clip],
  ])('%j are files', (body, media) => {
    expect(ownServer.direct.readResult(bytes(body))).toEqual({ media, words: null });
  });

  it.each([{ url: 'files/fox.mp4' }, { url: 'file:///etc/passwd' }, { b64: 'not base64!' }, { b64: '' }])(
    '%j are none',
    (body) => {
      expect(() => ownServer.direct.readResult(bytes(body))).toThrow(
        expect.objectContaining({ code: 'provider-down' }),
      );
    },
  );

  it('of the other way are told apart', () => {
    const other = expect.objectContaining({ code: 'unsupported', action: expect.stringContaining('other row') });
    expect(() => ownServer.direct.readResult(bytes({ id: '17' }))).toThrow(other);
    expect(() => ownServer.submit.readOperation(json(200, { url: '/files/fox.mp4' }))).toThrow(other);
    expect(() => ownServer.submit.readOperation(json(200, 'ftyp', { 'content-type': 'video/mp4' }))).toThrow(other);
  });
});

describe('jobs', () => {
  const read = (body: unknown) => ownServer.poll.readStatus(json(200, body));
  it.each([
    [{ state: 'waiting' }, { state: 'running', progress: { text: 'waits at your own server' } }],
    [
      { state: 'working', fraction: 0.4, text: 'frame 40 of 100' },
      { state: 'running', progress: { fraction: 0.4, text: 'frame 40 of 100' } },
    ],
    [
      { state: 'done', b64: 'AAAA', type: 'video/mp4' },
      { state: 'succeeded', outputs: ['data:video/mp4;base64,AAAA'] },
    ],
    [{ state: 'cancelled' }, { state: 'cancelled', charged: 'no' }],
    [{ state: 'done' }, { state: 'failed', failure: { code: 'provider-failed' } }],
  ])('%j', (body, status) => {
    expect(read(body)).toMatchObject(status);
  });

  it('are asked for and stopped by their names, whatever those hold', () => {
    expect(ownServer.poll.toRequest({ id: 'a/b' })).toMatchObject({ method: 'GET', path: '/jobs/a%2Fb' });
    expect(ownServer.cancel.toRequest({ id: '17' })).toEqual({ method: 'DELETE', path: '/jobs/17' });
  });
});

it('sends voices and stills what they need', () => {
  const voice = voiceWish({ speed: 1.5 });
  const body = (id: string, wanted: RemoteInputs) =>
    ownServer.direct.toRequest(row(id), wanted, undefined, ticket).request.body;
  expect(body('voice', voice)).toEqual({ ticket, kind: 'voice', text: 'Hello', voice: 'default', speed: 1.5 });
  const still = 'data:image/png;base64,AA==';
  const both = body('clip', { ...inputs, script: 'Good morning.', still, endStill: still });
  expect(both).toMatchObject({ still, endStill: still, script: 'Good morning.', fps: 29.97 });
  expect(rows.map((each) => answersAtOnce(ownServer, each))).toEqual([true, false, true, true]);
});

it('that lacks a call is not out of order', () => {
  for (const status of [405, 501])
    expect(ownServer.readFailure(json(status, ''))).toMatchObject({ code: 'unsupported' });
  expect(ownServer.readFailure(json(404, { error: 'No such job.' })).message).toContain('No such job.');
});

it('is there whatever it answers below 500, but for a wrong word', () => {
  const isThere = (status: number) => ownServer.testKey.accepts(json(status, 'hello'));
  expect([200, 404, 405, 501, 401, 403, 500].map(isThere)).toEqual([true, true, true, true, false, false, false]);
  expect(ownServer.testKey.readAccount(json(404, 'x'))).toEqual({ name: 'answers' });
});
