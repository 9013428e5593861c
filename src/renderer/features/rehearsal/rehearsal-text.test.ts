import { describe, expect, it } from 'vitest';
import { heldText, rangeText, wayPast } from './rehearsal-text.ts';

it('counts what a limit held up as a clock does', () => {
  expect(heldText(129.2)).toBe('2:10');
});

describe('what a film costs', () => {
  it('is one sum where both ends are the same', () => {
    expect(rangeText(1_100_000, 1_840_000)).toBe('$1.10 to $1.84');
    expect(rangeText(0, 0)).toBe('$0.00');
  });
});

describe('the way past a hurdle', () => {
  it('leads to where it can be taken', () => {
    expect(wayPast({ code: 'over-budget', sceneId: 'sc_1', vendor: 'runway' })).toBe('budgets');
    expect(wayPast({ code: 'unauthorized', sceneId: 'sc_1', vendor: 'runway' })).toBe('keys');
    expect(wayPast({ code: 'unsupported', sceneId: 'sc_1', vendor: null })).toBe('scene');
    expect(wayPast({ code: 'internal', sceneId: null, vendor: null })).toBeNull();
  });
});
