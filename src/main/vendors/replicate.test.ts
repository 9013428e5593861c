import { describe, expect, it } from 'vitest';
import type { Generator } from '../../shared/generator.ts';
import type { RemoteInputs, SentRequest, VendorResponse } from './define-vendor.ts';
import { replicate } from './replicate.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish, voiceWish } from './testing/wishes.ts';

// Bodies are captures of 2026, shortened.

const generator: Generator = {
  ...{ status: { kind: 'live' }, free: null },
  ...{ id: 'hailuo-02', vendor: 'replicate', name: 'Hailuo 02', maker: 'MiniMax', role: 'picture' },
  category: 'text-to-video',
  price: { micros: 45_000, per: 'second', certainty: 'estimate', asOf: '2026-11-19' },
  limits: {
    ...{ seconds: [6, 10], aspects: ['16:9'], still: 'optional', lastFrame: false },
    ...{ references: 0, sound: false, seed: true, characters: null, resolutions: null },
  },
  ...{ family: 'hailuo', priority: 3, quality: 78 },
  ...{ strengths: [], typicalSeconds: 180, voices: [] },
  route: {
    model: 'minimax/hailuo-02',
    official: true,
    fields: { prompt: 'prompt', seconds: 'duration', still: 'first_frame_image' },
    fixed: { resolution: '768p' },
  },
};

const inputs = pictureWish({ seconds: 5 });

const speech: Generator = {
  ...generator,
  ...{ id: 'kokoro', name: 'Kokoro', role: 'voice', category: 'speech' },
  limits: { ...generator.limits, seconds: null, aspects: null, still: 'no' },
  voices: [{ id: 'af_bella', name: 'Bella', language: 'en-US' }],
  route: {
    model: 'jaaari/kokoro-82m',
    official: false,
    version: 'f559560e',
    fields: { prompt: 'text', voice: 'voice', speed: 'speed' },
  },
};

const prediction = (more: object) => ({
  status: 200,
  body: {
    ...{ id: 'ufawqhfynnddngldkgtslldrkq', model: 'minimax/hailuo-02', version: 'hidden', logs: '', output: null },
    ...{ error: null, source: 'api', data_removed: false, created_at: '2026-11-19T10:00:00.000Z' },
    urls: { get: 'https://api.replicate.com/v1/predictions/ufawqhfynnddngldkgtslldrkq' },
    ...more,
  },
});

const flagged = 'The input or output was flagged as sensitive. Please try again with different inputs. (E005)';
const video = 'https://replicate.delivery/xezq/EXAMPLE/tmpabcd1234.mp4';

const cut = '(48213 characters)';
const sent: SentRequest = {
  generator,
  inputs: { ...inputs, stillTakeId: null, endStillTakeId: null },
  request: {
    method: 'POST',
    path: '/models/minimax/hailuo-02/predictions',
    body: { input: { prompt: inputs.prompt, duration: 6, resolution: '768p', first_frame_image: cut } },
  },
  sentAt: '2026-11-19T10:00:03.000Z',
};
const wire = { prompt: inputs.prompt, duration: 6, resolution: '768p', first_frame_image: 'https://a.example/x' };
const predictions = [
  prediction({ id: 'late', status: 'processing', input: wire, created_at: '2026-11-19T10:00:09Z' }).body,
  prediction({ id: 'longer', status: 'succeeded', input: { ...wire, duration: 10 } }).body,
  prediction({ id: 'more', status: 'succeeded', input: { ...wire, last_frame_image: 'https://a.example/y' } }).body,
  prediction({ id: 'gone', status: 'failed', data_removed: true, input: {} }).body,
  prediction({ id: 'fast', model: 'minimax/hailuo-02-fast', status: 'canceled', input: wire }).body,
  prediction({ id: 'before', status: 'succeeded', input: wire, created_at: '2026-11-19T09:57:57Z' }).body,
];
const row = (name: string, state: 'running' | 'succeeded' | 'failed', match: 'same' | 'similar' | 'other') => ({
  ...{ operation: { id: name }, name, state, match, about: inputs.prompt, takenAt: '2026-11-19T10:00:00.000Z' },
});
const expectedList = [
  { ...row('late', 'running', 'same'), takenAt: '2026-11-19T10:00:09.000Z' },
  row('longer', 'succeeded', 'similar'),
  row('more', 'succeeded', 'similar'),
  { ...row('gone', 'failed', 'similar'), about: '' },
  row('fast', 'failed', 'other'),
];

describeQueueVendor(replicate, {
  generator,
  inputs,
  request: {
    method: 'POST',
    path: '/models/minimax/hailuo-02/predictions',
    body: { input: { prompt: 'A red fox runs through snow', duration: 6, resolution: '768p' } },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  answers: {
    submitted: { ...prediction({ status: 'starting' }), status: 201 },
    running: prediction({ status: 'processing', logs: ' 40%|####      | 12/30 [00:20<00:30,  1.68s/it]\n' }),
    succeeded: prediction({ status: 'succeeded', output: video }),
    failed: prediction({ status: 'failed', error: flagged }),
    unauthorized: {
      status: 401,
      body: { title: 'Unauthenticated', detail: 'You did not pass a valid authentication token', status: 401 },
    },
    noCredit: {
      status: 402,
      body: {
        title: 'Insufficient credit',
        detail: 'You have insufficient credit to run this model.',
        status: 402,
      },
    },
    rateLimited: {
      status: 429,
      headers: { 'retry-after': '5' },
      body: {
        detail: 'Request was throttled. Your rate limit resets in ~5s.',
        status: 429,
        retry_after: 5,
      },
    },
    account: {
      status: 200,
      body: { type: 'user', username: 'example', name: 'Example User', github_url: 'https://github.com/example' },
    },
  },
  outputs: [video],
  moderated: { at: 'poll', answer: prediction({ status: 'failed', error: flagged }) },
  retryAfterMs: 5000,
  account: { name: 'example' },
  recent: { sent, answer: { status: 200, body: { results: predictions } }, listed: expectedList },
});

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): VendorResponse => ({
  ...{ status, headers, body },
});
const status = (more: object) => replicate.poll.readStatus({ ...prediction(more), headers: {} });

describe('requests', () => {
  const submit = (row: Generator, wish: RemoteInputs, prepared: unknown = null) => {
    const { request, warnings } = replicate.submit.toRequest(row, wish, prepared);
    return { path: request.path, body: request.body, warnings };
  };

  it('address a community model by its newest version, else by the one in the catalogue', () => {
    const wish = voiceWish();
    expect(replicate.prepare.toRequest(generator)).toBeNull();
    expect(replicate.prepare.toRequest(speech)).toEqual({ method: 'GET', path: '/models/jaaari/kokoro-82m' });
    const newest = replicate.prepare.read(answer(200, { latest_version: { id: 'abc' } }));
    const input = { text: 'Hello', voice: 'af_bella', speed: 1 };
    expect(submit(speech, wish, newest)).toEqual({
      path: '/predictions',
      body: { version: 'abc', input },
      warnings: [],
    });
    for (const body of [{ latest_version: null }, {}, '<html>']) {
      const none = replicate.prepare.read(answer(200, body));
      expect(submit(speech, wish, none).body).toEqual({ version: 'f559560e', input });
    }
    const route = { ...speech.route, version: undefined };
    expect(() => submit({ ...speech, route }, wish)).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });

  it('warn of wishes that the model cannot fulfil', () => {
    const route = { ...generator.route, fields: { prompt: 'prompt', aspect: 'aspect_ratio' } };
    const deaf: Generator = { ...generator, route };
    expect(submit(deaf, { ...inputs, still: 'data:image/png;base64,AA==', seconds: 30 })).toMatchObject({
      body: { input: { prompt: inputs.prompt, aspect_ratio: '16:9', resolution: '768p' } },
      warnings: [expect.stringContaining('takes no still'), expect.stringContaining('at most 10 s of the 30 s')],
    });
    expect(submit(deaf, { ...inputs, aspect: '9:16' })).toMatchObject({
      body: { input: { prompt: inputs.prompt, resolution: '768p' } },
      warnings: [expect.stringContaining('does not make 9:16')],
    });
    const { fields: _, ...rest } = speech.route;
    const mumbling: Generator = { ...speech, route: { ...rest, fields: { prompt: 'text' } } };
    expect(submit(mumbling, { role: 'voice', text: 'Hello', voice: null, speed: 1.5 }).warnings).toEqual([
      expect.stringContaining('own pace'),
    ]);
  });

  it('are not made without a still where the model needs one', () => {
    const needy: Generator = { ...generator, limits: { ...generator.limits, still: 'required' } };
    expect(() => submit(needy, inputs)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    const still = 'data:image/png;base64,AA==';
    expect(submit(needy, { ...inputs, still }).body).toMatchObject({ input: { first_frame_image: still } });
    const fields = { prompt: 'prompt', still: 'first_frame_image', endStill: 'last_frame_image' };
    const ending = { ...needy, route: { ...needy.route, fields } };
    const both = { first_frame_image: still, last_frame_image: 'data:image/png;base64,AB==' };
    const wish = { ...inputs, still, endStill: both.last_frame_image };
    expect(submit(ending, wish).body).toMatchObject({ input: both });
  });

  it('are not made from a catalogue row that makes no sense', () => {
    for (const route of [{}, { ...generator.route, model: '../account' }, { ...generator.route, fields: { x: 'y' } }]) {
      expect(() => submit({ ...generator, route }, inputs)).toThrow(expect.objectContaining({ code: 'unsupported' }));
    }
  });

  it('keep a strange id inside its path', () => {
    expect(replicate.poll.toRequest({ id: '../account?x' }).path).toBe('/predictions/..%2Faccount%3Fx');
    expect(replicate.cancel.toRequest({ id: 'abc' })).toEqual({ method: 'POST', path: '/predictions/abc/cancel' });
  });
});

describe('states', () => {
  it.each([
    [{ status: 'starting' }, { text: "waits in Replicate's queue" }],
    [{ status: 'processing', logs: null }, { text: 'Replicate is working' }],
    [{ status: 'processing', logs: 'x\n  5%|5 | 1/20 [00:01<01:02:03, 1s/it]\r 10%|# | 2/20\n' }, { fraction: 0.1 }],
    [
      { status: 'processing', logs: ' 50%|## | 2/4 [00:20<01:30,  1.68s/it]' },
      { fraction: 0.5, secondsLeft: 90 },
    ],
    [{ status: 'a-state-of-tomorrow' }, {}],
  ])('%j runs', (more, progress) => {
    expect(status(more)).toMatchObject({ state: 'running', progress });
  });

  it.each([
    [
      ['https://a.example/1.png', 'https://a.example/2.png'],
      ['https://a.example/1.png', 'https://a.example/2.png'],
    ],
    [{ video: 'https://a.example/v.mp4', seed: 4 }, ['https://a.example/v.mp4']],
    [['no address', 'file:///etc/passwd', 'https://a.example/1.png'], ['https://a.example/1.png']],
  ])('finds the files in the output %j', (output, outputs) => {
    expect(status({ status: 'succeeded', output })).toEqual({ state: 'succeeded', outputs });
  });

  it('says that a result was deleted, and that it was paid', () => {
    expect(status({ status: 'succeeded', data_removed: true })).toMatchObject({
      state: 'failed',
      failure: { code: 'provider-failed', message: expect.stringContaining('one hour') },
      charged: 'yes',
    });
    expect(status({ status: 'succeeded', output: [] })).toMatchObject({ state: 'failed', charged: 'yes' });
  });

  it.each([
    ['NSFW content detected. Try running it again, or try a different prompt.', 'content-rejected'],
    [flagged, 'content-rejected'],
    ['CUDA out of memory', 'provider-failed'],
    [null, 'provider-failed'],
    [{ detail: 'odd' }, 'provider-failed'],
  ])('failed with %j', (error, code) => {
    expect(status({ status: 'failed', error })).toMatchObject({ state: 'failed', failure: { code }, charged: 'maybe' });
  });

  it('tells work cancelled before it began from work that ran', () => {
    expect(status({ status: 'aborted' })).toEqual({ state: 'cancelled', charged: 'no' });
    const started_at = '2026-11-19T10:00:02.000Z';
    expect(status({ status: 'canceled', started_at })).toEqual({ state: 'cancelled', charged: 'maybe' });
  });
});

describe('refusals', () => {
  const throttled = 'Request was throttled. Your rate limit resets in ~30s.';
  it.each([
    [answer(404, { title: 'Not found' }), { code: 'not-found' }],
    [
      answer(422, { title: 'Input validation failed', detail: '- input: prompt is required\n', status: 422 }),
      { code: 'invalid-input', message: 'Replicate refused the input: - input: prompt is required.' },
    ],
    [answer(422, { detail: flagged }), { code: 'content-rejected' }],
    [answer(422, 'nonsense'), { code: 'invalid-input', message: 'Replicate refused the input.' }],
    [answer(429, { detail: throttled }), { code: 'rate-limited', retryAfterMs: 30_000 }],
    [answer(429, { detail: throttled }, { 'retry-after': '7' }), { retryAfterMs: 7000 }],
    [answer(429, { detail: throttled, retry_after: 2 }, { 'retry-after': '7' }), { retryAfterMs: 2000 }],
    [answer(429, ''), { code: 'rate-limited' }],
    [answer(503, '', { 'retry-after': '9' }), { code: 'provider-down', retryAfterMs: 9000 }],
    [answer(302, ''), { code: 'provider-down' }],
  ])('%j', (response, failure) => {
    expect(replicate.readFailure(response)).toMatchObject(failure);
  });

  it('without a usable hint say nothing of waiting', () => {
    const dated = answer(429, {}, { 'retry-after': 'Fri, 20 Nov 2026 10:00:00 GMT' });
    expect(replicate.readFailure(dated)).not.toHaveProperty('retryAfterMs');
  });
});
