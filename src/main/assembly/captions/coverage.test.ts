import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { assFonts } from '../../../shared/ass-fonts.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { fontCharacters } from './cmap.ts';
import { undrawable } from './coverage.ts';

const fontsDir = resolve(import.meta.dirname, '../../../../resources/fonts');
const readFont = async (file: string): Promise<Set<number>> => fontCharacters(await readFile(join(fontsDir, file)));
const has = (characters: ReadonlySet<number>, text: string): string =>
  [...text].filter((character) => characters.has(character.codePointAt(0) ?? 0)).join('');

test('the characters of a font, from both formats of the table', async () => {
  const latin = await readFont('CircleLatin-SemiBold.ttf');
  expect(has(latin, 'Aé→žЖΩ夜ا')).toBe('Aé→žЖΩ');
  expect(has(await readFont('CircleArabic-SemiBold.ttf'), 'ا١،.夜')).toBe('ا١،.');
  expect(has(await readFont('CircleCJK-Bold.otf'), '夜가ぬ。我們图A')).toBe('夜가ぬ。我們图');
});

test('weights of one family draw the same characters, and every file named is there', async () => {
  const files = await readdir(fontsDir);
  for (const { files: own } of assFonts) {
    const sets = await Promise.all(Object.values(own).map(readFont));
    for (const set of sets) expect(set.size).toBe(sets[0]?.size);
    for (const file of Object.values(own)) expect(files).toContain(file);
  }
});

test('format 12 reaches beyond the BMP', () => {
  // A font of one table with one group: U+1F600 to U+1F602, the first of which has no glyph.
  const words = [0x00010000, 0x00010000, 0x00000000, 0x636d6170, 0, 28, 44];
  const cmap = [0x00000001, 0x0003000a, 12, 0x000c0000, 28, 0, 1, 0x1f600, 0x1f602, 0];
  const bytes = new DataView(new ArrayBuffer(4 * (words.length + cmap.length)));
  [...words, ...cmap].forEach((word, index) => {
    bytes.setUint32(4 * index, word);
  });
  expect([...fontCharacters(new Uint8Array(bytes.buffer))]).toEqual([0x1f601, 0x1f602]);
});

test('what is no font is damaged', () => {
  for (const bytes of [new Uint8Array(3), new Uint8Array(200), new TextEncoder().encode('<html>not a font at all')])
    expect(() => fontCharacters(bytes)).toThrow(expect.objectContaining({ code: 'damaged' }));
});

test('tells what fonts lack, by scene and place; emoji count', async () => {
  const fine = newScene({
    narration:
      'Größe, naïve, Привет, Ελλάδα, Việt Nam — “ok” 100 % © ™ → मंगलवार স্ত্রী தமிழ் ภาษาไทย مرحبا עברית 日本語 한국어 中文 繁體。',
  });
  const odd = newScene({
    narration: 'Wow 🎬 and ᚠ, ქართული\nagain 🎬\u200b',
    titles: [{ text: 'ܐ one', place: 'top', from: 0, seconds: null }],
  });
  const film = newFilm({ title: 'Test', scenes: [fine, odd] });
  const found = await undrawable(film, fontsDir);
  expect(found.map(({ sceneId, where }) => [sceneId, where])).toEqual([
    [odd.id, 'narration'],
    [odd.id, 'title'],
  ]);
  expect(found[0]?.characters.slice(0, 2)).toEqual(['🎬', 'ᚠ']);
  expect(found[1]?.characters).toEqual(['ܐ']);
  const silent = { ...film, captions: { ...film.captions, on: false } };
  expect((await undrawable(silent, fontsDir)).map(({ where }) => where)).toEqual(['title']);
});
