import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asFrozen, ticket } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { kling } from './kling.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of kling.ai's pages and of the SDK's source, 2026-09.

const rows = await catalogueRows('kling');
const inputs = pictureWish();
const [still, endStill] = ['data:image/png;base64,AA==', 'data:image/png;base64,AB=='];

const clip = 'https://media.example/out/clip.mp4?sig=abc';
const yes = (data: unknown) => ({ status: 200, headers: {}, body: { code: 0, message: 'SUCCEED', data } });
const no = (status: number, code: number, message: string) => ({ status, headers: {}, body: { code, message } });
const [unauthorized, noCredit] = [no(401, 1002, 'Authorization is invalid'), no(429, 1102, 'Balance not enough')];
const rateLimited = no(429, 1303, 'parallel task over resource pack limit');
const account = yes([]);
const blocked = 'Failure to pass the risk control system';
const common = {
  inputs,
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  outputs: [clip],
  moderated: { at: 'submit' as const, answer: no(400, 1301, 'The content is blocked by the safety policy') },
  retryAfterMs: null,
  account: { name: 'Kling account' },
};
const sentAt = '2026-11-20T10:00:00.000Z';
const takenAt = new Date(1795160000000).toISOString();

describe('with the model in the path', () => {
  const generator = rowOf(rows, 'kling-3.0-silent');
  const id = '838201759302144083';
  const task = (more: object) => ({
    id,
    status: 'submitted',
    create_time: 1795160000000,
    external_id: ticket,
    ...more,
  });
  const body = {
    prompt: inputs.prompt,
    settings: { resolution: '720p', aspect_ratio: '16:9', duration: 5, audio: 'off', multi_shot: false },
    options: { external_task_id: ticket },
  };
  const request = { method: 'POST' as const, path: '/text-to-video/kling-3.0', body };
  describeQueueVendor(kling, {
    ...{ ...common, generator, request },
    answers: {
      ...{ unauthorized, noCredit, rateLimited, account },
      submitted: yes(task({})),
      running: yes([task({ status: 'processing', message: '' })]),
      succeeded: yes([task({ status: 'succeeded', outputs: [{ type: 'video', url: clip, duration: '5.041' }] })]),
      failed: yes([task({ status: 'failed', message: 'Internal error' })]),
    },
    recent: {
      sent: { generator, inputs: asFrozen(inputs), request, sentAt },
      answer: yes([task({ status: 'processing' }), task({ id: '8', external_id: 'another' })]),
      listed: [{ operation: { id }, name: id, takenAt, state: 'running', about: '', match: 'same' }],
    },
  });
});

describe('with the model in the body', () => {
  const generator = rowOf(rows, 'kling-1.6');
  const id = 'CjikY2gHPbcAAAAAA1B2aw';
  const task = (more: object) => ({
    ...{ task_id: id, task_status: 'submitted', created_at: 1795160000000 },
    ...{ task_info: { external_task_id: ticket }, ...more },
  });
  const body = {
    ...{ model_name: 'kling-v1-6', prompt: inputs.prompt, mode: 'pro', aspect_ratio: '16:9', duration: '5' },
    external_task_id: ticket,
  };
  const path = '/v1/videos/text2video';
  const request = { method: 'POST' as const, path, body };
  describeQueueVendor(kling, {
    ...{ ...common, generator, request },
    answers: {
      ...{ unauthorized, noCredit, rateLimited, account },
      submitted: yes(task({})),
      running: yes(task({ task_status: 'processing' })),
      succeeded: yes(
        task({ task_status: 'succeed', task_result: { videos: [{ url: clip }] }, final_unit_deduction: '1.5' }),
      ),
      failed: yes(task({ task_status: 'failed', task_status_msg: blocked })),
    },
    moderated: { at: 'poll', answer: yes(task({ task_status: 'failed', task_status_msg: blocked })) },
    recent: {
      sent: { generator, inputs: asFrozen(inputs), request, sentAt },
      answer: yes([task({ task_id: '8', task_info: null }), task({ task_status: 'succeed' })]),
      listed: [{ operation: { id, place: path }, name: id, takenAt, state: 'succeeded', about: '', match: 'same' }],
    },
  });
});

const submit = (row: string, wish: Partial<typeof inputs> = {}) => {
  const { request, warnings } = kling.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish }, undefined, ticket);
  return { path: request.path, body: JSON.parse(JSON.stringify(request.body)), warnings };
};

describe('requests', () => {
  it('show the frames to start and to end on, bare, and ask for no shape then', () => {
    const contents = [
      { type: 'prompt', text: inputs.prompt },
      { type: 'first_frame', url: 'AA==' },
      { type: 'last_frame', url: 'AB==' },
    ];
    const settings = { resolution: '1080p', audio: 'native', multi_shot: false, duration: 5 };
    const options = { external_task_id: ticket };
    const both = { still, endStill };
    expect(submit('kling-3.0', both)).toEqual({
      ...{ path: '/image-to-video/kling-3.0', body: { contents, settings, options }, warnings: [] },
    });
    expect(submit('kling-3.0-turbo', both).body.contents).toEqual(contents.slice(0, 2));
    expect(submit('kling-1.6', both)).toMatchObject({
      ...{ path: '/v1/videos/image2video', body: { image: 'AA==', image_tail: 'AB==' } },
    });
    expect(submit('kling-1.6', both).body).not.toHaveProperty('aspect_ratio');
    expect(submit('kling-2.1-master', both).body).not.toHaveProperty('image_tail');
  });

  it('go to one address for omni models', () => {
    expect(submit('kling-o1')).toMatchObject({
      path: '/omni-video/kling-o1',
      body: { contents: [{ type: 'prompt', text: inputs.prompt }], settings: { aspect_ratio: '16:9' } },
    });
  });

  it('ask for a length and a shape that there is', () => {
    expect(submit('kling-2.6', { seconds: 6 }).body.settings.duration).toBe(10);
    expect(submit('kling-3.0', { seconds: 20 }).warnings).toEqual([
      'Kling 3.0 makes at most 15 s of the 20 s asked for.',
    ]);
    expect(submit('kling-3.0', { aspect: '4:5', width: 720, height: 900 })).toMatchObject({
      body: { settings: { aspect_ratio: '1:1' } },
      warnings: ['Kling 3.0 does not make 4:5; the picture is fitted.'],
    });
  });

  it('are not made for what cannot be', () => {
    expect(() => submit('kling-2.1-standard')).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    const odd = { ...rowOf(rows, 'kling-3.0'), route: {} };
    const unsupported = expect.objectContaining({ code: 'unsupported' });
    expect(() => kling.submit.toRequest(odd, inputs, undefined, ticket)).toThrow(unsupported);
  });
});

describe('keys', () => {
  const nowMs = 1_795_160_000_500;

  it('that are a pair sign themselves for half an hour', () => {
    const { authorization = '' } = kling.auth('access:secret', { nowMs, token: '' });
    const [head = '', claims = '', signature] = authorization.replace('Bearer ', '').split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(read(claims)).toEqual({ iss: 'access', exp: 1_795_161_800, nbf: 1_795_159_995 });
    expect(signature).toBe(createHmac('sha256', 'secret').update(`${head}.${claims}`).digest('base64url'));
    expect(authorization).not.toContain('=');
  });

  it.each([
    ['one-word', true],
    ['access:secret', true],
    ['access:', false],
    ['two words', false],
    ['a:b:c', false],
  ])('%s: %s', (secret, fits) => {
    expect(kling.keyForm.fits(secret)).toBe(fits);
  });

  it('that are a pair reach the older dialect only', () => {
    const reached = (secret: string) => rows.filter((row) => kling.keyForm.reaches(secret, row)).map(({ id }) => id);
    expect(reached('one-word')).toHaveLength(rows.length);
    expect(reached('access:secret')).toEqual([
      'kling-2.1-master',
      'kling-2.1-standard',
      'kling-2.0-master',
      'kling-1.6',
    ]);
  });
});

describe('answers', () => {
  const read = (data: unknown) => kling.poll.readStatus(yes(data), { id: 'a' });
  const done = { id: 'a', status: 'succeeded', outputs: [{ url: clip }] };

  it.each([
    [[{ charge_type: 'unit', amount: '3.0', package_type: 'video' }], 420_000],
    [[{ charge_type: 'cash', amount: '0.42', currency: 'USD' }], 420_000],
    [[{ charge_type: 'cash', amount: '3.0', currency: 'CNY' }], undefined],
    [[], undefined],
    [undefined, undefined],
  ])('bill %j', (billing, reportedMicros) => {
    const status = read([{ ...done, billing }]);
    expect(status).toMatchObject({ state: 'succeeded', outputs: [clip] });
    expect('reportedMicros' in status ? status.reportedMicros : undefined).toBe(reportedMicros);
  });

  it('may come bare, without a file, and without the task', () => {
    expect(read(done)).toMatchObject({ state: 'succeeded' });
    expect(read([{ ...done, outputs: [] }])).toMatchObject({ state: 'failed', charged: 'maybe' });
    expect(() => read([])).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it.each([
    [1103, 403, 'unsupported'],
    [1201, 400, 'invalid-input'],
    [1203, 404, 'not-found'],
    [1300, 400, 'content-rejected'],
    [1302, 429, 'rate-limited'],
    [1304, 429, 'unsupported'],
    [5001, 503, 'provider-down'],
    [9999, 400, 'invalid-input'],
  ])('%i at HTTP %i is %s, and inside HTTP 200 too where the code is known', (code, status, expected) => {
    const answer = no(status, code, 'Words');
    expect(kling.readFailure(answer)).toMatchObject({ code: expected });
    const inside: VendorResponse = { ...answer, status: 200 };
    const thrown = code === 9999 ? 'provider-down' : expected;
    expect(() => kling.submit.readOperation(inside, { method: 'POST', path: '/' })).toThrow(
      expect.objectContaining({ code: thrown }),
    );
  });

  it('say of a refused key which keys reach what', () => {
    expect(kling.readFailure(unauthorized).message).toContain('up to 2.1 only');
  });

  it('mean a good key only where nothing is refused inside', () => {
    expect(kling.testKey.accepts(account)).toBe(true);
    expect(kling.testKey.accepts({ ...unauthorized, status: 200 })).toBe(false);
  });
});
