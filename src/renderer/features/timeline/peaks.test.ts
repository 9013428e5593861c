import { expect, it } from 'vitest';
import { peaksOf } from './peaks.ts';

it('keeps the loudest sample of every stretch', () => {
  expect([...peaksOf(new Float32Array([0, 0.5, -0.75, 0.25, 0, 0, 2, 0]), 4)]).toEqual([0.5, 0.75, 0, 1]);
});

it('answers with silence for an empty sound', () => expect([...peaksOf(new Float32Array(0), 2)]).toEqual([0, 0]));
