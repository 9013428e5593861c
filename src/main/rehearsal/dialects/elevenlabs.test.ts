import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { priceOf } from '../../../shared/money.ts';
import type { SentRequest, VendorRequest } from '../../vendors/define-vendor.ts';
import { elevenlabs } from '../../vendors/elevenlabs.ts';
import type { RemoteVoice } from '../../vendors/kit/check-wish.ts';
import { createVendorSend } from '../../vendors/kit/send.ts';
import type { RehearsalMedia } from '../simulated-jobs.ts';
import type { SimulatedVendor } from '../simulated-vendor.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { smallMedia } from '../testing/small-media.ts';
import { startSimulatedElevenlabs } from './elevenlabs.ts';

const { signal } = new AbortController();
const rows = await catalogueRows('elevenlabs');
const generator = rowOf(rows, 'elevenlabs-multilingual-v2');
const wish: RemoteVoice = { role: 'voice', text: 'Hello from the studio', voice: null, speed: 1 };

let dir: string;
let media: RehearsalMedia;
let vendor: SimulatedVendor;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'elevenlabs-'));
  media = await smallMedia(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const start = async (more: object = {}) => {
  vendor = await startSimulatedElevenlabs({ media, latencyMs: 20, ...more });
};
beforeEach(() => start());
afterEach(() => vendor.close());

const call = (request: VendorRequest) =>
  createVendorSend({ fetch, baseUrls: vendor.baseUrls })(elevenlabs, request, 'rehearsal-key', signal);
const pay = (row = generator, inputs = wish) => call(elevenlabs.direct.toRequest(row, inputs).request);

it.each(rows.map((row) => [row.id, row] as const))(
  '%s speaks with each of its voices, at the price',
  async (_, row) => {
    for (const { id } of row.voices)
      expect(await pay(row, { ...wish, voice: id, speed: 2 })).toMatchObject({ status: 200 });
    const [line, ...others] = vendor.book();
    expect(others).toHaveLength(row.voices.length - 1);
    // A credit is the least that is billed.
    const micros = priceOf(row.price, { seconds: 0, characters: wish.text.length });
    expect(line).toMatchObject({ micros: Math.ceil(micros / 100) * 100, state: 'charged' });
  },
);

it('answers with the voice, its words and its cost', async () => {
  const { media, words, ...rest } = elevenlabs.direct.readResult(await pay(), generator);
  const [job] = vendor.jobs();
  expect(Buffer.from(media).equals(await readFile(job?.file ?? ''))).toBe(true);
  expect(words?.map((word) => word.text).join(' ')).toBe(wish.text);
  expect(words?.at(-1)?.end).toBeCloseTo(wish.text.length / 15, 2);
  expect(rest).toEqual({ reportedMicros: 2100, id: `req${job?.id}` });
});

it('hands out again what got lost on the way', async () => {
  vendor.sabotage.add({ kind: 'drop' });
  const { request } = elevenlabs.direct.toRequest(generator, wish);
  const sent: SentRequest = { generator, inputs: wish, request, sentAt: new Date().toISOString() };
  await expect(pay()).rejects.toMatchObject({ code: 'network', details: { sent: true } });
  await pay(generator, { ...wish, text: 'Other words' });
  const listed = elevenlabs.recent.read(await call(elevenlabs.recent.toRequest(sent)), sent);
  expect(listed.map(({ about, match }) => [about, match])).toEqual([
    ['Other words', 'similar'],
    [wish.text, 'same'],
  ]);
  const operation = listed[1]?.operation ?? {};
  expect(operation).toMatchObject({ item: vendor.jobs()[1]?.id });
  const response = await call(elevenlabs.recent.fetch.toRequest(operation));
  const { media, reportedMicros } = elevenlabs.recent.fetch.readResult(response, generator, operation);
  expect(Buffer.from(media).equals(await readFile(vendor.jobs()[1]?.file ?? ''))).toBe(true);
  expect(reportedMicros).toBe(2100);
  expect(vendor.counts()).toMatchObject({ submits: 2, charges: 2 });
});

it('keeps the history of an account from the others', async () => {
  await vendor.close();
  await start({ keys: { 'rehearsal-key': 'mine', 'other-key': 'theirs' } });
  await pay();
  const sent: SentRequest = {
    ...{ generator, inputs: wish, request: { method: 'POST', path: '/' }, sentAt: new Date().toISOString() },
  };
  const request = elevenlabs.recent.toRequest(sent);
  const send = createVendorSend({ fetch, baseUrls: vendor.baseUrls });
  expect(elevenlabs.recent.read(await send(elevenlabs, request, 'other-key', signal), sent)).toEqual([]);
});

it('refuses more than so many at once', async () => {
  await vendor.close();
  // The first is at work until its file is there.
  const spoken = Promise.withResolvers<string>();
  await start({ atOnce: 1, media: { ...media, audio: () => spoken.promise } });
  const first = pay();
  await expect.poll(() => vendor.jobs().length, { timeout: 20_000 }).toBe(1);
  expect(elevenlabs.readFailure(await pay())).toMatchObject({ code: 'rate-limited' });
  if (typeof media.audio !== 'string') throw new Error('The small media are files.');
  spoken.resolve(media.audio);
  expect(await first).toMatchObject({ status: 200 });
  expect(vendor.book()).toHaveLength(1);
});

it.each([
  ['unauthorized', { code: 'unauthorized' }],
  ['no-credit', { code: 'no-credit' }],
  ['fail-credit', { code: 'no-credit' }],
  ['rate-limited', { code: 'rate-limited', retryAfterMs: 1000 }],
  ['server-error', { code: 'provider-down' }],
  ['fail-generic', { code: 'provider-down' }],
] as const)('says no by %s, at no cost', async (kind, failure) => {
  vendor.sabotage.add({ kind });
  expect(elevenlabs.readFailure(await pay())).toMatchObject(failure);
  expect(vendor.book().filter((line) => line.state === 'charged')).toEqual([]);
});

it.each([
  [
    { ...wish, text: ' ' },
    { code: 'invalid-input', message: expect.stringContaining('empty') },
  ],
  [
    { ...wish, voice: 'nope' },
    { code: 'invalid-input', message: expect.stringContaining('nope') },
  ],
])('refuses %j', async (inputs, failure) => {
  expect(elevenlabs.readFailure(await pay(generator, inputs))).toMatchObject(failure);
});
