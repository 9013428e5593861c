import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { vendors } from '../vendors/index.ts';
import { createVendorSend } from '../vendors/kit/send.ts';
import { simulatedDialects } from './simulated-vendors.ts';
import { downloadOnly, fetchOnly } from './stay-here.ts';

let asked: string[] = [];
let origin = '';
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  if (request.url === '/away') response.writeHead(302, { location: 'https://api.replicate.com/v1/models' });
  response.end('{}');
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = [];
});

const remote = [...vendors.values()].flatMap((vendor) => (vendor.kind === 'remote' ? [vendor] : []));
const { signal } = new AbortController();
const request = { method: 'GET', path: '/models' } as const;
const refusal = { code: 'internal', details: { sent: false } };

test('every vendor that is called over the network can be rehearsed', () => {
  expect(remote.map(({ id }) => id).filter((id) => !simulatedDialects.has(id))).toEqual([]);
});

test.each(remote.map((vendor) => [vendor.id, vendor] as const))('never reaches %s itself', async (_, vendor) => {
  // Without a simulated address, `send` takes the vendor's own.
  const send = createVendorSend({ fetch: fetchOnly(new Set([origin])), baseUrls: {} });
  await expect(send(vendor, request, 'rehearsal-1', signal)).rejects.toMatchObject(refusal);
  for (const at of Object.keys(vendor.otherBaseUrls ?? {})) {
    await expect(send(vendor, { ...request, at }, 'rehearsal-1', signal)).rejects.toMatchObject(refusal);
  }
  expect(asked).toEqual([]);
});

test('reaches the simulated vendors, and follows none of their redirects', async () => {
  const only = fetchOnly(new Set([origin]));
  expect((await only(`${origin}/here`)).status).toBe(200);
  expect((await only(new Request(`${origin}/away`), { redirect: 'follow' })).status).toBe(302);
  await expect(only('http://127.0.0.1:1/other-port')).rejects.toMatchObject(refusal);
  await expect(only('no address')).rejects.toMatchObject(refusal);
  expect(asked).toEqual(['/here', '/away']);
});

test('fetches results from nowhere else', async () => {
  const fetched: string[] = [];
  const only = downloadOnly(new Set([origin]), async ({ url }) => void fetched.push(url));
  const order = {
    file: '/tmp/none',
    onProgress: () => {},
    headersFor: () => ({}),
    allowPrivateHosts: new Set(['']),
    signal,
  };
  await only({ ...order, url: `${origin}/files/1` });
  await expect(only({ ...order, url: 'https://replicate.delivery/1.mp4' })).rejects.toMatchObject(refusal);
  expect(fetched).toEqual([`${origin}/files/1`]);
});
