import { expect, test } from 'vitest';
import type { KeyHealth } from './key.ts';
import { keyTrouble } from './key-trouble.ts';

const key = (state: KeyHealth['state'], until: string | null = null) => ({ state, until });

test('only a vendor none of whose keys may be used is in trouble', () => {
  expect(keyTrouble({ keys: [] })).toBeNull();
  expect(keyTrouble({ keys: [key('dry'), key('cooling')] })).toBeNull();
  expect(keyTrouble({ keys: [key('refused'), key('healthy')] })).toBeNull();
  expect(keyTrouble({ keys: [key('refused')] })).toEqual({ code: 'unauthorized', text: 'refused its key' });
  expect(keyTrouble({ keys: [key('refused'), key('refused')] })?.text).toBe('refused its keys');
});

test('a dry account says until when', () => {
  const [earlier, later] = [new Date(2026, 10, 20, 0, 4), new Date(2026, 10, 20, 13, 34)].map((at) => at.toISOString());
  const keys = [key('refused'), key('dry', later ?? null), key('dry', earlier ?? null)];
  expect(keyTrouble({ keys })).toEqual({ code: 'no-credit', text: 'has no credit until 00:04' });
  expect(keyTrouble({ keys: [key('dry')] })?.text).toBe('has no credit');
});
