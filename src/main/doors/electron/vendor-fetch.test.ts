import { expect, test } from 'vitest';
import { createVendorFetch } from './vendor-fetch.ts';

const url = 'https://api.vendor.example/v1/predictions';
const post = { method: 'POST', body: '{}' };

/** Calls made, in order, by the network that made them; `node` may fail. */
function networks(proxy: string, nodeError: Error | null = null) {
  const calls: string[] = [];
  const network =
    (name: string, error: Error | null): typeof fetch =>
    async () => {
      calls.push(name);
      if (error) throw error;
      return new Response('{}');
    };
  const fetch = createVendorFetch({
    resolveProxy: async () => proxy,
    chromium: network('chromium', null),
    node: network('node', nodeError),
  });
  return { fetch, calls };
}

test.each([
  ['DIRECT', post, ['node']],
  ['DIRECT', {}, ['chromium']],
  ['PROXY proxy.example:3128', post, ['chromium']],
] as const)('over %s, %o goes through %o', async (proxy, init, expected) => {
  const { fetch, calls } = networks(proxy);
  await fetch(url, init);
  expect(calls).toEqual(expected);
});

test('a submit that was lost is not sent again by the other network', async () => {
  const lost = new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
  const { fetch, calls } = networks('DIRECT', lost);
  await expect(fetch(url, post)).rejects.toBe(lost);
  expect(calls).toEqual(['node']);
});

test('a certificate that only the system knows is left to Chromium, since nothing was sent', async () => {
  const cause = Object.assign(new Error('x'), { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' });
  const { fetch, calls } = networks('DIRECT', new TypeError('fetch failed', { cause }));
  expect((await fetch(url, post)).ok).toBe(true);
  expect(calls).toEqual(['node', 'chromium']);
});
