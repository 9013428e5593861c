import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { gemini } from './gemini.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish, voiceWish } from './testing/wishes.ts';

// Bodies are those of @google/genai 2.32.0 and of Google's documentation, 2026-11.

const rows = await catalogueRows('gemini');
const omni = rowOf(rows, 'gemini-omni-1.1-flash');
const banana = rowOf(rows, 'gemini-3.1-flash-image');
const voice = rowOf(rows, 'gemini-3.8-flash-tts');
const still = 'data:image/png;base64,iVBORw==';

const picture = pictureWish({ seconds: 7.6 });
const speech = voiceWish();

const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
const problem = (code: number, status: string, message: string, details: object[] = []) =>
  answer(code, { error: { code, message, status, details } });
const reason = (name: string) => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: name });
const retryIn = (retryDelay: string) => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay });
const quota = (quotaId: string) => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [{ quotaId }],
});

const same = {
  keyHeaders: { 'x-goog-api-key': 'rehearsal-key' },
  retryAfterMs: 17_000,
  account: { name: 'Gemini API key' },
};
const refusals = {
  unauthorized: problem(400, 'INVALID_ARGUMENT', 'API key not valid.', [reason('API_KEY_INVALID')]),
  noCredit: problem(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.'),
  rateLimited: problem(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted.', [retryIn('17s')]),
  account: answer(200, { models: [{ name: 'models/gemini-omni-1.1-flash' }], nextPageToken: 'x' }),
};

const id = 'v1_ChdhYmMxMjM';
const interaction = (status: string, more: object = {}) =>
  answer(200, { id, status, model: 'gemini-omni-1.1-flash', created: '2026-11-20T08:00:00Z', steps: [], ...more });
const uri = 'https://generativelanguage.googleapis.com/v1beta/files/abc123';
const made = (video: object) =>
  interaction('completed', { steps: [{ type: 'model_output', content: [{ type: 'video', ...video }] }] });
const file = (state: string) => answer(200, { name: 'files/abc123', uri, state, sizeBytes: '3145728' });

const videoBody = (more: object = {}) => ({
  model: 'gemini-omni-1.1-flash',
  input: picture.prompt,
  response_format: { type: 'video', aspect_ratio: '16:9', resolution: '720p', duration: '8s', delivery: 'uri' },
  generation_config: { video_config: { task: 'text_to_video' } },
  background: true,
  store: true,
  ...more,
});

describe('videos', () => {
  describeQueueVendor(gemini, {
    ...same,
    ...{ generator: omni, inputs: picture },
    request: { method: 'POST', path: '/v1beta/interactions', body: videoBody() },
    answers: {
      ...refusals,
      submitted: interaction('in_progress'),
      running: interaction('in_progress'),
      succeeded: made({ uri }),
      succeededResult: file('ACTIVE'),
      failed: made({ uri }),
      failedResult: file('FAILED'),
    },
    // A path at Google's own address, or at the gateway in its place, where the key may go.
    outputs: ['/v1beta/files/abc123:download?alt=media'],
    moderated: { at: 'poll', answer: interaction('failed', { errors: [{ code: 'GENERATED_VIDEO_SAFETY' }] }) },
  });

  const status = (response: VendorResponse, operation = {}) => gemini.poll.readStatus(response, { id, ...operation });

  it('start from a still', () => {
    const { request, warnings } = gemini.submit.toRequest(omni, { ...picture, still, seconds: 30 });
    expect(request.body).toEqual(
      videoBody({
        input: [
          { type: 'text', text: picture.prompt },
          { type: 'image', data: 'iVBORw==', mime_type: 'image/png' },
        ],
        response_format: { ...videoBody().response_format, duration: '10s' },
        generation_config: { video_config: { task: 'image_to_video' } },
      }),
    );
    expect(warnings).toEqual(['Gemini Omni 1.1 Flash makes at most 10 s of the 30 s asked for.']);
  });

  it('are read from an answer that was kept open, by the file that it named first', () => {
    const operation = gemini.submit.readOperation(made({ uri }));
    expect(operation).toEqual({ id, file: 'files/abc123' });
    expect(status(made({ data: 'AAAA' }), operation)).toEqual({ state: 'ended' });
    expect(gemini.result.toRequest(operation)).toEqual({ method: 'GET', path: '/v1beta/files/abc123' });
  });

  it('may come inside the answer, or lie elsewhere', () => {
    expect(status(made({ data: 'AAAA' }))).toEqual({ state: 'succeeded', outputs: ['data:video/mp4;base64,AAAA'] });
    const elsewhere = 'https://media.example/clip.mp4?sig=abc';
    expect(status(made({ uri: elsewhere }))).toEqual({ state: 'succeeded', outputs: [elsewhere] });
    expect(status(made({ uri: `${uri}:download?alt=media` }))).toEqual({
      ...{ state: 'ended', found: { file: 'files/abc123' } },
    });
    expect(status(interaction('completed'))).toMatchObject({ state: 'failed', charged: 'maybe' });
  });

  it.each([
    ['queued', {}, { state: 'running' }],
    ['a_state_of_tomorrow', {}, { state: 'running' }],
    ['cancelled', {}, { state: 'cancelled', charged: 'maybe' }],
    [
      'budget_exceeded',
      {},
      { state: 'failed', failure: { message: 'Google Gemini could not make it: budget exceeded.' } },
    ],
    ['failed', { errors: [{ code: 'internal', message: 'No.' }] }, { failure: { code: 'provider-failed' } }],
    ['failed', { errors: [{ code: 'GENERATED_VIDEO_SAFETY' }] }, { failure: { code: 'content-rejected' } }],
  ])('%s %j', (state, more, expected) => {
    expect(status(interaction(state, more))).toMatchObject(expected);
  });

  it('are waited for until their file is ready', () => {
    const read = (response: VendorResponse) => gemini.result.read(response);
    expect(read(file('PROCESSING'))).toMatchObject({ state: 'running' });
    expect(read(answer(404, {}))).toMatchObject({ state: 'failed', charged: 'yes' });
    expect(() => read(refusals.unauthorized)).toThrow(expect.objectContaining({ code: 'unauthorized' }));
    const odd = { ...file('ACTIVE'), body: { name: 'files/../models', state: 'ACTIVE' } };
    expect(() => read(odd)).toThrow(expect.objectContaining({ code: 'provider-down' }));
  });

  it('keep a strange id inside its path', () => {
    expect(gemini.poll.toRequest({ id: '../models?x' }).path).toBe('/v1beta/interactions/..%2Fmodels%3Fx');
    expect(gemini.cancel.toRequest({ id }).path).toBe(`/v1beta/interactions/${id}/cancel`);
  });
});

const content = (...parts: object[]) =>
  answer(200, { candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP', index: 0 }] });
const png = { inlineData: { mimeType: 'image/png', data: 'iVBORw==' } };
const refused = answer(200, { candidates: [{ finishReason: 'IMAGE_SAFETY', finishMessage: 'Not shown.', index: 0 }] });

describe('pictures', () => {
  describeDirectVendor(gemini, {
    ...same,
    ...{ generator: banana, inputs: { ...picture, still } },
    request: {
      ...{ method: 'POST', path: '/v1beta/models/gemini-3.1-flash-image:generateContent' },
      body: {
        contents: [{ role: 'user', parts: [{ text: picture.prompt }, png] }],
        generationConfig: { responseModalities: ['IMAGE'], imageConfig: { aspectRatio: '16:9', imageSize: '1K' } },
      },
    },
    answers: {
      ...refusals,
      done: content({ text: 'Here.' }, { ...png, thought: true, inlineData: { ...png.inlineData, data: 'AAAA' } }, png),
      rejected: refused,
    },
    result: { media: Buffer.from('iVBORw==', 'base64'), words: null },
  });

  it.each([
    [{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }, 'content-rejected'],
    [{ candidates: [{ finishReason: 'RECITATION' }] }, 'content-rejected'],
    [
      { candidates: [{ finishReason: 'NO_IMAGE', content: { parts: [{ text: 'I can only tell.' }] } }] },
      'provider-failed',
    ],
    [{ candidates: [{ finishReason: 'MAX_TOKENS' }] }, 'provider-failed'],
  ])('are missing from %j', (body, code) => {
    const read = () => gemini.direct.readResult(answer(200, body), banana);
    expect(read).toThrow(expect.objectContaining({ code, details: { charged: 'maybe' } }));
  });
});

describe('voices', () => {
  const wav = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(40), Buffer.from([1, 0, 255, 255])]);
  wav.writeUInt32LE(40, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  for (const [offset, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    wav.writeUInt16LE(value, offset);
  wav.writeUInt32LE(24_000, 24);
  wav.writeUInt32LE(48_000, 28);
  wav.write('data', 36);
  wav.writeUInt32LE(4, 40);

  describeDirectVendor(gemini, {
    ...same,
    ...{ generator: voice, inputs: speech },
    request: {
      ...{ method: 'POST', path: '/v1beta/models/gemini-3.8-flash-tts:generateContent' },
      body: {
        contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
        generationConfig: {
          responseModalities: ['AUDIO'],
          speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
        },
      },
    },
    answers: {
      ...refusals,
      done: content({ inlineData: { mimeType: 'audio/L16;codec=pcm;rate=24000', data: 'AQD//w==' } }),
      rejected: answer(200, { promptFeedback: { blockReason: 'SAFETY' } }),
    },
    result: { media: wav, words: null },
  });

  it('speak at their own pace', () => {
    const { warnings } = gemini.direct.toRequest(voice, { ...speech, speed: 1.2 });
    expect(warnings).toEqual(['Gemini 3.8 Flash voice speaks at its own pace only.']);
  });
});

describe('refusals', () => {
  it.each([
    [
      problem(429, 'RESOURCE_EXHAUSTED', 'See billing.', [quota('RequestsPerMinute-FreeTier'), retryIn('0.5s')]),
      { code: 'rate-limited', retryAfterMs: 500 },
    ],
    [
      problem(429, 'RESOURCE_EXHAUSTED', 'Quota.', [quota('RequestsPerDayPerProject-FreeTier'), retryIn('9s')]),
      { code: 'no-credit' },
    ],
    [problem(429, 'RESOURCE_EXHAUSTED', 'Check your plan and billing details.'), { code: 'no-credit' }],
    [
      problem(400, 'FAILED_PRECONDITION', 'Enable billing.'),
      { code: 'unsupported', message: 'The Google Gemini account may not do this: Enable billing.' },
    ],
    [problem(403, 'PERMISSION_DENIED', 'No.'), { code: 'unauthorized' }],
    [problem(404, 'NOT_FOUND', 'models/veo-3.1-generate-preview is no longer available.'), { code: 'not-found' }],
    [
      problem(400, 'INVALID_ARGUMENT', 'Unsupported duration.'),
      { code: 'invalid-input', message: 'Google Gemini refused the input: Unsupported duration.' },
    ],
    [problem(503, 'UNAVAILABLE', 'The model is overloaded.'), { code: 'provider-down' }],
    [answer(400, 'nonsense'), { code: 'invalid-input' }],
  ])('%j', (response, failure) => {
    expect(gemini.readFailure(response)).toMatchObject(failure);
  });
});
