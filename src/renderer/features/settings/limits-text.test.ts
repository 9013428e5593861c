import { expect, test } from 'vitest';
import { draftOf, limitsText, readLimits, sameLimits } from './limits-text.ts';

const runway = { perMinute: 10, atOnce: 3, coolDownSeconds: 60 };

test('limits are one line', () => {
  expect(limitsText(runway)).toBe('10 a minute · 3 at once · 60 s cool-down');
  expect(limitsText({ ...runway, perMinute: null })).toBe('any number a minute · 3 at once · 60 s cool-down');
  expect(sameLimits(runway, { ...runway })).toBe(true);
  expect(sameLimits(runway, { ...runway, perMinute: null })).toBe(false);
});

test('what is written is read back', () => {
  for (const limits of [runway, { ...runway, perMinute: null }])
    expect(readLimits(draftOf(limits))).toEqual({ limits, problems: {} });
});

test('each field says what is wrong with it', () => {
  expect(readLimits({ perMinute: 'x', atOnce: '0', coolDownSeconds: '1.5' })).toEqual({
    limits: null,
    problems: { perMinute: 'A whole number, or nothing', atOnce: 'A whole number', coolDownSeconds: 'Whole seconds' },
  });
});
