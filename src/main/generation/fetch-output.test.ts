import { expect, test } from 'vitest';
import type { AttemptRecord } from '../ledger/tables.ts';
import { comfyui } from '../vendors/comfyui.ts';
import type { RemoteVendor } from '../vendors/define-vendor.ts';
import { replicate } from '../vendors/replicate.ts';
import type { Engine } from './active-job.ts';
import type { DownloadOrder } from './download.ts';
import { fetchOutput } from './fetch-output.ts';
import type { RemoteRun } from './submit.ts';

/** What the download would be asked for. */
async function ordered(vendor: RemoteVendor, secret: string, url: string, urls: Record<string, string> = {}) {
  const orders: DownloadOrder[] = [];
  const engine = {
    keys: { ring: () => [{ id: 'one', account: null }], secret: async () => secret },
    vendorUrls: () => urls,
    allowPrivateHosts: new Set<string>(),
    download: async (order: DownloadOrder) => void orders.push(order),
  } as unknown as Engine;
  const run = { vendor, generator: { name: 'SDXL' }, jobId: 'job', stop: new AbortController().signal };
  const attempt = { keyId: 'one', account: null, keyLabel: null } as AttemptRecord;
  const refresh = async () => '/view?filename=again.mp4';
  await fetchOutput(engine, run as unknown as RemoteRun, attempt, { url, file: '/tmp/none', refresh });
  const [order] = orders;
  if (!order) throw new Error('nothing was fetched');
  return order;
}

test('a path is fetched from the address of the server that made it, with its word', async () => {
  const order = await ordered(comfyui, 'http://192.168.1.20:8188/comfy/ open-sesame', '/view?filename=a.mp4');
  expect(order.url).toBe('http://192.168.1.20:8188/comfy/view?filename=a.mp4');
  expect(order.headersFor(new URL(order.url))).toEqual({ authorization: 'Bearer open-sesame' });
  expect(order.headersFor(new URL('http://192.168.1.21:8188/view'))).toEqual({});
  expect([...order.allowPrivateHosts]).toEqual(['192.168.1.20:8188']);
  expect(await order.refresh?.()).toBe('http://192.168.1.20:8188/comfy/view?filename=again.mp4');
});

test('a path is fetched from the address that the settings name instead', async () => {
  const order = await ordered(comfyui, 'http://10.0.0.2:8188', '/view?x', { comfyui: 'http://127.0.0.1:9000' });
  expect(order.url).toBe('http://127.0.0.1:9000/view?x');
});

test('a path never leads to another host', async () => {
  const order = await ordered(replicate, 'key', '//elsewhere.example/x');
  expect(new URL(order.url).host).toBe(new URL(replicate.baseUrl).host);
});

test('where another vendor is reached is no place for results of this one', async () => {
  const urls = {
    comfyui: 'http://127.0.0.1:9000',
    replicate: 'http://127.0.0.1:9001',
    'replicate.files': 'http://127.0.0.1:9002',
  };
  const order = await ordered(replicate, 'key', 'http://127.0.0.1:9000/view', urls);
  expect([...order.allowPrivateHosts]).toEqual(['127.0.0.1:9001', '127.0.0.1:9002']);
});

test('addresses stay as they are, and no private host is allowed for their sake', async () => {
  const order = await ordered(replicate, 'key', 'https://replicate.delivery/a.mp4');
  expect(order.url).toBe('https://replicate.delivery/a.mp4');
  expect([...order.allowPrivateHosts]).toEqual([]);
});
