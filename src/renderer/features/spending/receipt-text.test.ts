import { expect, test } from 'vitest';
import { basisText, costText, dayText, entryTone, isShown, isStoppable, stoppedText } from './receipt-text.ts';

test.each([
  ['reserved', 'up to $0.40'],
  ['unsure', 'perhaps $0.40'],
  ['settled', '$0.40'],
] as const)('a %s line costs %s', (state, text) => {
  expect(costText({ state, micros: 400_000 })).toBe(text);
});

test.each([
  ['settled', 'reported', 400_000, 'as Runway reports'],
  ['settled', 'reported', 0, 'as Runway reports'],
  ['settled', 'computed', 400_000, 'by the price table'],
  ['settled', 'computed', 0, 'not charged'],
  ['settled', 'free', 0, 'not charged'],
  ['settled', 'stated', 0, 'as you said'],
  ['unsure', 'assumed', 400_000, 'assumed: nobody knows'],
  ['reserved', 'assumed', 400_000, 'reserved'],
] as const)('%s, %s, %i micros: %s', (state, basis, micros, text) => {
  expect(basisText({ state, basis, micros }, 'Runway')).toBe(text);
});

test('the dot tells a take from money that is lost', () => {
  expect(entryTone({ state: 'settled', micros: 1, takeId: 'tk_00000001' })).toBe('ok');
  expect(entryTone({ state: 'settled', micros: 1, takeId: null })).toBe('bad');
  expect(entryTone({ state: 'settled', micros: 0, takeId: null })).toBe('calm');
});

test('lines without a take are those that are over', () => {
  expect(isShown({ state: 'reserved', takeId: null }, 'lost')).toBe(false);
  expect(isShown({ state: 'settled', takeId: null }, 'lost')).toBe(true);
  expect(isShown({ state: 'settled', takeId: null }, 'unsure')).toBe(false);
  expect(isShown({ state: 'unsure', takeId: null }, 'unsure')).toBe(true);
});

test.each([
  ['2026-03-30', 'Today'],
  ['2026-03-29', 'Yesterday'],
  ['2026-03-27', 'Fri 27 Mar'],
  ['2025-12-31', 'Wed 31 Dec 2025'],
])('%s is called %s on 30 March', (day, text) => {
  expect(dayText(day, '2026-03-30')).toBe(text);
});

test('money that is promised to a film which is not here can be freed, and nothing else', () => {
  const line = { state: 'reserved', filmId: 'film_gone' } as const;
  expect(isStoppable(line, 'film_here')).toBe(true);
  expect(isStoppable(line, null)).toBe(true);
  expect(isStoppable(line, 'film_gone')).toBe(false);
  expect(isStoppable({ ...line, state: 'unsure' }, null)).toBe(false);
  expect(isStoppable({ ...line, state: 'settled' }, null)).toBe(false);
});

test.each([
  ['cancelled', 'no', /free again/],
  ['cancelled', 'maybe', /say what it cost/],
  ['failed', 'maybe', /say what it cost/],
  ['unknown', 'maybe', /say what it cost/],
  ['running', 'maybe', /as soon as its film is open/],
] as const)('a job that is %s (charged: %s) after it was to be stopped: %s', (state, charged, text) => {
  expect(stoppedText({ state, charged })).toMatch(text);
});
