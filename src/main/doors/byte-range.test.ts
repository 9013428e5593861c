import { expect, test } from 'vitest';
import { byteRange } from './byte-range.ts';

test.each([
  [null, { kind: 'whole' }],
  ['bytes=0-', { kind: 'part', first: 0, last: 99 }],
  ['bytes=40-', { kind: 'part', first: 40, last: 99 }],
  ['bytes=40-49', { kind: 'part', first: 40, last: 49 }],
  ['bytes=40-4000', { kind: 'part', first: 40, last: 99 }],
  ['bytes=-10', { kind: 'part', first: 90, last: 99 }],
  ['bytes=-1000', { kind: 'part', first: 0, last: 99 }],
  ['bytes=100-', { kind: 'unsatisfiable' }],
  ['bytes=-0', { kind: 'unsatisfiable' }],
  ['bytes=50-40', { kind: 'whole' }],
  ['bytes=-', { kind: 'whole' }],
  ['bytes=0-9,20-29', { kind: 'whole' }],
  ['scenes=1-', { kind: 'whole' }],
])('%s of 100 bytes', (header, expected) => {
  expect(byteRange(header, 100)).toEqual(expected);
});

test('nothing of an empty file can be asked for', () => {
  expect(byteRange('bytes=0-', 0)).toEqual({ kind: 'unsatisfiable' });
});
