import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Generator } from '../../../shared/generator.ts';
import type { JobInputs } from '../../../shared/job.ts';
import { priceOf } from '../../../shared/money.ts';
import type { RemoteInputs, VendorRequest } from '../../vendors/define-vendor.ts';
import { createVendorSend } from '../../vendors/kit/send.ts';
import { openai } from '../../vendors/openai.ts';
import { recordOf } from '../simulated-dialect.ts';
import type { RehearsalMedia } from '../simulated-jobs.ts';
import type { SimulatedVendor } from '../simulated-vendor.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { smallMedia } from '../testing/small-media.ts';
import { startSimulatedOpenai } from './openai.ts';
import { refusedSpeech } from './openai-input.ts';

const { signal } = new AbortController();
const rows = await catalogueRows('openai');
const flare = rowOf(rows, 'gpt-image-2.5-flare');
const voice = rowOf(rows, 'gpt-4o-mini-tts');
const text = 'Hello from the studio';

let dir: string;
let media: RehearsalMedia;
let vendor: SimulatedVendor;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'openai-'));
  media = await smallMedia(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(async () => {
  vendor = await startSimulatedOpenai({ media, latencyMs: 20 });
});
afterEach(() => vendor.close());

const frozen = ({ role }: Generator): JobInputs =>
  role === 'voice'
    ? { role, text, voice: null, speed: 1.2 }
    : {
        ...{
          role,
          script: '',
          prompt: 'a fox',
          title: 'Fox',
          kind: 'hook',
          seconds: 5,
          aspect: '4:5',
          width: 720,
          height: 900,
        },
        ...{ fps: '30', seed: 7, stillTakeId: null, endStillTakeId: null },
      };
const wishFor = (row: Generator): RemoteInputs => ({ ...frozen(row), still: null, endStill: null }) as RemoteInputs;

const call = (request: VendorRequest) =>
  createVendorSend({ fetch, baseUrls: vendor.baseUrls })(openai, request, 'rehearsal-key', signal);
const pay = (row: Generator, wish = wishFor(row)) => call(openai.direct.toRequest(row, wish).request);

it.each(rows.map((row) => [row.id, row] as const))(
  '%s sends the file, for no more than the catalogue says',
  async (_, row) => {
    const { media, words, reportedMicros } = openai.direct.readResult(await pay(row), row);
    const [job] = vendor.jobs();
    expect(Buffer.from(media).equals(await readFile(job?.file ?? ''))).toBe(true);
    expect(words).toBeNull();
    const [line] = vendor.book();
    const ceiling = priceOf(row.price, { seconds: text.length / 15, characters: text.length });
    expect(line?.micros).toBeLessThanOrEqual(ceiling);
    if (row.role === 'picture' && 'tokenMicros' in row.route) expect(reportedMicros).toBe(line?.micros);
  },
);

it('knows every voice of the catalogue', () => {
  const wishes = rows.flatMap((row) => row.voices.map(({ id }) => ({ row, id })));
  const refused = wishes.filter(({ row, id }) => {
    const wish: RemoteInputs = { role: 'voice', text, voice: id, speed: 1 };
    return refusedSpeech(recordOf(openai.direct.toRequest(row, wish).request.body)) !== null;
  });
  expect(refused).toEqual([]);
});

describe.each([
  ['pictures', flare],
  ['speech', voice],
] as const)('%s', (_, row) => {
  it.each([
    ['unauthorized', { code: 'unauthorized' }],
    ['no-credit', { code: 'no-credit' }],
    ['fail-credit', { code: 'no-credit' }],
    ['fail-content', { code: 'content-rejected', charged: 'maybe' }],
    ['rate-limited', { code: 'rate-limited', retryAfterMs: 1000 }],
    ['rate-limited-bare', { code: 'rate-limited' }],
    ['server-error', { code: 'provider-down' }],
    ['fail-generic', { code: 'provider-down' }],
  ] as const)('are refused by %s', async (kind, failure) => {
    vendor.sabotage.add({ kind });
    expect(openai.readFailure(await pay(row))).toMatchObject(failure);
    expect(vendor.book().filter((line) => line.state === 'charged')).toEqual([]);
  });

  it.each(['empty', 'wrong-type'] as const)('are paid though the answer is %s', async (kind) => {
    vendor.sabotage.add({ kind, on: 'submit' });
    const response = await pay(row);
    expect(() => openai.direct.readResult(response, row)).toThrow(expect.objectContaining({ code: 'provider-down' }));
    expect(vendor.book()).toMatchObject([{ state: 'charged' }]);
  });
});

it('refuses what the model does not take, in words that reach people', async () => {
  const poor = { ...rowOf(rows, 'gpt-image-2'), route: { ...flare.route, model: 'gpt-image-2', quality: 'max' } };
  expect(openai.readFailure(await pay(poor))).toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('max'),
  });
  const retired = { ...flare, route: { ...flare.route, model: 'dall-e-3' } };
  expect(openai.readFailure(await pay(retired))).toMatchObject({ code: 'unsupported' });
  const long = { ...voice, limits: { ...voice.limits, characters: null } };
  const wish: RemoteInputs = { role: 'voice', text: 'x'.repeat(4097), voice: null, speed: 1 };
  expect(openai.readFailure(await pay(long, wish))).toMatchObject({ code: 'invalid-input' });
});
