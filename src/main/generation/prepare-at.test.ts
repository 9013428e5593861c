import { expect, test } from 'vitest';
import type { RemoteInputs, RemoteVendor, VendorRequest } from '../vendors/define-vendor.ts';
import { prepareAt } from './prepare-at.ts';
import { testGenerator, testVendor } from './testing/test-vendor.ts';

const wish = {
  generator: testGenerator(),
  inputs: { role: 'voice', text: 'Hi', voice: null, speed: 1 } as RemoteInputs,
};
const vendorWith = (prepare: NonNullable<RemoteVendor['prepare']>): RemoteVendor => ({
  ...testVendor('http://127.0.0.1:1'),
  prepare,
});
const get = (path: string): VendorRequest => ({ method: 'GET', path });

test('each call knows what was read before, until there is nothing more to ask', async () => {
  const asked: string[] = [];
  const vendor = vendorWith({
    toRequest: (_, __, prepared) => (prepared === 'b' ? null : get(prepared === undefined ? '/a' : '/b')),
    read: (_, prepared) => (prepared === undefined ? 'a' : 'b'),
  });
  const prepared = await prepareAt(vendor, wish, async ({ path }) => {
    asked.push(path);
    return { status: 200, headers: {}, body: {} };
  });
  expect([asked, prepared]).toEqual([['/a', '/b'], 'b']);
});

test('a vendor that goes round in a circle is stopped before it is paid', async () => {
  let calls = 0;
  const endless = prepareAt(vendorWith({ toRequest: () => get('/again'), read: () => 'more' }), wish, async () => {
    calls += 1;
    return { status: 200, headers: {}, body: {} };
  });
  await expect(endless).rejects.toMatchObject({ code: 'internal' });
  expect(calls).toBe(8);
});

test('a refusal is the end of it', async () => {
  const vendor = vendorWith({ toRequest: () => get('/a'), read: () => 'a' });
  await expect(prepareAt(vendor, wish, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});
