import { describe, expect, it } from 'vitest';
import { testVendor } from '../../generation/testing/test-vendor.ts';
import { addressOf, hostsOf, isLoopback, serverOf, wordFor } from './vendor-address.ts';

const vendor = { ...testVendor('https://api.testco.example/v1'), otherBaseUrls: { upload: 'https://up.example' } };
const own = { ...vendor, server: { hint: 'Start it.' } };

describe('a vendor is called', () => {
  it('at its own address, unless the user named another', () => {
    expect(addressOf(vendor, undefined, {}, 'key')).toBe('https://api.testco.example/v1');
    expect(addressOf(vendor, undefined, { testco: 'http://10.0.0.2:80/testco/' }, 'key')).toBe(
      'http://10.0.0.2:80/testco',
    );
    expect(addressOf(vendor, 'upload', {}, 'key')).toBe('https://up.example');
    expect(addressOf(vendor, 'upload', { 'testco.upload': 'http://127.0.0.1:9' }, 'key')).toBe('http://127.0.0.1:9');
    expect(() => addressOf(vendor, 'nowhere', {}, 'key')).toThrow('no address nowhere');
  });

  it('at an origin that an answer named, where it is one of the vendor’s own', () => {
    const wide = { ...vendor, otherOrigins: /^https:\/\/work-\d+\.testco\.example$/ };
    expect(addressOf(wide, 'https://work-7.testco.example', {}, 'key')).toBe('https://work-7.testco.example');
    expect(addressOf(wide, 'https://work-7.testco.example', { testco: 'http://127.0.0.1:9' }, 'key')).toBe(
      'http://127.0.0.1:9',
    );
    for (const origin of ['https://work-7.testco.example.evil.example', 'http://work-7.testco.example'])
      expect(() => addressOf(wide, origin, {}, 'key')).toThrow('no address');
  });

  it('at the server that its ring holds, where the user runs it', () => {
    expect(addressOf(own, undefined, {}, 'http://192.168.1.7:8188/ open sesame')).toBe('http://192.168.1.7:8188');
    expect(addressOf(own, undefined, {}, '')).toBe('https://api.testco.example/v1');
  });
});

it('a server hears its word only, a vendor its key', () => {
  expect(wordFor(own, 'http://127.0.0.1:8188  open sesame ')).toBe('open sesame');
  expect(wordFor(own, 'http://127.0.0.1:8188')).toBe('');
  expect(wordFor(vendor, 'key with spaces')).toBe('key with spaces');
  expect(serverOf('')).toEqual({ address: '', word: '' });
});

it('hosts are those of addresses that are some', () => {
  expect(hostsOf({ a: 'http://10.0.0.2:8080/x', b: 'nonsense', c: 'https://c.example' })).toEqual([
    '10.0.0.2:8080',
    'c.example',
  ]);
});

it.each([
  ['http://127.0.0.1:8188/x', true],
  ['http://localhost', true],
  ['http://[::1]:80', true],
  ['https://127.0.0.1.example', false],
  ['http://10.0.0.1', false],
  ['nonsense', false],
])('%s is of this machine: %s', (url, own) => expect(isLoopback(url)).toBe(own));
