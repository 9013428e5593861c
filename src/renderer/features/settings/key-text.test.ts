import { expect, test } from 'vitest';
import type { KeyHealth, KeyView } from '../../../shared/key.ts';
import {
  accountText,
  freshAccount,
  healthText,
  nextLabel,
  recordText,
  ringText,
  sharersOf,
  untilText,
  windowText,
} from './key-text.ts';

const now = Date.parse('2026-11-20T09:00:00.000Z');
const after = (seconds: number) => new Date(now + seconds * 1000).toISOString();

test('short waits are counted down, long ones have an end', () => {
  expect(untilText(after(21.4), now)).toBe('0:22 left');
  expect(untilText(after(0), now)).toBeNull();
  expect(untilText(null, now)).toBeNull();
  expect(untilText(after(3600), now)).toMatch(/^until \d\d:\d\d$/);
});

test.each([
  ['healthy', null, 'ready'],
  ['cooling', 22, 'cooling down, 0:22 left'],
  ['cooling', -1, 'cooled down'],
  ['dry', 90, 'no credit, tried again in 1:30'],
  ['dry', -1, 'no credit'],
  ['refused', null, 'refused'],
] as const)('%s, %s s left: %s', (state, seconds, text) => {
  expect(healthText({ state, until: seconds === null ? null : after(seconds) }, now)).toBe(text);
});

test('a key says what it has done, once it has done something', () => {
  expect(recordText({ running: 0, successes: 0, failures: 0 })).toBe('');
  expect(recordText({ running: 2, successes: 124, failures: 3 })).toBe('2 running · 124 calls taken · 3 turned away');
  expect(recordText({ running: 0, successes: 1, failures: 0 })).toBe('1 call taken');
  expect(recordText({ running: 0, successes: 0, failures: 1 })).toBe('1 turned away');
});

test('calls of the last minute stand beside the limit, where there is one', () => {
  expect(windowText(7, 15)).toBe('7 of 15');
  expect(windowText(7, null)).toBe('7');
});

const key = (id: string, account = id, vendor = 'gemini'): KeyView => ({
  ...{ id, vendor, account, place: 'keychain', masked: 'AIza…4f2a' },
  label: `Key ${id}`,
});

test('keys of one account of one vendor share a quota', () => {
  const keys = [key('1', 'ada'), key('2', 'ada'), key('3'), key('4', 'ada', 'groq')];
  expect(sharersOf(key('1', 'ada'), keys).map(({ id }) => id)).toEqual(['2']);
  expect(accountText([key('2')])).toBe('same account as Key 2: one quota for both');
  expect(accountText([key('2'), key('3')])).toBe('same account as Key 2 and Key 3: one quota for all');
  expect(accountText([])).toBeNull();
});

const health = (state: KeyHealth['state']): KeyHealth => ({
  ...{ keyId: 'ky_00000001', label: 'Key 1', account: 'a', state, until: null, reason: null },
  ...{ inWindow: 0, running: 0, successes: 0, failures: 0 },
});

test('a ring says how many keys are ready and what is going on', () => {
  expect(ringText({ keys: [health('healthy')], running: 0, waiting: 0 })).toBe('ready');
  expect(ringText({ keys: [health('healthy'), health('healthy')], running: 0, waiting: 0 })).toBe('2 ready');
  expect(ringText({ keys: [health('healthy'), health('dry')], running: 1, waiting: 4 })).toBe(
    '1 of 2 ready · 1 running · 4 waiting',
  );
});

test('the next key gets a name that is free', () => {
  expect(nextLabel([])).toBe('Key 1');
  expect(nextLabel([{ label: 'Studio' }, { label: 'Key 3' }])).toBe('Key 4');
  expect(nextLabel([], 'Server')).toBe('Server 1');
});

test('a key whose account others joined gets a new one', () => {
  expect(freshAccount({ id: 'ky_1' }, [{ account: 'ky_2' }])).toBe('ky_1');
  expect(freshAccount({ id: 'ky_1' }, [{ account: 'ky_1' }, { account: 'ky_1 2' }])).toBe('ky_1 3');
});
