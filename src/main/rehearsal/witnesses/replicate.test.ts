import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Replicate from 'replicate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replicate } from '../../vendors/replicate.ts';
import { replicateDialect, startSimulatedReplicate } from '../dialects/replicate.ts';
import { rehearsalMedia } from '../rehearsal-media.ts';
import type { SimulatedVendor } from '../simulated-vendor.ts';
import { inputsFor, still } from '../testing/adapter-bench.ts';
import { rowOf } from '../testing/catalogue-rows.ts';
import { expectSameOrder } from '../testing/same-order.ts';
import { simulatedBench } from '../testing/simulated-bench.ts';

// Replicate's own SDK as a witness that the simulation answers, and the adapter asks, as Replicate does.

let dir: string;
let vendor: SimulatedVendor;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sdk-replicate-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(async () => {
  const media = rehearsalMedia({ ffmpeg: 'ffmpeg', dir });
  vendor = await startSimulatedReplicate({ media, latencyMs: 100, token: 'rehearsal-key' });
});
afterEach(() => vendor.close());

const sdk = (auth = 'rehearsal-key') => new Replicate({ auth, baseUrl: vendor.baseUrl, useFileOutput: false });
const polling = { wait: { mode: 'poll' as const, interval: 30 } };
const create = () => sdk().predictions.create({ model: 'google/veo-3-fast', input: { prompt: 'a fox' } });

async function probed(file: string) {
  const args = ['-v', 'error', '-show_entries', 'stream=codec_name:format=duration', '-of', 'json', file];
  return JSON.parse((await promisify(execFile)('ffprobe', args)).stdout);
}

it('runs an official model and gets a clip of the length asked for', async () => {
  const input = { prompt: 'a red fox', duration: 6, resolution: '768p' };
  const output = await sdk().run('minimax/hailuo-02', { input, ...polling });
  expect(output).toMatch(new RegExp(`^http://${vendor.outputHost}/files/\\w+/output\\.mp4$`));
  const file = join(dir, 'witness.mp4');
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', '-i', String(output), '-c', 'copy', file]);
  expect(await probed(file)).toMatchObject({ streams: [{ codec_name: 'h264' }], format: { duration: '6.000000' } });
  expect(vendor.counts()).toMatchObject({ submits: 1, charges: 1 });
});

it('runs a community model by its newest version and gets a voice', async () => {
  const { latest_version } = await sdk().models.get('jaaari', 'kokoro-82m');
  const text = 'Hello from the studio, thirty chars.';
  const output = await sdk().run(`jaaari/kokoro-82m:${latest_version?.id}`, { input: { text }, ...polling });
  const [job] = vendor.jobs();
  expect(output).toBe(`http://${vendor.outputHost}/files/${job?.id}/output.wav`);
  const probe = await probed(job?.file ?? '');
  expect(Number(probe.format.duration)).toBeCloseTo(text.length / 15, 1);
});

describe('sends what the adapter sends for the same wish', () => {
  const at = simulatedBench(replicate, replicateDialect);
  const prompt = 'a red fox';
  const veo = { prompt, duration: 6, aspect_ratio: '16:9', seed: 7 };
  const ends = { image: still, last_frame: still, resolution: '720p', generate_audio: true };
  const flux = { prompt, aspect_ratio: '16:9', seed: 7, num_outputs: 1, output_format: 'png' };
  const spoken = { text: 'Hello from the studio', voice: 'af_bella', speed: 1 };

  it.each([
    ['text', 'veo-3-fast', 'google/veo-3-fast', veo, {}],
    ['a still', 'kling-2.1', 'kwaivgi/kling-v2.1', { prompt, duration: 5, start_image: still, mode: 'standard' }, {}],
    ['both ends', 'replicate-veo-3.1', 'google/veo-3.1', { ...veo, ...ends }, { still, endStill: still }],
    ['a picture', 'flux-schnell', 'black-forest-labs/flux-schnell', flux, {}],
    ['a voice', 'kokoro', 'jaaari/kokoro-82m', spoken, {}],
  ])('%s', async (_, id, model, input, more) => {
    const client = new Replicate({ auth: 'rehearsal-key', baseUrl: at.simulated().baseUrl });
    const [owner = '', name = ''] = model.split('/');
    const { is_official, latest_version } = await client.models.get(owner, name);
    const version = latest_version?.id ?? '';
    await client.predictions.create(is_official ? { model, input } : { version, input });
    const row = rowOf(at.rows(), id);
    await at.bench().submit(row, { ...inputsFor(row), ...more });
    expectSameOrder(at.simulated());
  });
});

it('lists newest first, cancels and gets images as an array', async () => {
  vendor.sabotage.add({ kind: 'slow', ms: 60_000 });
  const slow = await create();
  const images = await sdk().run('black-forest-labs/flux-schnell', { input: { prompt: 'a cat' }, ...polling });
  expect(images).toEqual([expect.stringMatching(/output\.png$/)]);
  const { results } = await sdk().predictions.list();
  expect(results.map(({ model }) => model)).toEqual(['black-forest-labs/flux-schnell', 'google/veo-3-fast']);
  expect((await sdk().predictions.cancel(slow.id)).status).toBe('canceled');
  expect(vendor.book()).toMatchObject([{ state: 'refunded' }, { state: 'charged', micros: 3000 }]);
});

it('hears of refused content', async () => {
  vendor.sabotage.add({ kind: 'fail-content' });
  const run = sdk().run('minimax/hailuo-02', { input: { prompt: 'x' }, ...polling });
  await expect(run).rejects.toThrow('(E005)');
});

it('hears of missing inputs and unknown models', async () => {
  await expect(sdk().run('google/veo-3-fast', { input: {} })).rejects.toThrow('prompt is required');
  await expect(sdk().run('jaaari/kokoro-82m', { input: { text: 'x' } })).rejects.toThrow('404');
  await expect(sdk().run('nobody/nothing', { input: {} })).rejects.toThrow('404');
  expect(vendor.counts().charges).toBe(0);
});

it('gets its own errors for a wrong key, an empty account and haste', async () => {
  const refused = (status: number, detail: string) => ({
    ...{ name: 'ApiError', message: expect.stringContaining(detail), response: { status } },
  });
  await expect(sdk('another').accounts.current()).rejects.toMatchObject(refused(401, 'Unauthenticated'));
  vendor.sabotage.add({ kind: 'no-credit' });
  await expect(create()).rejects.toMatchObject(refused(402, 'insufficient credit'));
  // It tries 429 again five times by itself, at once.
  vendor.sabotage.add({ kind: 'rate-limited', ms: 30_000, times: 10 });
  await expect(create()).rejects.toMatchObject(refused(429, 'resets in ~30s'));
  expect(vendor.book()).toEqual([]);
});
