import { expect, test, vi } from 'vitest';
import { newFilm, newScene } from './film.ts';
import type { Price } from './money.ts';
import { priceCeiling } from './price-ceiling.ts';
import { testGeneratorView } from './test-generator.ts';

const price = (per: Price['per']): Price => ({ micros: 1000, per, certainty: 'exact', asOf: '2026-11-01' });
const film = newFilm({ title: 'Film', look: { style: 'Warm' } });
// Ten characters of prompt, `, Warm` with it; ten words to say.
const scene = newScene({ prompt: 'A harbour.', narration: ' one two three four five six seven eight nine ten ' });

test.each([
  ['run', 1000],
  ['image', 1000],
  // Asked for 10 s, the shortest that covers 6.2 s.
  ['second', 10_000],
  // `A harbour. Warm`
  ['thousand-characters', 15],
] as const)('a picture by the %s costs at most %d', (per, micros) => {
  const generator = testGeneratorView('g', { price: price(per) });
  expect(priceCeiling({ film, scene, generator, onScreen: 6.2 })).toBe(micros);
});

test.each([
  ['thousand-characters', 1, 48],
  // Twice the estimate of ten words.
  ['second', 1, Math.ceil((1000 * 20) / (175 / 60))],
  ['second', 0.5, Math.ceil((1000 * 40) / (175 / 60))],
  ['run', 2, 1000],
] as const)('a voice by the %s at pace %d costs at most %d, however long the scene', (per, speed, micros) => {
  const generator = testGeneratorView('g', { role: 'voice', category: 'speech', price: price(per) });
  const paced = { ...film, voice: { ...film.voice, speed } };
  expect(priceCeiling({ film: paced, scene, generator, onScreen: 60 })).toBe(micros);
});

test('a picture that speaks costs at most what its narration may last, at whatever pace the voices speak', () => {
  const generator = testGeneratorView('g', { category: 'avatar', price: price('second') });
  const paced = { ...film, voice: { ...film.voice, speed: 2 } };
  expect(priceCeiling({ film: paced, scene, generator, onScreen: 2 })).toBe(Math.ceil((1000 * 20) / (175 / 60)));
});

test.each([
  ['4'.repeat(150), 20_000, 150],
  ['?', 1000, 1],
])('a voice that says %j has a ceiling too, although there is hardly a word', (narration, bySecond, byCharacter) => {
  const ceiling = (per: Price['per']) => {
    const generator = testGeneratorView('g', { role: 'voice', category: 'speech', price: price(per) });
    return priceCeiling({ film, scene: newScene({ narration }), generator, onScreen: 60 });
  };
  expect(ceiling('second')).toBe(bySecond);
  expect(ceiling('thousand-characters')).toBe(byCharacter);
});

test('the words of a narration are counted once, however many generators have a price', () => {
  const count = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  const generator = testGeneratorView('g', { role: 'voice', category: 'speech', price: price('second') });
  const fresh = newScene({ narration: 'One two three.' });
  for (let times = 0; times < 20; times++) priceCeiling({ film, scene: fresh, generator, onScreen: 5 });
  expect(count).toHaveBeenCalledTimes(1);
  count.mockRestore();
});
