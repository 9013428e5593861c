import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AssFont, fontFile, fontRuns } from '../../../shared/ass-fonts.ts';
import { emojiIn, writable } from '../../../shared/ass-text.ts';
import { captionStyleOf } from '../../../shared/caption-style.ts';
import type { Undrawable } from '../../../shared/coverage.ts';
import type { Film } from '../../../shared/film.ts';
import { fontCharacters } from './cmap.ts';

/**
 * What the captions and titles of a film cannot show, scene by scene: characters that the bundled fonts lack, and
 * emoji, which are left out of the picture. Narration counts where captions are on. Throws `damaged`, and what reading
 * the fonts throws.
 */
export async function undrawable(film: Film, fontsDir: string): Promise<Undrawable[]> {
  const characters = fontReader(fontsDir);
  const found: Undrawable[] = [];
  for (const scene of film.scenes) {
    const titles = scene.titles.map(({ text }) => text).join('\n');
    const texts = [
      ...(film.captions.on ? [{ where: 'narration' as const, text: scene.narration }] : []),
      { where: 'title' as const, text: titles },
    ];
    for (const { where, text } of texts) {
      const missing = await missingIn(text, film, characters);
      if (missing.length > 0) found.push({ sceneId: scene.id, where, characters: missing });
    }
  }
  return found;
}

type FontReader = (font: AssFont) => Promise<ReadonlySet<number>>;

/** Fonts are read when they are needed, once. The weights of a family draw the same characters. */
function fontReader(fontsDir: string): FontReader {
  const known = new Map<AssFont, Promise<ReadonlySet<number>>>();
  return (font) => {
    const read = async () => fontCharacters(await readFile(join(fontsDir, fontFile(font, 'SemiBold').file)));
    const characters = known.get(font) ?? read();
    known.set(font, characters);
    return characters;
  };
}

/** Nothing is drawn for these, whether the font has them or not. */
const unseen = /[\s\p{Default_Ignorable_Code_Point}]/u;

async function missingIn(text: string, film: Film, characters: FontReader): Promise<string[]> {
  const missing = new Set(emojiIn(text));
  const written = writable(text);
  const shown = captionStyleOf[film.captions.style].upper ? written.toUpperCase() : written;
  for (const { font, text: run } of fontRuns(shown)) {
    const drawn = await characters(font);
    for (const character of run)
      if (!unseen.test(character) && !drawn.has(character.codePointAt(0) ?? 0)) missing.add(character);
  }
  return [...missing];
}
