import { expect, test } from 'vitest';
import type { GeneratorView } from '../../../shared/generator.ts';
import { limitsText } from './generator-facts.ts';

const generator = (seconds: GeneratorView['limits']['seconds'], more: object = {}) =>
  ({
    role: 'picture',
    limits: { seconds, aspects: null, still: 'no' },
    strengths: ['cinematic'],
    ...more,
  }) as GeneratorView;

test.each([
  [generator([10, 5]), '5 or 10 s'],
  [generator([4, 6, 8]), '4 to 8 s in 3 steps'],
  [generator({ min: 2, max: 10 }), '2 to 10 s'],
  [generator(null), 'any length'],
])('lengths are said in a few words', (each, text) => {
  expect(limitsText(each)).toBe(text);
});

test('what it takes and gives is said', () => {
  const fromStill = generator(null, { limits: { seconds: null, aspects: ['16:9'], still: 'required', sound: true } });
  expect(limitsText(fromStill)).toBe('any length · 16:9 · needs a still · with sound');
});
