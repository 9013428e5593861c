import { expect, test } from 'vitest';
import { isAllowed, keyHeadersFor, publicLookup } from './output-address.ts';
import { isPublicAddress } from './public-address.ts';
import { testVendor } from './testing/test-vendor.ts';

test.each([
  '8.8.8.8',
  '172.15.255.255',
  '192.167.0.1',
  '2606:4700::1111',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '64:ff9b::808:808',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::169.254.169.254',
  '64:ff9b::100.64.0.1',
  '64:ff9b::0.0.0.0',
  '64:ff9b:0:0:0:1:808:808',
  '64:ff9b:1::808:808',
  '100.127.255.255',
  '239.255.255.250',
  'fc00::1',
  'fdff::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  '2001:db8::1',
  '2002:7f00:1::',
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test('a host of ours is allowed on its own port only', () => {
  const allowed = new Set(['127.0.0.1:80', 'gateway.lan', 'gateway.lan:8080']);
  const at = (address: string) => isAllowed(new URL(address), allowed);
  expect(['http://127.0.0.1/x', 'https://gateway.lan/x', 'http://gateway.lan:8080/x'].map(at)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['http://127.0.0.1:81/x', 'https://127.0.0.1/x', 'ftp://gateway.lan/x'].map(at)).toEqual([
    false,
    false,
    false,
  ]);
});

test('a name that leads to this machine is not connected to', async () => {
  const found = await new Promise((resolve) => publicLookup('localhost', { all: true }, (error) => resolve(error)));
  expect(found).toMatchObject({ code: 'provider-failed' });
});

test('a vendor that wants a token of some hours is not sent half of its headers', () => {
  const session = {
    toRequest: () => ({ method: 'GET', path: '/token' }) as const,
    read: () => ({ token: 't', lastsMs: 1 }),
  };
  const vendor = { ...testVendor('https://api.testco.example'), session };
  const url = new URL('https://api.testco.example/files/1');
  expect(keyHeadersFor(url, vendor, { secret: 'key', own: vendor.baseUrl })).toEqual({});
});

test.each([
  ['https://api.testco.example/files/1', true],
  ['https://cdn.testco.example/1', true],
  ['https://eu.cdn.testco.example/1', true],
  ['http://cdn.testco.example/1', false],
  ['http://api.testco.example/files/1', false],
  ['https://api.testco.example:8443/1', false],
  ['https://evilcdn.testco.example.attacker.example/1', false],
  ['https://xcdn.testco.example/1', false],
])('the key goes along to %s: %s', (address, goes) => {
  const vendor = { ...testVendor('https://api.testco.example/v1'), keyedOutputHosts: ['cdn.testco.example'] };
  const headers = keyHeadersFor(new URL(address), vendor, { secret: 'key', own: vendor.baseUrl });
  expect(headers).toEqual(goes ? { authorization: 'Bearer key' } : {});
});
