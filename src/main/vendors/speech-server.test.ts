import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { RemoteInputs, VendorResponse } from './define-vendor.ts';
import { speechServer } from './speech-server.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { voiceWish } from './testing/wishes.ts';

const rows = await catalogueRows('speech-server');
const generator = rowOf(rows, 'speech-server-kokoro');
const inputs = voiceWish({ text: 'Hello from the studio', voice: 'af_bella' });
const audio = Buffer.from('ID3 not really');
const json = (status: number, body: unknown) => ({ status, headers: {}, body });
const body = { model: 'kokoro', input: 'Hello from the studio', voice: 'af_bella', response_format: 'mp3' };

describeDirectVendor(speechServer, {
  generator,
  inputs,
  request: { method: 'POST', path: '/v1/audio/speech', bytes: true, body },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  answers: {
    done: { status: 200, headers: { 'content-type': 'audio/mpeg' }, body: audio },
    rejected: null,
    unauthorized: json(401, { detail: 'Unauthorized' }),
    ...{ noCredit: null, rateLimited: null },
    account: json(200, { object: 'list', data: [{ id: 'kokoro' }, { id: 'tts-1' }] }),
  },
  result: { media: audio, words: null },
  retryAfterMs: null,
  account: { name: 'kokoro, tts-1' },
});

describe('speech servers', () => {
  it('are sent the pace only where it is not the usual one, and their own first voice', () => {
    const sent = speechServer.direct.toRequest(generator, { ...inputs, voice: null, speed: 1.2 } as RemoteInputs);
    expect(sent.request.body).toMatchObject({ voice: generator.voices[0]?.id, speed: 1.2 });
  });

  it.each([
    [400, { detail: { error: 'validation_error', message: "Voice 'x' not found." } }, 'invalid-input', /Voice 'x' not/],
    [400, { error: { message: 'Input is empty' } }, 'invalid-input', /Input is empty/],
    [400, { error: 'no voice' }, 'invalid-input', /no voice/],
    [404, { detail: 'Not Found' }, 'unsupported', /no speech server at this address/],
    [403, '', 'unauthorized', /refused the word/],
    [500, { detail: 'boom' }, 'provider-down', /HTTP 500/],
  ] as const)('HTTP %i %j is %s', (status, answer, code, message) => {
    const failure = speechServer.readFailure(json(status, answer) as VendorResponse);
    expect(failure).toEqual({ code, message: expect.stringMatching(message) });
  });

  it('are there where they list no models', () => {
    const answer = json(404, { detail: 'Not Found' });
    expect(speechServer.testKey.accepts(answer)).toBe(true);
    expect(speechServer.testKey.readAccount(answer).name).not.toBe('');
  });

  it('speak in voices of their model', () => {
    for (const { voices } of rows) expect(new Set(voices.map(({ id }) => id)).size).toBe(voices.length);
  });
});
