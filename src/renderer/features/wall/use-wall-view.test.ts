import { expect, test } from 'vitest';
import { pairOf, toggledBlind } from './use-wall-view.ts';

const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id }));
const takes = [a, b, c].flatMap((take) => take ?? []);

test('a wipe shows the chosen two, and fills in for one that is gone on its own side', () => {
  expect(pairOf(takes, null)).toEqual([a, b]);
  expect(pairOf(takes, ['c', 'a'])).toEqual([c, a]);
  expect(pairOf(takes, ['c', 'gone'])).toEqual([c, a]);
  expect(pairOf(takes, ['gone', 'a'])).toEqual([b, a]);
  expect(pairOf(takes, ['b', 'b'])).toEqual([b, a]);
  expect(pairOf(takes.slice(0, 1), ['a', 'b'])).toBeNull();
});

test('every blind wall is shuffled anew; after the verdict it is opened', () => {
  expect(toggledBlind({ blind: null }, () => 0.5)).toEqual({ seed: 2 ** 30, revealed: false });
  expect(toggledBlind({ blind: { seed: 1, revealed: false } })).toBeNull();
  expect(toggledBlind({ blind: { seed: 1, revealed: true } })).toBeNull();
});
