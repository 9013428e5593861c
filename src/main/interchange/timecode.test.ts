import { expect, it } from 'vitest';
import { parseSeconds, rationalSeconds, tickSeconds } from './rational.ts';
import { isDropFrame, timecode } from './timecode.ts';

it.each([
  ['25', 0, '00:00:00:00'],
  ['25', 25 * 3600, '01:00:00:00'],
  ['24000/1001', 24 * 60, '00:01:00:00'],
  // SMPTE ST 12-1: minute borders at 29.97, and every tenth minute, which drops nothing.
  ['30000/1001', 1799, '00:00:59;29'],
  ['30000/1001', 1800, '00:01:00;02'],
  ['30000/1001', 3597, '00:01:59;29'],
  ['30000/1001', 3598, '00:02:00;02'],
  ['30000/1001', 17_981, '00:09:59;29'],
  ['30000/1001', 17_982, '00:10:00;00'],
  ['30000/1001', 107_892, '01:00:00;00'],
  ['60000/1001', 3600, '00:01:00;04'],
  ['60000/1001', 215_784, '01:00:00;00'],
] as const)('at %s frame %i is %s', (rate, frame, text) => {
  expect(timecode(frame, rate)).toBe(text);
});

it('never names two frames alike', () => {
  const names = Array.from({ length: 40_000 }, (_, frame) => timecode(frame, '30000/1001'));
  expect(new Set(names).size).toBe(names.length);
  expect(isDropFrame('24000/1001')).toBe(false);
});

it('writes seconds as exact fractions and reads them back', () => {
  expect(rationalSeconds(1, '30000/1001')).toBe('1001/30000s');
  expect(rationalSeconds(150, '30')).toBe('5s');
  expect(rationalSeconds(2400, '24000/1001')).toBe('1001/10s');
  expect(tickSeconds(3.7)).toBe('37/10s');
  expect(parseSeconds('1001/30000s')).toBeCloseTo(1001 / 30_000, 12);
  expect(['5', 'abc', '1/0s', undefined].map(parseSeconds)).toEqual([null, null, null, null]);
});
