import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { ListedOperation, SentRequest, VendorResponse } from './define-vendor.ts';
import { elevenlabs } from './elevenlabs.ts';
import { wordsOf } from './elevenlabs-words.ts';
import { describeDirectVendor } from './testing/conformance-direct.ts';
import { voiceWish } from './testing/wishes.ts';

// Bodies are those of @elevenlabs/elevenlabs-js 2.73.0 and of ElevenLabs' pages "Errors" and "Create speech with timing".

const rows = await catalogueRows('elevenlabs');
const generator = rowOf(rows, 'elevenlabs-multilingual-v2');
const george = 'JBFqnCBsd6RMkjVDRZzb';
const inputs = voiceWish({ text: 'Hi you', voice: george });
const path = `/v1/text-to-speech/${george}/with-timestamps?output_format=mp3_44100_128`;

const alignment = {
  characters: ['H', 'i', ' ', 'y', 'o', 'u'],
  character_start_times_seconds: [0, 0.058, 0.14, 0.174, 0.232, 0.313],
  character_end_times_seconds: [0.058, 0.14, 0.174, 0.232, 0.313, 0.43],
};
const words = [
  { text: 'Hi', start: 0, end: 0.14 },
  { text: 'you', start: 0.174, end: 0.43 },
];

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): VendorResponse => ({
  ...{ status, headers, body },
});
const problem = (status: number, code: string | null, message = 'words') =>
  answer(status, { detail: { type: 'a_type', ...(code && { code, status: code }), message } });
const spoken = (headers: Record<string, string>, times: unknown = alignment) =>
  answer(200, { audio_base64: 'SUQz', alignment: times, normalized_alignment: times }, headers);

const sent: SentRequest = {
  ...{ generator, inputs, request: { method: 'POST', path }, sentAt: '2026-11-20T08:00:00.500Z' },
};
const at = (seconds: number) => Date.parse('2026-11-20T08:00:00Z') / 1000 + seconds;
const item = (more: object) => ({
  ...{ history_item_id: 'item1', request_id: 'req1', voice_id: george, model_id: 'eleven_multilingual_v2' },
  ...{ text: 'Hi you', date_unix: at(2), character_count_change_from: 10, character_count_change_to: 16 },
  ...{ content_type: 'audio/mpeg', state: 'created', settings: {}, ...more },
});
const history = (...items: object[]) => ({ status: 200, body: { history: items, has_more: false } });
const listed: ListedOperation = {
  operation: { id: 'req1', item: 'item1', units: 6 },
  ...{ name: 'item1', takenAt: '2026-11-20T08:00:02.000Z', state: 'succeeded', about: 'Hi you', match: 'same' },
};

describeDirectVendor(elevenlabs, {
  generator,
  inputs,
  request: { method: 'POST', path, body: { text: 'Hi you', model_id: 'eleven_multilingual_v2' } },
  keyHeaders: { 'xi-api-key': 'rehearsal-key' },
  answers: {
    done: spoken({ 'character-cost': '6', 'request-id': 'req1' }),
    unauthorized: problem(401, 'invalid_api_key'),
    noCredit: problem(402, 'insufficient_credits'),
    rateLimited: { ...problem(429, 'concurrent_limit_exceeded'), headers: { 'retry-after': '2' } },
    rejected: null,
    account: { status: 200, body: { tier: 'creator', character_count: 1200, character_limit: 100_000 } },
  },
  result: { media: Buffer.from('ID3'), words, reportedMicros: 600, id: 'req1' },
  retryAfterMs: 2000,
  account: { name: 'creator, 98,800 characters left' },
  recent: { sent, answer: history(item({})), listed: [listed] },
});

const ask = (row: string, wish: Partial<typeof inputs> = {}) =>
  elevenlabs.direct.toRequest(rowOf(rows, row), { ...inputs, ...wish });
const read = (response: VendorResponse, row = 'elevenlabs-multilingual-v2') =>
  elevenlabs.direct.readResult(response, rowOf(rows, row));

describe('requests', () => {
  it('speak with the first voice where none was chosen', () => {
    expect(ask('elevenlabs-v3', { voice: null }).request.path).toBe(path);
  });

  it('keep to the pace that the vendor takes, and say so', () => {
    expect(ask('elevenlabs-v3', { speed: 1.1 })).toMatchObject({
      request: { body: { voice_settings: { speed: 1.1 } } },
      warnings: [],
    });
    expect(ask('elevenlabs-v3', { speed: 2 })).toMatchObject({
      request: { body: { voice_settings: { speed: 1.2 } } },
      warnings: ['Eleven v3 speaks at 0.7 to 1.2 times its pace, so 1.2 was taken.'],
    });
  });

  it('are not made for a text that is too long', () => {
    const refused = expect.objectContaining({ code: 'invalid-input' });
    expect(() => ask('elevenlabs-v3', { text: 'x'.repeat(5001) })).toThrow(refused);
  });
});

describe('answers', () => {
  it('without times give no words, and without a cost no cost', () => {
    expect(read(spoken({}, null))).toEqual({ media: Buffer.from('ID3'), words: null });
    expect(read(spoken({ 'character-cost': 'many' }))).not.toHaveProperty('reportedMicros');
    // Whether Flash counts characters or half of them is not said, so the price table decides.
    expect(read(spoken({ 'character-cost': '6' }), 'elevenlabs-flash-v2.5')).not.toHaveProperty('reportedMicros');
  });

  it.each([
    ['  Oh,  no ', ['Oh,', 'no']],
    ['a\nb\tc', ['a', 'b', 'c']],
    ['naïve 😀', ['naïve', '😀']],
    [' ', []],
    ['', []],
  ])('group the characters of %j', (text, expected) => {
    const characters = [...text];
    const times = characters.map((_, index) => index);
    const found = wordsOf({ characters, character_start_times_seconds: times, character_end_times_seconds: times });
    expect(found?.map((word) => word.text)).toEqual(expected);
  });

  it('with fewer times than characters give no words', () => {
    expect(wordsOf({ ...alignment, character_end_times_seconds: [1] })).toBeNull();
  });
});

describe('refusals', () => {
  it.each([
    [problem(401, 'quota_exceeded'), { code: 'no-credit' }],
    [answer(401, { detail: { status: 'invalid_api_key', message: 'x' } }), { code: 'unauthorized' }],
    [problem(403, 'voice_access_denied', 'No.'), { code: 'unsupported', message: expect.stringContaining('No.') }],
    [problem(402, 'subscription_required'), { code: 'unsupported' }],
    [problem(429, 'system_busy'), { code: 'rate-limited' }],
    [answer(429, { detail: { status: 'too_many_concurrent_requests' } }), { code: 'rate-limited' }],
    [problem(400, 'text_too_long', 'Too long.'), { message: 'ElevenLabs refused the input: Too long.' }],
    [problem(404, 'voice_not_found'), { code: 'invalid-input' }],
    [problem(404, 'model_not_found'), { code: 'unsupported' }],
    [
      answer(422, { detail: [{ loc: ['body', 'text'], msg: 'Field required', type: 'missing' }] }),
      { code: 'invalid-input', message: 'ElevenLabs refused the input: body.text: Field required.' },
    ],
    [answer(400, 'nonsense'), { code: 'invalid-input', message: 'ElevenLabs refused the input.' }],
  ])('%j', (response, failure) => {
    expect(elevenlabs.readFailure(response)).toMatchObject(failure);
  });

  it('of a key that may speak but not read its account leave the key good', () => {
    const scoped = answer(401, { detail: { status: 'missing_permissions', message: 'user_read is missing' } });
    expect(elevenlabs.testKey.accepts(scoped)).toBe(true);
    expect(elevenlabs.testKey.readAccount(scoped)).toEqual({ name: 'a key that may not read its account' });
    expect(elevenlabs.testKey.accepts(problem(401, 'invalid_api_key'))).toBe(false);
  });
});

describe('the history', () => {
  const list = (...items: object[]) => elevenlabs.recent.read({ ...history(...items), headers: {} }, sent);

  it('is asked for the model since just before the request', () => {
    const { path: asked } = elevenlabs.recent.toRequest(sent);
    expect(Object.fromEntries(new URL(asked, 'https://a.example').searchParams)).toEqual({
      ...{ page_size: '100', source: 'TTS', model_id: 'eleven_multilingual_v2', date_after_unix: String(at(-120)) },
    });
  });

  it.each([
    [{ text: 'Hi there' }, 'similar'],
    [{ voice_id: 'EXAVITQu4vr4xnSDxMaL' }, 'similar'],
    [{ settings: { speed: 1.1 } }, 'similar'],
    [{ settings: null }, 'same'],
    [{ request_id: null }, 'similar'],
    [{ model_id: 'eleven_v3' }, 'other'],
  ])('%j is %s', (more, match) => {
    expect(list(item(more))).toMatchObject([{ match }]);
  });

  it('is compared with the pace that was sent', () => {
    const fast = { ...sent, inputs: { ...inputs, speed: 2 } };
    const response = { ...history(item({ settings: { speed: 1.2 } })), headers: {} };
    expect(elevenlabs.recent.read(response, fast)).toMatchObject([{ match: 'same' }]);
  });

  it('of before the request is left out', () => {
    expect(list(item({ date_unix: at(-200) }))).toEqual([]);
  });

  it('hands out the file again, with what it cost', () => {
    const { fetch } = elevenlabs.recent;
    expect(fetch.toRequest({ item: '../x' })).toEqual({ method: 'GET', path: '/v1/history/..%2Fx/audio', bytes: true });
    const media = Buffer.from('ID3');
    const result = fetch.readResult(answer(200, media), generator, listed.operation);
    expect(result).toEqual({ media, words: null, reportedMicros: 600 });
    const down = expect.objectContaining({ code: 'provider-down' });
    expect(() => fetch.readResult(answer(200, Buffer.alloc(0)), generator, listed.operation)).toThrow(down);
  });
});
