import { expect, test } from 'vitest';
import { markedNarration, type SpeechEvent, tokensOf, wordTimes } from './word-times.ts';

const mark = (token: number, at: number): SpeechEvent => ({ type: 'mark', token, at });
const word = (at: number): SpeechEvent => ({ type: 'word', at });
const end = (at: number): SpeechEvent => ({ type: 'end', at });
const startsOf = (tokens: string[], events: SpeechEvent[], seconds: number) =>
  wordTimes(tokens, events, seconds).map(({ start }) => Number(start.toFixed(3)));

test('tokens are what captions count', () => {
  expect(tokensOf('  One — "two"\n\tthree & four. ')).toEqual(['One', '—', '"two"', 'three', '&', 'four.']);
});

test('markup in the narration is spoken, not obeyed', () => {
  expect(markedNarration(['a<b>', 'R&D', 'x\u0000y'])).toBe(
    '<mark name="0"/>a&lt;b&gt; <mark name="1"/>R&amp;D <mark name="2"/>xy',
  );
});

test('a word starts at its mark and ends where the next starts', () => {
  expect(wordTimes(['One', 'two'], [mark(0, 0), word(0), mark(1, 0.4), word(0.4), end(1)], 1)).toEqual([
    { text: 'One', start: 0, end: 0.4 },
    { text: 'two', start: 0.4, end: 1 },
  ]);
});

test('merged words share their time by letters', () => {
  const starts = startsOf(['at', 'first', 'light'], [mark(0, 0), mark(1, 0), mark(2, 1)], 2);
  expect(starts[1]).toBeCloseTo(2.5 / 8, 2);
});

test('a mark lost after a sentence end is found again in the words', () => {
  const events = [mark(0, 0), word(0), end(1), word(1), mark(2, 1.3), word(1.3), end(2)];
  expect(startsOf(['in.', 'It', 'costs'], events, 2)).toEqual([0, 1, 1.3]);
});

test('an extra sentence inside one token moves nothing', () => {
  const events = [mark(0, 0), word(0), end(0.5), word(0.6), mark(1, 1), word(1)];
  expect(startsOf(['Dr.Who', 'came'], events, 2)).toEqual([0, 1]);
});

test('times never run back nor out of the sound', () => {
  const events = [mark(0, 0.2), mark(1, 0.1), mark(2, 9)];
  const words = wordTimes(['a', 'b', 'c'], events, 1);
  for (const [index, { start, end: stop }] of words.entries()) {
    expect(stop).toBeGreaterThanOrEqual(start);
    expect(start).toBeGreaterThanOrEqual(words[index - 1]?.end ?? 0);
    expect(stop).toBeLessThanOrEqual(1);
  }
});

test('without any events the tokens still share the sound', () => {
  expect(startsOf(['aaaa', 'bbbb'], [], 2)).toEqual([0, 1]);
});
