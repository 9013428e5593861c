import { expect, test } from 'vitest';
import { quote, withWords } from './read-answer.ts';

test.each([
  ['', 'Acme refused the input.'],
  ['ratio is invalid', 'Acme refused the input: ratio is invalid.'],
  ['Ratio is invalid.', 'Acme refused the input: Ratio is invalid.'],
  ['what is “ratio”?', 'Acme refused the input: what is “ratio”?'],
  ['they say “no.”', 'Acme refused the input: they say “no.”'],
  ['输入无效。', 'Acme refused the input: 输入无效。'],
  ['{"code":7}', 'Acme refused the input: {"code":7}.'],
])('with the words %j of a vendor it is a sentence', (words, sentence) => {
  expect(withWords('Acme refused the input', words)).toBe(sentence);
});

test('quotes are one line, and not too long', () => {
  expect(quote(' no\n  such thing ')).toBe('no such thing');
  expect(withWords('Acme refused', quote('no '.repeat(200)))).toMatch(/no\.$/);
});
