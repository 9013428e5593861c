import { expect, it } from 'vitest';
import { mask } from './mask.ts';

it.each([
  [`ab_${'x'.repeat(33)}4f2a`, 'ab_…4f2a'],
  ['x'.repeat(20), 'xxx…xxx'],
  ['12345678', '1…8'],
  ['12345', '…'],
])('shows little of %s', (text, shown) => {
  expect(mask(text)).toBe(shown);
});
