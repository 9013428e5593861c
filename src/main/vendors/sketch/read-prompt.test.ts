import { describe, expect, test } from 'vitest';
import { kinds } from '../../../shared/film.ts';
import { readPrompt } from './read-prompt.ts';
import type { Reading } from './reading.ts';

const table: [string, Partial<Reading>][] = [
  [
    'Slow aerial push towards a lighthouse at first light, low fog on a flat sea, cinematic',
    { place: 'sea', hour: 'dawn', move: 'rise', subjects: ['lighthouse'], weather: new Set(['fog']) },
  ],
  [
    'Old woman smiling as she winds the brass clockwork, warm lamp light',
    { place: 'interior', subjects: ['portrait', 'gear', 'lamp'], figure: 'woman', lamp: true },
  ],
  [
    'Waves climbing the rock in slow motion, spray lit from behind',
    { place: 'sea', subjects: ['rock'], spray: true, hour: 'dusk' },
  ],
  ['City at night in the rain, neon', { place: 'city', hour: 'night', neon: true, weather: new Set(['rain']) }],
  ['A bottle turning on a marble table, product shot', { place: 'interior', subjects: ['bottle'] }],
  ['Forest path, morning mist', { place: 'forest', hour: 'dawn', road: true, weather: new Set(['fog']) }],
  ['Desert road at noon, a red car', { place: 'desert', hour: 'day', subjects: ['car'], accent: 'red' }],
  ['Abstract particles', { place: 'abstract' }],
  [
    'Child running through a wheat field at sunset',
    { place: 'field', hour: 'dusk', figure: 'child', running: true, subjects: ['person'] },
  ],
  ['Pull back from a planet in deep space', { place: 'space', hour: 'night', move: 'pull' }],
  ['Handheld, pan left over the mountains', { place: 'mountains', move: 'pan-left', handheld: true }],
  ['Tilt up the cliffs, fast', { place: 'mountains', move: 'tilt-up', pace: 1.6 }],
  ['Energy drink can, product shot', { place: 'interior', subjects: ['bottle'] }],
  ['Coffee cup', { place: 'interior', subjects: ['cup'] }],
  ['A green bottle beside a red wall on a table', { accent: 'green' }],
];

test.each(table)('reads %s', (prompt, expected) => {
  expect(readPrompt(prompt, 'cinematic', 1)).toMatchObject(expected);
});

test('the first place named wins', () => {
  expect(readPrompt('A desk with a view over the sea', 'story', 1).place).toBe('interior');
  expect(readPrompt('The sea, seen from a desk', 'story', 1).place).toBe('sea');
});

test('a word inside another is not that word', () => {
  expect(readPrompt('Seasonal barcode on a table', 'product', 1).place).toBe('interior');
});

describe('what a prompt leaves open', () => {
  test.each(kinds)('is decided for %s', (kind) => {
    expect(readPrompt('', kind, 5)).toEqual(readPrompt('', kind, 5));
  });

  test('differs between seeds', () => {
    const moves = new Set(Array.from({ length: 20 }, (_, seed) => readPrompt('The sea', 'story', seed).move));
    expect(moves.size).toBeGreaterThan(1);
  });

  test('is a person in a testimonial', () => {
    expect(readPrompt('It changed how I work', 'testimonial', 1).subjects[0]).toBe('portrait');
  });
});

test('a prompt of the greatest length is read at once', () => {
  expect(readPrompt('a close-up of a '.repeat(500), 'story', 1).place).toBeDefined();
});

test.each([
  ['An old man with a lamp beside a window, evening', ['lamp', 'person']],
  ['A man holds a lantern to a dark window', ['lantern', 'person']],
  ['A woman can see the sea from a room', ['person']],
  ['She watches the rain from a desk', ['letter', 'person']],
  ['A quiet room', []],
])('%s shows no bottle, cup or clockwork that nobody named', (prompt, subjects) => {
  expect(readPrompt(prompt, 'story', 1).subjects).toEqual(subjects);
});

test.each([
  ['Snowy mountains before sunrise', false],
  ['A cabin under snow', false],
  ['Snow falling on a cabin', true],
  ['A blizzard in the mountains', true],
  ['A child walks in the snow', true],
])('%s: snow in the air is %s', (prompt, snowfall) => {
  expect(readPrompt(prompt, 'story', 1)).toMatchObject({ snowfall, weather: new Set(['snow']) });
});

test.each([
  ['A boat on a calm sea', 1],
  ['Sailing boats on a calm sea', 5],
  ['Eleven small sailing boats at dawn', 11],
])('%s: %d', (prompt, boats) => {
  expect(readPrompt(prompt, 'story', 1).boats).toBe(boats);
});

test('a dark forest at sunrise is no night', () => {
  expect(readPrompt('A dark pine forest before sunrise', 'story', 1).hour).toBe('dawn');
  expect(readPrompt('A dark pine forest', 'story', 1).hour).toBe('night');
});
