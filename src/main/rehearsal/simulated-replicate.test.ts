import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Replicate from 'replicate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rehearsalMedia } from './rehearsal-media.ts';
import { startSimulatedReplicate } from './simulated-replicate.ts';

type Simulated = Awaited<ReturnType<typeof startSimulatedReplicate>>;

let dir: string;
let vendor: Simulated;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rehearsal-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(async () => {
  vendor = await startSimulatedReplicate({ media: rehearsalMedia({ ffmpeg: 'ffmpeg', dir }), latencyMs: 100 });
});
afterEach(() => vendor.close());

const sdk = () => new Replicate({ auth: 'rehearsal-key', baseUrl: vendor.baseUrl, useFileOutput: false });
const polling = { wait: { mode: 'poll' as const, interval: 30 } };

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${vendor.baseUrl}${path}`, {
    ...init,
    headers: { authorization: 'Bearer rehearsal-key', 'content-type': 'application/json', ...init.headers },
  });

const submit = (input: Record<string, unknown> = { prompt: 'a fox' }, model = 'minimax/hailuo-02') =>
  call(`/models/${model}/predictions`, { method: 'POST', body: JSON.stringify({ input }) });

async function settled(id: string) {
  for (;;) {
    const prediction = await (await call(`/predictions/${id}`)).json();
    if (!['starting', 'processing'].includes(prediction.status)) return prediction;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function probed(file: string) {
  const args = ['-v', 'error', '-show_entries', 'stream=codec_name:format=duration', '-of', 'json', file];
  return JSON.parse((await promisify(execFile)('ffprobe', args)).stdout);
}

describe("Replicate's own SDK, as a witness", () => {
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
    const job = vendor.jobs()[0];
    expect(output).toBe(`http://${vendor.outputHost}/files/${job?.id}/output.wav`);
    const probe = await probed(job?.file ?? '');
    expect(Number(probe.format.duration)).toBeCloseTo(text.length / 15, 1);
  });

  it('reads progress, lists newest first, cancels and gets images as an array', async () => {
    vendor.sabotage.add({ kind: 'slow', ms: 60_000 });
    const replicate = sdk();
    const slow = await replicate.predictions.create({ model: 'google/veo-3-fast', input: { prompt: 'slow' } });
    const images = await replicate.run('black-forest-labs/flux-schnell', { input: { prompt: 'a cat' }, ...polling });
    expect(images).toEqual([expect.stringMatching(/output\.png$/)]);
    const { results } = await replicate.predictions.list();
    expect(results.map(({ model }) => model)).toEqual(['black-forest-labs/flux-schnell', 'google/veo-3-fast']);
    expect((await replicate.predictions.cancel(slow.id)).status).toBe('canceled');
    expect(vendor.counts()).toMatchObject({ charges: 2, cancels: 1 });
  });

  it('hears of refused content', async () => {
    vendor.sabotage.add({ kind: 'fail-content' });
    const run = sdk().run('minimax/hailuo-02', { input: { prompt: 'x' }, ...polling });
    await expect(run).rejects.toThrow('(E005)');
  });

  it('hears of missing inputs, wrong keys and unknown models', async () => {
    const replicate = sdk();
    await expect(replicate.run('google/veo-3-fast', { input: {} })).rejects.toThrow('prompt is required');
    await expect(replicate.run('jaaari/kokoro-82m', { input: { text: 'x' } })).rejects.toThrow('404');
    await expect(replicate.run('nobody/nothing', { input: {} })).rejects.toThrow('404');
    const strict = await startSimulatedReplicate({ media: { video: '', image: '', audio: '' }, token: 'the-one' });
    const stranger = new Replicate({ auth: 'another', baseUrl: strict.baseUrl });
    await expect(stranger.accounts.current()).rejects.toThrow('Unauthenticated');
    await strict.close();
    expect(vendor.counts().charges).toBe(0);
  });
});

describe('sabotage', () => {
  it('refuses as often as planned, and charges nothing', async () => {
    vendor.sabotage.add({ kind: 'no-credit', times: 2 });
    vendor.sabotage.add({ kind: 'rate-limited', ms: 5000 });
    vendor.sabotage.add({ kind: 'server-error' });
    vendor.sabotage.add({ kind: 'unauthorized' });
    const answers = [await submit(), await submit(), await submit(), await submit(), await submit()];
    expect(answers.map(({ status }) => status)).toEqual([402, 402, 429, 500, 401]);
    expect(answers[2]?.headers.get('retry-after')).toBe('5');
    expect(await answers[3]?.text()).toContain('<html>');
    expect(vendor.counts()).toMatchObject({ submits: 5, charges: 0 });
    expect((await submit()).status).toBe(201);
  });

  it('loses answers after taking the job, so that its fate is unknown but it is charged', async () => {
    vendor.sabotage.add({ kind: 'drop' });
    await expect(submit()).rejects.toThrow('fetch failed');
    vendor.sabotage.add({ kind: 'hang' });
    const stop = new AbortController();
    const body = JSON.stringify({ input: { prompt: 'x' } });
    const path = '/models/minimax/hailuo-02/predictions';
    const hanging = call(path, { method: 'POST', body, signal: stop.signal });
    await expect.poll(() => vendor.counts().charges).toBe(2);
    stop.abort();
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
    vendor.sabotage.add({ kind: 'malformed' });
    await expect((await submit()).json()).rejects.toThrow('JSON');
    expect(vendor.counts()).toMatchObject({ submits: 3, charges: 3 });
  });

  it('spoils downloads, and serves ranges when it does not', async () => {
    const { id } = await (await submit({ prompt: 'x' }, 'black-forest-labs/flux-1.1-pro')).json();
    const { output } = await settled(id);
    const whole = await readFile(vendor.jobs()[0]?.file ?? '');
    const part = await fetch(output, { headers: { range: 'bytes=10-' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 10-${whole.length - 1}/${whole.length}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10));
    expect((await fetch(output, { headers: { range: `bytes=${whole.length}-` } })).status).toBe(416);
    vendor.sabotage.add({ kind: 'truncated' });
    await expect((await fetch(output)).arrayBuffer()).rejects.toThrow();
    vendor.sabotage.add({ kind: 'empty' });
    expect((await (await fetch(output)).arrayBuffer()).byteLength).toBe(0);
    expect(vendor.counts().downloads).toBe(4);
  });

  it('removes outputs as after an hour', async () => {
    vendor.sabotage.add({ kind: 'output-removed' });
    const { id } = await (await submit()).json();
    expect(await settled(id)).toMatchObject({ status: 'succeeded', output: null, data_removed: true, input: {} });
  });
});

describe('pictures', () => {
  it('differ from job to job', async () => {
    const media = rehearsalMedia({ ffmpeg: 'ffmpeg', dir });
    const make = typeof media.image === 'function' ? media.image : async () => '';
    const order = { makes: 'image' as const, prompt: 'x', seconds: 1, aspect: '9:16' };
    const [one, two] = [await make({ ...order, id: 'one' }), await make({ ...order, id: 'two' })];
    expect(await readFile(one)).not.toEqual(await readFile(two));
  });
});
