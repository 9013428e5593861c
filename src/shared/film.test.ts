import { expect, test } from 'vitest';
import { filmSchema, newFilm, newScene, picturePrompt } from './film.ts';

const film = (style: string) => newFilm({ title: 'Test', look: { style } });

test.each([
  ['A calm sea at dawn', 'soft grain', 'A calm sea at dawn, soft grain'],
  ['A calm sea. Gulls.', 'Soft grain.', 'A calm sea. Gulls. Soft grain.'],
  [' A calm sea ', '', 'A calm sea'],
  ['', 'soft grain', 'soft grain'],
])('prompt %o and look %o are one text', (prompt, style, text) => {
  expect(picturePrompt(film(style), newScene({ prompt }))).toBe(text);
});

test('a new film and its scenes are what the schema says', () => {
  const made = newFilm({ title: 'Test', scenes: [newScene({ title: 'One' }), newScene()] });
  expect(filmSchema.parse(made)).toEqual(made);
});
