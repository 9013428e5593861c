import { expect, test } from 'vitest';
import { numberText, textAfter } from './number-text.ts';

test('fractions are shown to the hundredth', () => {
  expect([numberText(4.266667), numberText(5), numberText(null)]).toEqual(['4.27', '5', '']);
});

test('a new value from outside leaves what is being typed', () => {
  expect(textAfter('1', { before: 4, after: 6.5, typing: true })).toBeNull();
  expect(textAfter(null, { before: 4, after: 6.5, typing: true })).toBeNull();
  expect(textAfter('', { before: 4, after: 6.5, typing: true })).toBeNull();
});

test('a field that nobody has touched shows the new value', () => {
  expect(textAfter('4', { before: 4, after: 6.5, typing: true })).toBe('6.5');
  expect(textAfter('1', { before: 4, after: 6.5, typing: false })).toBe('6.5');
  expect(textAfter('', { before: null, after: 2, typing: true })).toBe('2');
});
