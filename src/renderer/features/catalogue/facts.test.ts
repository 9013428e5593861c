import { expect, test } from 'vitest';
import type { Price } from '../../../shared/money.ts';
import { testGeneratorView } from '../../../shared/test-generator.ts';
import type { VendorHealth } from '../../../shared/vendor-health.ts';
import { comparedRows } from './compare.ts';
import { abilities } from './fact-text.ts';
import { failureText, healthText } from './health-text.ts';
import { readPrice, sourceText, withPrice } from './price-text.ts';
import { scenePrice, scenePriceText } from './scene-price.ts';
import { retiredText, standingText } from './standing.ts';

const price = (micros: number, per: Price['per'], certainty: Price['certainty'] = 'exact'): Price => ({
  ...{ micros, per, certainty, asOf: '2026-11-03' },
});

test('a five-second scene costs what the shortest clip that covers it does, or its words', () => {
  expect(scenePrice(testGeneratorView('a', { price: price(50_000, 'second'), limits: { seconds: [8] } }))).toBe(
    400_000,
  );
  expect(scenePrice(testGeneratorView('b', { role: 'voice', price: price(100_000, 'thousand-characters') }))).toBe(
    7500,
  );
  expect(scenePriceText(testGeneratorView('c', { price: price(40_000, 'run', 'estimate') }))).toBe('about $0.04');
  expect(scenePriceText(testGeneratorView('d', { price: price(0, 'run', 'estimate') }))).toBe('free');
});

test('whether it can be used is said in words, with the date of what is gone', () => {
  const gone = (since: string) => ({ kind: 'retired', since, successor: null, note: '' }) as const;
  expect(standingText(testGeneratorView('a'))).toBe('Usable now');
  expect(standingText(testGeneratorView('a', { usable: false, hindrance: 'needs a Kling key' }))).toBe(
    'Needs a Kling key',
  );
  expect(standingText(testGeneratorView('a', { status: gone('2026-09') }))).toBe('Retired since Sept 2026');
  expect(standingText(testGeneratorView('a', { status: gone('2026-09-24') }))).toBe('Retired since 24 Sept 2026');
  expect(retiredText('2026-12-01', '2026-11-20')).toBe('Ends 1 Dec 2026');
  expect(retiredText('2026-11', '2026-11-20')).toBe('Retired since Nov 2026');
});

test('side by side, facts that differ are marked and those that nobody has are left out', () => {
  const rows = comparedRows([
    testGeneratorView('a', { quality: 90 }),
    testGeneratorView('b', { quality: 80, free: '5 credits a day' }),
  ]);
  const row = (label: string) => rows.find((each) => each.label === label);
  expect(row('Quality')).toEqual({ label: 'Quality', texts: ['90 of 100', '80 of 100'], differs: true });
  expect(row('Free allowance')).toEqual({ label: 'Free allowance', texts: ['', '5 credits a day'], differs: true });
  expect(row('Category')?.differs).toBe(false);
  expect(row('Voices')).toBeUndefined();
});

test('a generator that takes both frames is not said to take a still besides', () => {
  expect(abilities(testGeneratorView('a', { limits: { lastFrame: true, references: 1 } }))).toEqual([
    ...['first and last frame', '1 reference', 'seed'],
  ]);
});

test('prices are corrected by the dollar, and taken back', () => {
  expect(readPrice({ usd: '$0.42', per: 'image' }, '2026-11-20')).toEqual({
    price: { micros: 420_000, per: 'image', certainty: 'exact', asOf: '2026-11-20' },
  });
  expect(readPrice({ usd: '0', per: 'run' }, '2026-11-20')).toHaveProperty('price.micros', 0);
  expect(readPrice({ usd: '', per: 'run' }, '2026-11-20')).toHaveProperty('problem');
  expect(withPrice({ a: price(1, 'run') }, 'a', null)).toEqual({});
  expect(sourceText(price(1, 'run', 'estimate'))).toBe('an estimate, 3 Nov 2026');
});

test('a vendor’s health is said by its calls and its last failure', () => {
  const health: VendorHealth = {
    ...{ vendor: 'fal', attempts: 20, takes: 18, medianSeconds: 41, lastTakeAt: null, recent: [] },
    lastFailureAt: '2026-11-20T10:00:00Z',
    lastFailure: { code: 'provider-down', message: 'fal does not answer.', action: 'Wait.', details: {} },
  };
  expect(healthText(health)).toBe('18 takes of 20 calls in 30 days · usually 41 s');
  expect(healthText({ ...health, attempts: 0 })).toBe('No calls in the last 30 days');
  expect(failureText(health, Date.parse('2026-11-20T12:00:00Z'))).toBe('fal does not answer. (2 hours ago)');
  expect(failureText({ ...health, lastFailure: null }, 0)).toBeNull();
});
