import { expect, test } from 'vitest';
import { captionColumns, captionLines, captionParts, textWidth } from './captions.ts';

const texts = (narration: string, columns?: number): string[] =>
  captionParts(narration, 10, null, columns).map((part) => part.text);

test.each<[string, number, string[]]>([
  ['', 42, []],
  ['   \n ', 42, []],
  ['Hi.', 42, ['Hi.']],
  ['One. Two! Three?', 42, ['One.', 'Two!', 'Three?']],
  ['She said "no." Then left.', 42, ['She said "no."', 'Then left.']],
  [
    'Nobody noticed the boat until it had already reached the middle of the water, turning slowly in the current.',
    42,
    ['Nobody noticed the boat until it had already reached the middle of the water,', 'turning slowly in the current.'],
  ],
  ['The boat was painted blue, and it carried no name.', 24, ['The boat was painted blue,', 'and it carried no name.']],
  [
    '夜明けの光がゆっくりと丘を越えて、町全体はまだ眠っている。',
    42,
    ['夜明けの光がゆっくりと丘を越えて、町全体はまだ眠っている。'],
  ],
  ['今天天气很好。我们走吧。', 42, ['今天天气很好。', '我们走吧。']],
])('%j in %i columns', (narration, columns, expected) => {
  expect(texts(narration, columns)).toEqual(expected);
});

const long = `${'Every storyboard starts like this with one picture and a sentence to say what happens next in it '.repeat(6)}end`;

test.each(Object.entries(captionColumns))('no caption is wider than two lines at %s', (_, columns) => {
  for (const narration of [long, '夜明けの光がゆっくりと丘を越えて町全体はまだ眠っている'.repeat(5), 'x'.repeat(300)]) {
    for (const text of texts(narration, columns)) {
      const lines = captionLines(text, columns);
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
    }
  }
});

test('nothing is lost and nothing is said twice', () => {
  expect(texts(long, 24).join(' ')).toBe(long);
  expect(texts('あ'.repeat(200), 24).join('')).toBe('あ'.repeat(200));
});

test('without word times, parts share the narration by their width and leave no gap', () => {
  const parts = captionParts('One two. Three four five six.', 6, null);
  expect(parts[0]?.start).toBe(0);
  expect(parts.at(-1)?.end).toBe(6);
  expect(parts[0]?.end).toBe(parts[1]?.start);
  expect(parts[0]?.end).toBeCloseTo((9 / 30) * 6, 5);
});

test('word times win where there is one for each word', () => {
  const words = ['One.', 'Two', 'three.'].map((text, index) => ({ text, start: index + 0.5, end: index + 0.9 }));
  expect(captionParts('One. Two three.', 5, words)).toEqual([
    { text: 'One.', start: 0.5, end: 1.5 },
    { text: 'Two three.', start: 1.5, end: 5 },
  ]);
  expect(captionParts('One. Two three four.', 4, words)[0]?.start).toBe(0);
});

test.each([
  ['short', 42, ['short']],
  [
    'The morning light comes slowly over the hills today',
    42,
    ['The morning light comes', 'slowly over the hills today'],
  ],
  ['a'.repeat(50), 42, ['a'.repeat(42), 'a'.repeat(8)]],
  ['', 42, []],
])('lines of %j', (text, columns, lines) => {
  expect(captionLines(text, columns)).toEqual(lines);
});

test.each([
  ['abc', 3],
  ['é', 1],
  ['e\u0301', 1],
  ['夜', 2],
  ['한국', 4],
])('%s takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test('a long sentence is divided evenly, and no word is left over', () => {
  const texts = (narration: string) => captionParts(narration, 8, null).map((part) => part.text);
  expect(
    texts('At the edge of the map stood a lighthouse, and in it lived a man who had never missed a night.'),
  ).toEqual(['At the edge of the map stood a lighthouse,', 'and in it lived a man who had never missed a night.']);
  const even = texts(
    'The quick brown fox jumps over the lazy dog and runs into the dark forest with no moon at all tonight',
  );
  expect(even).toHaveLength(2);
  expect(Math.abs((even[0]?.length ?? 0) - (even[1]?.length ?? 0))).toBeLessThan(12);
});
