import { expect, test } from 'vitest';
import { formatSum, readUsd } from './usd.ts';

test.each([
  [0, '$0.00'],
  [3_200_000, '$3.20'],
  [240_000, '$0.24'],
  [4_500, '$0.0045'],
  [1_204_500_000, '$1,204.50'],
])('a sum of %i micros is %s', (micros, text) => {
  expect(formatSum(micros)).toBe(text);
});

test.each([
  ['5', 5],
  ['0.50', 0.5],
  ['.5', 0.5],
  [' $12 ', 12],
  ['1,200.5', 1200.5],
  ['0.1234567', 0.123457],
])('%s is understood', (text, usd) => {
  expect(readUsd(text)).toEqual({ usd, problem: null });
});

test('nothing written is no limit', () => {
  expect(readUsd('  ')).toEqual({ usd: null, problem: null });
});

test.each(['five', '-1', '1,5', '0,055', '1234,567', '1.2.3', '.', '99999999', 'Infinity', '1e3'])(
  '%s is not',
  (text) => {
    expect(readUsd(text).problem).toBe('Write a number such as 5 or 0.50');
  },
);
