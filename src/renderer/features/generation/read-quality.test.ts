import { expect, test } from 'vitest';
import { readQuality } from './read-quality.ts';

test.each([
  ['', { quality: null, problem: null }],
  [' 80 ', { quality: 80, problem: null }],
  ['101', { quality: null, problem: '0 to 100' }],
  ['good', { quality: null, problem: '0 to 100' }],
])('%j is read', (text, expected) => {
  expect(readQuality(text)).toEqual(expected);
});
