import { describe, expect, it } from 'vitest';
import { boundedFrames, joinFor, mostJoinFrames, secondsFor, snapped } from './length-drag.ts';

const silent = { narration: null, rate: '30' } as const;
const spoken = { narration: 100, rate: '30' } as const;

describe('a scene’s length', () => {
  it('stays within what a scene can be, in whole frames', () => {
    expect(boundedFrames(3, silent)).toBe(15);
    expect(boundedFrames(61.4, silent)).toBe(61);
    expect(boundedFrames(1e9, silent)).toBe(18_000);
    expect(boundedFrames(3, spoken)).toBe(100);
  });

  it('follows the narration again when pulled down to it', () => {
    expect(secondsFor(90, spoken)).toBeNull();
    expect(secondsFor(120, spoken)).toBe(4);
    expect(secondsFor(3, silent)).toBe(0.5);
  });

  it('is the same number of frames at every rate', () => {
    expect(secondsFor(100, { narration: null, rate: '30000/1001' })).toBeCloseTo(3.33667, 5);
  });
});

it('a transition has room for half of the shorter scene, and pulled to nothing is a cut', () => {
  const most = mostJoinFrames(61, 200);
  expect(most).toBe(30);
  expect(joinFor('wipe', 15, most, '30')).toEqual({ kind: 'wipe', seconds: 0.5 });
  expect(joinFor('wipe', 99, most, '30')).toEqual({ kind: 'wipe', seconds: 1 });
  expect(joinFor('wipe', 2, most, '30')).toEqual({ kind: 'cut' });
  expect(joinFor('wipe', 500, 500, '30')).toEqual({ kind: 'wipe', seconds: 3 });
});

it('a pulled end finds the playhead where it is near', () => {
  expect(snapped(60, 160, 163, 4)).toBe(63);
  expect(snapped(60, 160, 157, 4)).toBe(57);
  expect(snapped(60, 160, 170, 4)).toBe(60);
});
