import { expect, test } from 'vitest';
import { polish } from './polish.ts';

const sampleRate = 1000;
const tone = (length: number, amplitude: number) =>
  Int16Array.from({ length }, (_, index) => Math.round(amplitude * Math.sin(index)));
const padded = (before: number, sound: Int16Array, after: number) =>
  Int16Array.from([...new Int16Array(before), ...sound, ...new Int16Array(after)]);

test('silence goes and the words move along', () => {
  const pcm = padded(500, tone(1000, 8000), 800);
  const words = [
    { text: 'one', start: 0.5, end: 1 },
    { text: 'two', start: 1, end: 2.3 },
  ];
  const polished = polish({ pcm, sampleRate, words });
  expect(polished.pcm.length).toBeGreaterThan(1150);
  expect(polished.pcm.length).toBeLessThanOrEqual(1180);
  expect(polished.words[0]?.start).toBeCloseTo(0.03, 2);
  expect(polished.words[1]?.start).toBeCloseTo(0.53, 2);
  expect(polished.words[1]?.end).toBe(polished.pcm.length / sampleRate);
});

test.each([200, 3000, 30000])('a tone of %i comes out at -20 dBFS', (amplitude) => {
  const { pcm } = polish({ pcm: tone(5000, amplitude), sampleRate, words: [] });
  const rms = Math.sqrt(pcm.reduce((sum, sample) => sum + sample * sample, 0) / pcm.length) / 32768;
  expect(20 * Math.log10(rms)).toBeCloseTo(-20, 0);
});

test('a click is not pushed into clipping', () => {
  const pcm = tone(5000, 100);
  pcm[2500] = 20000;
  expect(Math.max(...polish({ pcm, sampleRate, words: [] }).pcm)).toBeLessThanOrEqual(29300);
});

test('silence stays silence', () => {
  const speech = { pcm: new Int16Array(100), sampleRate, words: [] };
  expect(polish(speech)).toBe(speech);
});
