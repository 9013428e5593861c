import { expect, test } from 'vitest';
import { missingTip } from './missing-text.ts';

test('each reason is said once, and no more than two', () => {
  const held = ['a', 'a', 'b', 'c'].map((hindrance) => ({ hindrance }));
  expect(missingTip(held)).toBe('4 cannot start yet: a; b and 1 more');
  expect(missingTip([])).toContain('still lacks');
});
