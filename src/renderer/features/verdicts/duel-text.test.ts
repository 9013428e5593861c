import { expect, test } from 'vitest';
import { testTake } from '../../../shared/test-take.ts';
import { type Placed, placesOf, taughtText, winnersOf, wonText } from './duel-text.ts';

const placed = (name: string, micros: number, strength: number, won: number, met = 6): Placed => ({
  ...{ takeId: `tk_${name}`, name, strength, won, met, allBad: 0 },
  take: testTake('sc_00000001', 'picture', {}, { cost: { micros, basis: 'reported' } }),
});

test('halves are written as people write them', () => {
  expect([5, 4.5, 0.5, 0].map((won) => wonText({ won, met: 6 }))).toEqual(['5 of 6', '4½ of 6', '½ of 6', '0 of 6']);
});

test('those who are level share a place, and the next one is behind both', () => {
  expect(placesOf([placed('a', 0, 1, 2), placed('b', 0, 1, 2), placed('c', 0, 0, 1)])).toEqual([1, 1, 3]);
});

test('winners are all on the first place, the cheapest first; who won nothing is none', () => {
  const names = (takes: readonly Placed[]) => winnersOf(takes).map(({ name }) => name);
  expect(names([placed('a', 2, 1, 2), placed('b', 1, 1, 2), placed('c', 0, 0, 1)])).toEqual(['b', 'a']);
  expect(names([placed('a', 2, 1, 2), placed('b', 1, 0, 2)])).toEqual(['a']);
  expect(names([placed('a', 2, 0, 0), placed('b', 1, 0, 0)])).toEqual([]);
});

test.each([
  [[placed('Kling', 200_000, 1, 5), placed('Veo', 600_000, 0, 3)], 'Kling won 5 of 6, at a third of the price of Veo.'],
  [[placed('Kling', 600_000, 1, 5), placed('Veo', 600_000, 0, 3)], 'Kling won 5 of 6, at the same price as Veo.'],
  [[placed('Kling', 600_000, 1, 5), placed('Sketch', 0, 0, 3)], 'Kling won 5 of 6, though Sketch is free.'],
  [[placed('Kling', 200_000, 1, 5), placed('Kling', 200_000, 0, 3)], 'Kling won 5 of 6.'],
  [
    [placed('Veo', 600_000, 1, 4), placed('Kling', 200_000, 1, 4)],
    'Kling and Veo came out level, Kling at a third of the price of Veo.',
  ],
  [[placed('Kling', 1, -1, 0), placed('Veo', 2, -1, 0)], 'None of them was found good.'],
])('says what was taught: %#', (takes, text) => {
  expect(taughtText(takes)).toBe(text);
});
