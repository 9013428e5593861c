import { expect, it } from 'vitest';
import { canBeDrawn, peaksOf } from './peaks.ts';

it('keeps the loudest sample of every stretch', () => {
  expect([...peaksOf(new Float32Array([0, 0.5, -0.75, 0.25, 0, 0, 2, 0]), 4)]).toEqual([0.5, 0.75, 0, 1]);
});

it('answers with silence for an empty sound', () => expect([...peaksOf(new Float32Array(0), 2)]).toEqual([0, 0]));

it('decodes no sound whole that would fill the memory', () => {
  expect(canBeDrawn(5e6, 240)).toBe(true);
  // An hour of music at 128 kbit/s is small as a file.
  expect(canBeDrawn(57e6, 3600)).toBe(false);
  expect(canBeDrawn(600e6, 60)).toBe(false);
});
