import { expect, test } from 'vitest';
import type { GeneratorView } from '../../../shared/generator.ts';
import { limitsText, offered } from './generator-facts.ts';

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
  expect(limitsText(each, null)).toBe(text);
});

test('what helps or hinders this scene is said', () => {
  const fromStill = generator(null, { limits: { seconds: null, aspects: ['16:9'], still: 'required' } });
  expect(limitsText(fromStill, 'cinematic')).toBe('any length · 16:9 · needs a still · good at cinematic');
});

test('usable generators come first', () => {
  const list = ['a', 'b', 'c'].map((id) => ({ id, role: 'picture', usable: id !== 'a' }) as GeneratorView);
  expect(offered(list, 'picture').map((each) => each.id)).toEqual(['b', 'c', 'a']);
  expect(offered(list, 'voice')).toEqual([]);
});
