import { expect, test } from 'vitest';
import type { KeyHealth } from '../../../shared/key.ts';
import { vendorNote } from './vendor-note.ts';

const key = (state: KeyHealth['state'], until: string | null = null): KeyHealth => ({
  ...{ keyId: 'k', label: 'Key 1', account: 'k', state, until, reason: null },
  ...{ inWindow: 0, running: 0, successes: 0, failures: 0 },
});

test('only a vendor none of whose keys may be used has a note', () => {
  expect(vendorNote({ keys: [] })).toBeNull();
  expect(vendorNote({ keys: [key('dry'), key('cooling')] })).toBeNull();
  expect(vendorNote({ keys: [key('refused')] })).toBe('its key was refused');
  expect(vendorNote({ keys: [key('refused'), key('refused')] })).toBe('its keys were refused');
  const local = new Date(2026, 10, 20, 13, 34).toISOString();
  expect(vendorNote({ keys: [key('refused'), key('dry', local)] })).toBe('no credit, tried again at 13:34');
});
