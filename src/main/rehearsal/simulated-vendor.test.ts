import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { vendors } from '../vendors/index.ts';
import { chargedMicros } from './charge-book.ts';
import { startSimulatedPiapi } from './dialects/piapi.ts';
import { startSimulatedReplicate } from './dialects/replicate.ts';
import type { RehearsalMedia } from './simulated-jobs.ts';
import type { SimulatedVendor, SimulatedVendorOptions } from './simulated-vendor.ts';
import { startSimulatedVendors } from './simulated-vendors.ts';
import { smallMedia } from './testing/small-media.ts';

let dir: string;
let media: RehearsalMedia;
let vendor: SimulatedVendor;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'simulated-'));
  media = await smallMedia(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));
afterEach(() => vendor.close());

const start = async (options: Omit<SimulatedVendorOptions, 'media'> = {}) => {
  vendor = await startSimulatedReplicate({ media, latencyMs: 20, ...options });
};

const post = (key = 'rehearsal-key', input: object = { prompt: 'a fox', duration: 6 }) =>
  fetch(`${vendor.baseUrl}/models/minimax/hailuo-02/predictions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ input }),
  });
const status = async (key?: string) => (await post(key)).status;

describe('the charge book', () => {
  it('has a line for every accepted job, with its price, its key and its account', async () => {
    await start({ keys: { 'first-key-of-studio': 'studio', 'second-key-of-studio': 'studio', other: 'guest' } });
    await post('first-key-of-studio');
    await post('second-key-of-studio', { prompt: 'a fox', duration: 10 });
    await post('other', { prompt: '' });
    await post('stranger');
    const book = vendor.book();
    expect(book).toMatchObject([
      { model: 'minimax/hailuo-02', micros: 270_000, account: 'studio', state: 'charged' },
      { model: 'minimax/hailuo-02', micros: 450_000, account: 'studio', state: 'charged' },
    ]);
    expect(new Set(book.map(({ key }) => key)).size).toBe(2);
    expect(JSON.stringify([book, vendor.jobs()])).not.toContain('key-of-studio');
    expect(chargedMicros(book)).toBe(720_000);
  });
});

describe('what cannot be made', () => {
  it.each([
    ['is said, where it failed', new Error('no pencil'), 1],
    ['is no failure, where it was stopped', new AppError({ code: 'cancelled' }), 0],
  ])('%s', async (_, error, times) => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const broken = () => Promise.reject(error);
    vendor = await startSimulatedReplicate({ media: { ...media, video: broken }, latencyMs: 20 });
    await post();
    await expect.poll(() => vendor.jobs()[0]?.state).toBe('failed');
    expect(said).toHaveBeenCalledTimes(times);
    said.mockRestore();
  });
});

describe('limits', () => {
  it('count the calls of an account, whichever of its keys is used', async () => {
    await start({ keys: { one: 'studio', two: 'studio', three: 'guest' }, perMinute: 2 });
    expect([await status('one'), await status('two'), await status('one')]).toEqual([201, 201, 429]);
    expect(await status('three')).toBe(201);
  });

  it('let the surplus of an account wait for its turn', async () => {
    vendor = await startSimulatedPiapi({ media, latencyMs: 400, atOnce: 1 });
    const headers = { 'x-api-key': 'rehearsal-key' };
    const body = JSON.stringify({ model: 'Qubico/hunyuan', task_type: 'txt2video', input: { prompt: 'a fox' } });
    const submit = async () =>
      (await (await fetch(`${vendor.baseUrl}/api/v1/task`, { method: 'POST', headers, body })).json()).data;
    const [first, second] = [await submit(), await submit()];
    expect([first.status, second.status]).toEqual(['pending', 'staged']);
    const later = async () => {
      const response = await fetch(`${vendor.baseUrl}/api/v1/task/${second.task_id}`, { headers });
      return (await response.json()).data.status;
    };
    await expect.poll(later, { interval: 10 }).toBe('completed');
    const [b, a] = vendor.jobs();
    expect(b?.startsAt).toBe(a?.endsAt);
  });
});

describe('sabotage', () => {
  it('strikes one account only, as often as planned', async () => {
    await start({ keys: { one: 'studio', two: 'guest' } });
    vendor.sabotage.add({ kind: 'unauthorized', account: 'guest', times: 2 });
    expect([await status('one'), await status('two'), await status('two'), await status('two')]).toEqual([
      ...[201, 401, 401, 201],
    ]);
  });

  it('breaks a connection before the submit is read', async () => {
    await start();
    vendor.sabotage.add({ kind: 'drop-before' });
    await expect(post()).rejects.toThrow('fetch failed');
    expect([vendor.counts().submits, vendor.book()]).toEqual([1, []]);
  });

  it('answers for a gateway after the work was charged', async () => {
    await start();
    vendor.sabotage.add({ kind: 'gateway', status: 502 });
    expect(await status()).toBe(502);
    expect(vendor.book()).toHaveLength(1);
  });

  it('spoils files in every way', async () => {
    await start();
    const { id } = await (await post()).json();
    await expect.poll(() => vendor.jobs()[0]?.state).toBe('succeeded');
    const file = () => fetch(`${vendor.origin}/files/${id}/output.mp4`, { redirect: 'manual' });
    vendor.sabotage.add({ kind: 'wrong-type' });
    const page = await file();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html']);
    vendor.sabotage.add({ kind: 'redirect' });
    expect((await file()).headers.get('location')).toBe('http://10.0.0.1/output');
    vendor.sabotage.add({ kind: 'expired' });
    expect((await file()).status).toBe(403);
    vendor.sabotage.add({ kind: 'server-error', on: 'download' });
    expect((await file()).status).toBe(503);
    expect((await file()).headers.get('content-type')).toBe('video/mp4');
  });
});

it('takes as long as the real vendor, or a fraction of it', async () => {
  await start({ speed: 1000 });
  await post();
  const [job] = vendor.jobs();
  expect((job?.endsAt ?? 0) - (job?.createdAt ?? 0)).toBe(180);
});

it('starts all at once: every vendor that is called over HTTP', async () => {
  await start();
  const all = await startSimulatedVendors({ media });
  const called = [...vendors.values()].filter(({ kind }) => kind === 'remote').map(({ id }) => id);
  expect([...all.byId.keys()].sort()).toEqual(called.sort());
  expect(all.baseUrls).toMatchObject({ 'piapi.upload': `${all.byId.get('piapi')?.origin}/upload` });
  await all.close();
  await expect(startSimulatedVendors({ media }, ['replicate', 'nobody'])).rejects.toThrow('no simulated vendor nobody');
});
