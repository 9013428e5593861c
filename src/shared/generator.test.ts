import { expect, test } from 'vitest';
import { type Generator, longestSeconds, secondsToAsk } from './generator.ts';

const limits = (seconds: Generator['limits']['seconds']): Generator['limits'] => ({
  seconds,
  ...{
    aspects: null,
    still: 'no',
    lastFrame: false,
    references: 0,
    sound: false,
    seed: false,
    characters: null,
    resolutions: null,
  },
});

test.each([
  [1, 2],
  [3.417, 4],
  [4, 4],
  [4.04, 4],
  [11.2, 12],
  [30, 12],
])('of a range, a scene of %d s asks for %d whole seconds', (scene, asked) => {
  expect(secondsToAsk(limits({ min: 2, max: 12 }), scene)).toBe(asked);
});

test.each([
  [3, 5],
  [5.04, 5],
  [5.1, 10],
  [30, 10],
])('of a list, a scene of %d s asks for %d s', (scene, asked) => {
  expect(secondsToAsk(limits([10, 5]), scene)).toBe(asked);
});

test('without limits a scene gets its own length', () => expect(secondsToAsk(limits(null), 3.417)).toBe(3.417));

test.each([
  [[5, 10, 8], 10],
  [{ min: 2, max: 12 }, 12],
  [null, null],
])('of %j the longest is %j', (seconds, longest) => expect(longestSeconds(limits(seconds))).toBe(longest));
