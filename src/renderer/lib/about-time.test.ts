import { expect, test } from 'vitest';
import { aboutTime } from './about-time.ts';

test.each([
  [4, 'about 10 s'],
  [43, 'about 40 s'],
  [90, 'about 2 min'],
  [350, 'about 6 min'],
  [3599, 'about 1 h'],
  [7800, 'about 2 h 10 min'],
])('times are no more precise than they are known', (seconds, text) => {
  expect(aboutTime(seconds)).toBe(text);
});
