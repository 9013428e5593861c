import { expect, test } from 'vitest';
import { precise } from './precise.ts';

test('a clock cuts off what it does not show', () => {
  expect([0, 2.139, 59.999, 61.5, 0.29, -1].map(precise)).toEqual([
    '0:00.00',
    '0:02.13',
    '0:59.99',
    '1:01.50',
    '0:00.29',
    '0:00.00',
  ]);
});
