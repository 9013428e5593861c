import { expect, test } from 'vitest';
import { bestMatches, matchScore } from './match.ts';

test('every word of the query starts a word of the text', () => {
  expect(matchScore('dup sc', 'Duplicate scene')).not.toBeNull();
  expect(matchScore('plicate', 'Duplicate scene')).toBeNull();
  expect(matchScore('', 'Anything')).toBe(0);
});

test('earlier words are better answers, and order decides between equals', () => {
  const commands = ['Add scene', 'Scene settings', 'Delete scene'];
  expect(bestMatches('scene', commands, (each) => each)).toEqual(['Scene settings', 'Add scene', 'Delete scene']);
});
