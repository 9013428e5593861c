import { describe, expect, it } from 'vitest';
import type { Generator } from '../../shared/generator.ts';
import type { RemoteInputs, VendorResponse } from './define-vendor.ts';
import { fal } from './fal.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are captures and documentation of 2026, shortened.

const generator: Generator = {
  ...{ status: { kind: 'live' }, free: null },
  ...{ id: 'fal-kling', vendor: 'fal', name: 'Kling', maker: 'Kuaishou', family: 'kling', role: 'picture' },
  ...{ category: 'text-to-video', priority: 2, quality: 86 },
  price: { micros: 70_000, per: 'second', certainty: 'estimate', asOf: '2026-11-19' },
  limits: {
    ...{ seconds: [5, 10], aspects: ['16:9', '9:16'], still: 'optional', lastFrame: true },
    ...{ references: 0, sound: false, seed: true, characters: 2500, resolutions: null },
  },
  ...{ strengths: [], typicalSeconds: 150, voices: [] },
  route: {
    endpoint: 'fal-ai/kling-video/v2.5-turbo/pro/text-to-video',
    fields: { prompt: 'prompt', seconds: 'duration', aspect: 'aspect_ratio' },
    withStill: {
      endpoint: 'fal-ai/kling-video/v2.5-turbo/pro/image-to-video',
      fields: { prompt: 'prompt', seconds: 'duration', still: 'image_url' },
    },
    unitMicros: 70_000,
  },
};

const inputs = pictureWish({ seconds: 5 });

const id = '80e732af-660e-45cd-bd63-580e4f2a94cc';
const path = `/fal-ai/kling-video/requests/${id}`;
const addresses = {
  request_id: id,
  response_url: `https://queue.fal.run${path}`,
  status_url: `https://queue.fal.run${path}/status`,
  cancel_url: `https://queue.fal.run${path}/cancel`,
};
const json = (status: number, body: unknown, headers: Record<string, string> = {}) => ({ status, headers, body });
const video = 'https://v3b.fal.media/files/b/EXAMPLE/output.mp4';
const flagged = {
  loc: ['body', 'prompt'],
  msg: 'The content could not be processed because it contained material flagged by a content checker.',
  type: 'content_policy_violation',
};
const locked = 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.';

describeQueueVendor(fal, {
  generator,
  inputs,
  request: {
    method: 'POST',
    path: '/fal-ai/kling-video/v2.5-turbo/pro/text-to-video',
    body: { prompt: 'A red fox runs through snow', duration: '5', aspect_ratio: '16:9' },
  },
  keyHeaders: { authorization: 'Key rehearsal-key' },
  answers: {
    submitted: json(200, { status: 'IN_QUEUE', ...addresses, queue_position: 0 }),
    running: json(202, { status: 'IN_PROGRESS', ...addresses, logs: [] }),
    succeeded: json(200, { status: 'COMPLETED', ...addresses, logs: [], metrics: { inference_time: 61.2 } }),
    succeededResult: json(200, { video: { url: video, content_type: 'video/mp4' } }, { 'x-fal-billable-units': '5' }),
    failed: json(200, { status: 'COMPLETED', ...addresses, metrics: { inference_time: 3.1 } }),
    failedResult: json(422, { detail: [flagged] }, { 'x-fal-retryable': 'false' }),
    unauthorized: json(401, { detail: 'No user found for Key ID and Secret' }),
    noCredit: json(403, { detail: locked }),
    rateLimited: json(429, { detail: 'Too many requests' }, { 'retry-after': '2' }),
    account: json(404, { detail: 'Request not found' }),
  },
  outputs: [video],
  moderated: { at: 'result', answer: json(422, { detail: [flagged] }) },
  retryAfterMs: 2000,
  account: { name: 'fal account' },
});

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): VendorResponse => ({
  ...{ status, headers, body },
});

describe('requests', () => {
  const body = (row: Generator, wish: RemoteInputs) => fal.submit.toRequest(row, wish).request;

  it('go to another endpoint with a still', () => {
    const still = 'data:image/png;base64,AA==';
    expect(body(generator, { ...inputs, still })).toEqual({
      method: 'POST',
      path: '/fal-ai/kling-video/v2.5-turbo/pro/image-to-video',
      body: { prompt: inputs.prompt, duration: '5', image_url: still },
    });
  });

  it('end on a still at an endpoint of its own, or of the still that it starts on', () => {
    const [still, endStill] = ['data:image/png;base64,AA==', 'data:image/png;base64,AB=='];
    const route = generator.route as Record<string, { fields: object }>;
    const fields = { ...route.withStill?.fields, endStill: 'tail_image_url' };
    const one = { ...generator, route: { ...route, withStill: { ...route.withStill, fields } } };
    expect(body(one, { ...inputs, still, endStill }).body).toMatchObject({
      image_url: still,
      tail_image_url: endStill,
    });
    expect(body(one, { ...inputs, still }).body).not.toHaveProperty('tail_image_url');
    const withBothStills = { endpoint: 'fal-ai/veo/first-last', fields: { still: 'first_url', endStill: 'last_url' } };
    const own = { ...generator, route: { ...route, withBothStills } };
    expect(body(own, { ...inputs, still, endStill })).toMatchObject({
      path: '/fal-ai/veo/first-last',
      body: { first_url: still, last_url: endStill },
    });
    expect(body(own, { ...inputs, still }).path).not.toContain('first-last');
  });

  it.each([
    ['text-s', '10s'],
    ['number', 10],
  ])('write lengths as the model reads them: %s', (secondsAs, duration) => {
    const row = { ...generator, route: { ...generator.route, secondsAs } };
    expect(body(row, { ...inputs, seconds: 8 })).toMatchObject({ body: { duration } });
  });

  it("write shapes in the model's own words", () => {
    const route = {
      ...{ endpoint: 'fal-ai/flux/schnell', fields: { prompt: 'prompt', aspect: 'image_size', seed: 'seed' } },
      ...{ aspects: { '16:9': 'landscape_16_9', '9:16': { width: 576, height: 1024 } }, fixed: { num_images: 1 } },
    };
    const row: Generator = { ...generator, route };
    const sized = (aspect: string) => body(row, { ...inputs, aspect }).body;
    expect(sized('16:9')).toEqual({ prompt: inputs.prompt, image_size: 'landscape_16_9', seed: 7, num_images: 1 });
    expect(sized('9:16')).toMatchObject({ image_size: { width: 576, height: 1024 } });
  });

  it('are not made from a catalogue row that makes no sense', () => {
    for (const endpoint of ['../account', 'flux', 'fal-ai/flux?x', 'https://elsewhere.example/x']) {
      const row = { ...generator, route: { ...generator.route, endpoint } };
      expect(() => body(row, inputs)).toThrow(expect.objectContaining({ code: 'unsupported' }));
    }
  });

  it('are asked for where fal said, and never on another host', () => {
    const read = (response_url: string) =>
      fal.submit.readOperation(answer(200, { status: 'IN_QUEUE', request_id: id, response_url }));
    const operation = read(`https://elsewhere.example${path}`);
    expect(operation).toEqual({ id, path });
    expect(fal.poll.toRequest(operation)).toEqual({ method: 'GET', path: `${path}/status?logs=0` });
    expect(fal.result.toRequest(operation)).toEqual({ method: 'GET', path });
    expect(fal.cancel.toRequest(operation)).toEqual({ method: 'PUT', path: `${path}/cancel` });
    expect(read(`https://queue.fal.run/workflows/me/mine/requests/${id}`)).toMatchObject({
      path: `/workflows/me/mine/requests/${id}`,
    });
    for (const odd of ['https://queue.fal.run/', `https://queue.fal.run/a/b/requests/${id}x`, 'nonsense']) {
      expect(() => read(odd)).toThrow(expect.objectContaining({ code: 'provider-down' }));
    }
  });
});

describe('queue', () => {
  const status = (body: object) => fal.poll.readStatus(answer(202, body));
  it.each([
    [{ status: 'IN_QUEUE', queue_position: 2 }, { text: "waits in fal's queue behind 2" }],
    [{ status: 'IN_QUEUE', queue_position: 0 }, { text: "waits in fal's queue" }],
    [{ status: 'IN_PROGRESS', logs: null }, { text: 'fal is working' }],
    [{ status: 'A_STATE_OF_TOMORROW' }, { text: 'fal is working' }],
  ])('%j runs', (body, progress) => {
    expect(status(body)).toEqual({ state: 'running', progress });
  });
});

describe('results', () => {
  const read = (response: VendorResponse, row: Generator = generator) => fal.result.read(response, row);
  const billed = { 'x-fal-billable-units': '5' };

  it.each([
    [{ video: { url: video } }, [video]],
    [{ images: [{ url: 'https://a.example/1.png' }], has_nsfw_concepts: [false] }, ['https://a.example/1.png']],
    [{ image: { url: 'https://a.example/2.png' } }, ['https://a.example/2.png']],
    [{ audio: { url: 'https://a.example/v.wav' } }, ['https://a.example/v.wav']],
    [{ audio_url: { url: 'https://a.example/w.wav' } }, ['https://a.example/w.wav']],
  ])('finds the file in %j, and what it cost', (body, outputs) => {
    expect(read(answer(200, body, billed))).toEqual({ state: 'succeeded', outputs, reportedMicros: 350_000 });
  });

  it('reports no cost where the price of a unit is not known, or no unit is named', () => {
    const unpriced = { ...generator, route: { ...generator.route, unitMicros: undefined } };
    expect(read(answer(200, { video: { url: video } }, billed), unpriced)).not.toHaveProperty('reportedMicros');
    expect(read(answer(200, { video: { url: video } }))).not.toHaveProperty('reportedMicros');
    const odd = read(answer(200, { video: { url: video } }, { 'x-fal-billable-units': 'many' }));
    expect(odd).not.toHaveProperty('reportedMicros');
  });

  it('takes a blacked-out picture for the refusal that it is', () => {
    const body = { images: [{ url: 'https://a.example/black.png' }], has_nsfw_concepts: [true] };
    expect(read(answer(200, body, billed))).toMatchObject({
      state: 'failed',
      failure: { code: 'content-rejected' },
      charged: 'yes',
      reportedMicros: 350_000,
    });
  });

  it.each([
    [422, { detail: [flagged] }, 'content-rejected', 'maybe'],
    [422, { detail: [{ msg: 'Nothing came out', type: 'no_media_generated' }] }, 'content-rejected', 'maybe'],
    [422, { detail: [{ msg: 'field required', type: 'value_error.missing' }] }, 'invalid-input', 'maybe'],
    [422, { detail: 'Prompt is too long' }, 'invalid-input', 'maybe'],
    [500, { detail: [{ msg: 'Internal server error', type: 'internal_server_error' }] }, 'provider-failed', 'no'],
    [504, { detail: [{ msg: 'Timed out', type: 'generation_timeout' }] }, 'provider-failed', 'no'],
  ])('%i %j is the end of the work', (code, body, failure, charged) => {
    expect(read(answer(code, body))).toMatchObject({ state: 'failed', failure: { code: failure }, charged });
  });

  it('knows work that was stopped', () => {
    expect(read(answer(400, { detail: 'Request was cancelled' }))).toEqual({ state: 'cancelled', charged: 'maybe' });
  });

  it.each([
    [answer(400, { detail: 'Request is still in progress' }), 'provider-down'],
    [answer(500, '<html>'), 'provider-down'],
    [answer(503, { detail: 'upstream' }), 'provider-down'],
    [answer(401, { detail: 'No user found for Key ID and Secret' }), 'unauthorized'],
    [answer(404, { detail: 'Request not found' }), 'not-found'],
    [answer(429, { detail: 'Too many requests' }, { 'retry-after': '3' }), 'rate-limited'],
  ])('%j says nothing of the work', (response, code) => {
    expect(() => read(response)).toThrow(expect.objectContaining({ code }));
  });
});

describe('refusals', () => {
  it.each([
    [answer(403, { detail: locked }), 'no-credit'],
    [answer(403, { detail: 'User is locked. Reason: Policy violation.' }), 'unauthorized'],
    [answer(403, ''), 'unauthorized'],
    [answer(404, { detail: "Application 'x' not found" }), 'not-found'],
    [answer(422, { detail: [flagged] }), 'content-rejected'],
    [answer(422, { detail: { odd: true } }), 'invalid-input'],
    [answer(422, 'nonsense'), 'invalid-input'],
  ])('%j', (response, code) => {
    expect(fal.readFailure(response)).toMatchObject({ code });
  });

  it('says why an account is locked', () => {
    const failure = fal.readFailure(answer(403, { detail: 'User is locked. Reason: Policy violation.' }));
    expect(failure.message).toContain('Policy violation');
  });
});
