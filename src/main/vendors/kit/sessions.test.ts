import { createServer, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { testVendor } from '../../generation/testing/test-vendor.ts';
import type { RemoteVendor, VendorResponse } from '../define-vendor.ts';
import { createVendorSend, type VendorSend } from './send.ts';

type Seen = { readonly path: string; readonly authorization: string | undefined; readonly body: string };

const work = { method: 'POST', path: '/jobs', body: {} } as const;
const { signal } = new AbortController();
let seen: Seen[];
/** Tokens that the vendor still takes. */
let good: Set<string>;
let refusesAll: boolean;
let lastsMs: number;
let tokenStatus: number;
let vendor: RemoteVendor;
let send: VendorSend;
let close: () => Promise<void>;

beforeEach(async () => {
  [seen, good, refusesAll, lastsMs, tokenStatus] = [[], new Set(), false, 3_600_000, 200];
  const server = createServer(async (request, response) => {
    const { status, body } = answer(request, Buffer.concat(await Array.fromAsync(request)).toString());
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  vendor = {
    ...testVendor(origin),
    auth: (_, { token }) => ({ authorization: `Bearer ${token}` }),
    session: {
      toRequest: (secret) => ({ method: 'POST', path: '/token', params: { key: secret } }),
      read: ({ body }) => ({ token: String(Reflect.get(Object(body), 'token')), lastsMs }),
    },
  };
  send = createVendorSend({ fetch, baseUrls: {} });
  close = () => new Promise((resolve) => server.close(() => resolve()));
});
afterEach(() => close());

function answer({ url = '', headers: { authorization } }: IncomingMessage, body: string) {
  seen.push({ path: url, authorization, body });
  if (url === '/token') {
    const token = `t${good.size + 1}`;
    good.add(token);
    return { status: tokenStatus, body: tokenStatus === 200 ? { token } : { code: 'unauthorized', message: 'No.' } };
  }
  const isGood = !refusesAll && good.has(authorization?.replace('Bearer ', '') ?? '');
  return isGood ? { status: 200, body: { id: 'a' } } : { status: 401, body: {} };
}

const paths = () => seen.map(({ path }) => path);
const call = (secret = 'one') => send(vendor, work, secret, signal);

it('asks once for a token, with the key in its form and no other headers, and keeps it', async () => {
  expect((await call()).status).toBe(200);
  expect((await call()).status).toBe(200);
  expect(paths()).toEqual(['/token', '/jobs', '/jobs']);
  expect(seen[0]).toEqual({ path: '/token', authorization: undefined, body: 'key=one' });
  expect(seen[1]?.authorization).toBe('Bearer t1');
});

it('asks once for calls that come together, and again for one whose fellow was stopped', async () => {
  await Promise.all([call(), call(), call()]);
  expect(paths().toSorted()).toEqual(['/jobs', '/jobs', '/jobs', '/token']);
  good.clear();
  good.add('other');
  await Promise.all([call(), call(), call()]);
  expect(paths().filter((path) => path === '/token')).toHaveLength(2);
  const stopped = new AbortController();
  const first = send(vendor, work, 'two', stopped.signal);
  const second = call('two');
  stopped.abort();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  expect((await second).status).toBe(200);
});

it('has one for each key', async () => {
  await call('one');
  await call('two');
  expect(seen.map(({ body }) => body)).toEqual(['key=one', '{}', 'key=two', '{}']);
});

it('asks again when the token has run out, or runs out within the minute', async () => {
  lastsMs = 59_000;
  await call();
  await call();
  expect(paths()).toEqual(['/token', '/jobs', '/token', '/jobs']);
});

it('makes a call once more whose kept token was withdrawn, and no more than that', async () => {
  await call();
  good.clear();
  good.add('other');
  expect((await call()).status).toBe(200);
  expect(paths()).toEqual(['/token', '/jobs', '/jobs', '/token', '/jobs']);
  refusesAll = true;
  expect((await call()).status).toBe(401);
  expect(paths().slice(5)).toEqual(['/jobs', '/token', '/jobs']);
});

it('lets the vendor say how it rejects a token', async () => {
  if (!vendor.session) throw new TypeError('It has no session.');
  // Inside HTTP 200, once.
  const rejects = ({ status }: VendorResponse) => status === 200 && seen.length === 3;
  vendor = { ...vendor, session: { ...vendor.session, rejects } };
  await call();
  await call();
  expect(paths()).toEqual(['/token', '/jobs', '/jobs', '/token', '/jobs']);
});

it('says that nothing was sent where the key gets no token, or nobody answers', async () => {
  tokenStatus = 403;
  await expect(call()).rejects.toMatchObject({ code: 'unauthorized', details: { sent: false, status: 403 } });
  expect(paths()).toEqual(['/token']);
  const gone = createVendorSend({ fetch: () => Promise.reject(new TypeError('fetch failed')), baseUrls: {} });
  await expect(gone(vendor, work, 'one', signal)).rejects.toMatchObject({ code: 'network', details: { sent: false } });
});

it('says that nothing was sent where the token cannot be read', async () => {
  const read = (): never => {
    throw new AppError({ code: 'provider-down' });
  };
  const garbled = { ...vendor, session: { toRequest: () => ({ ...work, path: '/token' }), read } };
  const refused = send(garbled, work, 'one', signal);
  await expect(refused).rejects.toMatchObject({ code: 'provider-down', details: { sent: false } });
  expect(paths()).toEqual(['/token']);
});
