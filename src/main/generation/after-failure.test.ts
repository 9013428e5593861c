import { expect, test } from 'vitest';
import { type ErrorCode, errorCodes } from '../../shared/errors.ts';
import { afterFailure, type FailureFacts, mayAskAgain } from './after-failure.ts';

const facts: FailureFacts = {
  code: 'internal',
  harmless: true,
  failures: 1,
  otherKeys: false,
  afterRefusal: false,
};
const after = (code: ErrorCode, more: Partial<FailureFacts> = {}) => afterFailure({ ...facts, ...more, code });

test.each([
  ['rate-limited', 6],
  ['provider-down', 3],
  ['network', 3],
  ['timed-out', 3],
] as const)('%s: a call without effect is made %i times in all', (code, tries) => {
  expect(after(code, { failures: tries - 1 })).toBe('again');
  expect(after(code, { failures: tries })).toBe('next');
  expect(after(code, { harmless: false })).toBe('next');
  expect([mayAskAgain(code, tries - 1), mayAskAgain(code, tries)]).toEqual([true, false]);
});

test.each(['unauthorized', 'no-credit', 'unsupported'] as const)('%s: again while there is another key', (code) => {
  expect(after(code, { otherKeys: true, failures: 9 })).toBe('again');
  expect(after(code, { otherKeys: true, harmless: false })).toBe('next');
  expect(after(code)).toBe('next');
});

test('a refusal of the content stops, unless the user allows to go on', () => {
  expect([after('content-rejected'), after('content-rejected', { afterRefusal: true })]).toEqual(['stop', 'next']);
});

test('what the vendor cannot do goes on at once; what is wrong here, or not known, stops', () => {
  const next = errorCodes.filter((code) => after(code, { failures: 99 }) === 'next');
  expect(next).toEqual([
    'invalid-input',
    'not-found',
    'unsupported',
    'unauthorized',
    'no-credit',
    'over-budget',
    'rate-limited',
    'provider-down',
    'provider-failed',
    'bad-output',
    'network',
    'timed-out',
  ]);
});
