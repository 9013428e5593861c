import { expect, test } from 'vitest';
import { findingText, modeText } from './verdict-text.ts';

const contestants = (...generators: (string | null)[]) =>
  generators.map((generator, index) => ({
    takeId: `tk_${index}`,
    generator,
    vendor: generator,
    micros: 0,
    seconds: 5,
  }));
const nameOf = (id: string) => id.toUpperCase();

test.each([
  [contestants('a', 'b'), ['tk_1'], 'B over A'],
  [contestants('a', 'b', 'c'), ['tk_0'], 'A over B and C'],
  [contestants('a', 'b', 'c', 'd', 'e', 'f'), ['tk_0'], 'A over B, C, D and 2 others'],
  [contestants('a', 'b', 'c', 'd', 'e'), ['tk_0'], 'A over B, C, D and E'],
  [contestants('a', 'b', 'c'), ['tk_0', 'tk_2'], 'A and C as good, over B'],
  [contestants('a', 'b'), ['tk_0', 'tk_1'], 'A and B as good'],
  [contestants('a', null), [], 'All bad: A and Imported take'],
  [contestants('a', 'a'), ['tk_1'], 'A (2) over A'],
])('says who was better than whom: %#', (who, best, text) => {
  expect(findingText({ contestants: who, best }, nameOf)).toBe(text);
});

test.each([
  ['duel', true, 'blind duel'],
  ['pick', true, 'picked blind'],
  ['circle', false, 'circled on an open wall'],
] as const)('a %s (blind: %s) is called %s', (mode, blind, text) => {
  expect(modeText({ mode, blind })).toBe(text);
});
