import { expect, test } from 'vitest';
import { newFilm, newScene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import type { TakeView } from '../../../shared/take.ts';
import { findingsNote, findingsOf, takeCost, takeOrigin, voiceNote } from './take-facts.ts';

const generators = [
  { id: 'kling', name: 'Kling 3.0', vendor: 'piapi', vendorName: 'PiAPI' },
  { id: 'sketch', name: 'Sketch', vendor: 'sketch', vendorName: 'Sketch' },
] as GeneratorView[];
const film = newFilm({ title: 'Keeper' });
const take = (generator: string, more: object = {}) =>
  ({
    number: 3,
    remarks: [] as TakeView['remarks'],
    role: 'voice',
    inputsDigest: null,
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
    voiceNote(film, scene, take('sketch', { sceneId: scene.id, prompt, ...more }), generators);
  expect(spoken('Every night at seven.')).toEqual({ text: 'Sketch', tone: 'calm' });
  expect(spoken('Every night at six.').tone).toBe('warn');
  expect(spoken('Every night at six.', { problem: { message: 'The file is gone.' } }).tone).toBe('bad');
});

const gap = { code: 'silent', text: 'a gap of 3.0 s', severe: false };
const frozen = { code: 'frozen', text: 'frozen for 5.0 s', severe: true };

test('findings are calm, and bad where a rule fails the take', () => {
  expect(findingsNote(take('kling'))).toBeNull();
  expect(findingsOf(take('kling', { remarks: [gap, frozen] })).map(({ tone }) => tone)).toEqual(['bad', 'calm']);
  expect(findingsNote(take('kling', { remarks: [gap] }))).toEqual({ text: 'a gap of 3.0 s', tone: 'calm' });
  expect(findingsNote(take('kling', { remarks: [gap, frozen] }))).toEqual({
    text: 'frozen for 5.0 s, a gap of 3.0 s, not used unless circled',
    tone: 'bad',
  });
});

test('a voice take says what was found in it', () => {
  const scene = newScene({ narration: 'Hello' });
  const note = (more: object) =>
    voiceNote(film, scene, take('sketch', { sceneId: scene.id, prompt: 'Hello', ...more }), generators);
  expect(note({ remarks: [gap] })).toEqual({ text: 'Sketch · a gap of 3.0 s', tone: 'calm' });
  expect(note({ remarks: [{ ...gap, severe: true }] }).tone).toBe('bad');
  expect(note({ prompt: 'Bye', remarks: [gap] })).toEqual({ text: 'Changed since', tone: 'warn' });
});
