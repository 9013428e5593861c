import { expect, test } from 'vitest';
import { newScene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import type { TakeView } from '../../../shared/take.ts';
import { takeCost, takeOrigin, voiceNote } from './take-facts.ts';

const generators = [
  { id: 'kling', name: 'Kling 3.0', vendor: 'piapi', vendorName: 'PiAPI' },
  { id: 'sketch', name: 'Sketch', vendor: 'sketch', vendorName: 'Sketch' },
] as GeneratorView[];
const take = (generator: string, more: object = {}) =>
  ({
    number: 3,
    origin: { kind: 'generated', generator },
    cost: { micros: 240_000 },
    tookMs: 41_200,
    ...more,
  }) as TakeView;

test('says which take it is and who made it', () => {
  expect(takeOrigin(take('kling'), 4, generators)).toBe('Take 3 of 4 · Kling 3.0 via PiAPI');
  expect(takeOrigin(take('sketch'), 3, generators)).toBe('Take 3 of 3 · Sketch');
  expect(takeOrigin(take('gone'), 3, generators)).toBe('Take 3 of 3 · gone');
});

test('says what it cost and how long it took', () => {
  expect(takeCost(take('kling'))).toBe('$0.24 · 41 s');
  expect(takeCost(take('sketch', { cost: { micros: 0 }, tookMs: 90 }))).toBe('free · 1 s');
  expect(takeCost(take('kling', { tookMs: 124_000 }))).toBe('$0.24 · 2:04');
  expect(takeCost(take('', { origin: { kind: 'imported', originalName: 'sea.png' } }))).toBe('imported');
});

test('a voice take says who spoke, unless its words have changed or its file is gone', () => {
  const scene = newScene({ narration: ' Every night at seven. ' });
  const spoken = (prompt: string, more: object = {}) =>
    voiceNote(take('sketch', { prompt, ...more }), scene, generators);
  expect(spoken('Every night at seven.')).toEqual({ text: 'Sketch', tone: 'calm' });
  expect(spoken('Every night at six.').tone).toBe('warn');
  expect(spoken('Every night at six.', { problem: { message: 'The file is gone.' } }).tone).toBe('bad');
});
