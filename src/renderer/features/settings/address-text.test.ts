import { expect, test } from 'vitest';
import { readAddress, withAddress } from './address-text.ts';

test('addresses lose their last slash; keys go readable to this machine only', () => {
  expect(readAddress(' https://gate.example/fal// ')).toEqual({ url: 'https://gate.example/fal' });
  expect(readAddress('http://127.0.0.1:9000')).toEqual({ url: 'http://127.0.0.1:9000' });
  for (const text of [
    '',
    'gate',
    'ftp://gate',
    'http://gate.example',
    'https://a.example/?key=1',
    'https://me@a.example',
  ])
    expect(readAddress(text)).toHaveProperty('problem');
});

test('the usual address is no change', () => {
  const own = { fal: 'https://gate.example', kling: 'https://k.example' };
  expect(withAddress(own, 'fal', 'https://fal.run', 'https://fal.run')).toEqual({ kling: 'https://k.example' });
  expect(withAddress(own, 'fal', null, 'https://fal.run')).toEqual({ kling: 'https://k.example' });
  expect(withAddress({}, 'fal', 'https://gate.example', null)).toEqual({ fal: 'https://gate.example' });
});
