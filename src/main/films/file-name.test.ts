import { expect, it } from 'vitest';
import { safeFileName } from './file-name.ts';

it.each([
  ['Lighthouse', 'Lighthouse'],
  ['Das Mädchen & 灯台 🗼', 'Das Mädchen & 灯台 🗼'],
  ['Cafe\u0301', 'Café'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
  ['../../etc/passwd', 'etc passwd'],
  ['..', 'Untitled'],
  ['  ', 'Untitled'],
  ['.hidden. ', 'hidden'],
  ['tab\tnew\nline\0', 'tab new line'],
  ['con', 'con_'],
  ['NUL.txt', 'NUL_.txt'],
  ['COM1', 'COM1_'],
  ['Contact', 'Contact'],
  ['\u202Egpj.exe', 'gpj.exe'],
  ['lone \ud800 half', 'lone \ufffd half'],
])('%j becomes %j', (title, expected) => {
  expect(safeFileName(title)).toBe(expected);
});

it('is at most 120 bytes long and cuts no character in two', () => {
  expect(safeFileName('x'.repeat(200))).toBe('x'.repeat(120));
  const family = '👨‍👩‍👧‍👦';
  const cut = safeFileName(family.repeat(50));
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(120);
  expect(cut.replaceAll(family, '')).toBe('');
});
