import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rehearsalMedia } from '../rehearsal-media.ts';
import { startSimulatedReplicate } from './replicate.ts';

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
