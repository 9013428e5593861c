import { fontFile, fontRuns } from './ass-fonts.ts';
import type { CaptionWeight } from './caption-style.ts';

const pictograph =
  /(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f)(?:\ufe0f|\u200d|\p{Emoji_Modifier}|\p{Extended_Pictographic}|[\u{e0020}-\u{e007f}])*/gu;
/** Controls, variation selectors, keycaps, zero-width spaces: nothing to see, and some fonts draw a box for them. */
const invisible = /\p{Cc}|[\u00ad\u200b\u2060-\u2064]|\u034f|\u20e3|\p{Variation_Selector}|[\u{e0000}-\u{e0fff}]/gu;

/**
 * What can be in the film: one line, composed letters, no emoji, which libass shows as empty boxes (it draws no colour
 * fonts). Joiners stay, since Arabic and Indic scripts are spelt with them.
 */
export function writable(text: string): string {
  const seen = text
    .normalize('NFC')
    .replace(pictograph, '')
    .replace(/\ufeff/g, '');
  return seen.replace(/\s+/g, ' ').replace(invisible, '').trim();
}

/** The emoji of a text, each once. */
export function emojiIn(text: string): string[] {
  return [...new Set(text.match(pictograph) ?? [])];
}

/**
 * Text that libass shows as it is written. Braces open style commands and a backslash starts one; libass knows `\{` and
 * `\}` but no escape for the backslash itself, so an invisible word joiner after it keeps it from being read.
 * https://github.com/libass/libass/wiki/ASSv5-Override-Tags
 */
export function escapeText(text: string): string {
  return text.replace(/\\/g, '\\\u2060').replace(/[{}]/g, '\\$&').replace(/\s+/g, ' ');
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const letter = /\p{L}/u;

/** Whether a text runs from right to left: what its first letter does. */
export function isRightToLeft(text: string): boolean {
  for (const character of text) if (letter.test(character)) return rightToLeft.test(character);
  return false;
}

export type Setting = { readonly weight: CaptionWeight; readonly em: number };

/**
 * Lines as one ASS text: fonts by run, and before each line an invisible mark with the direction of the whole, because
 * libass settles the direction of every line by its first letter.
 */
export function setLines(lines: readonly string[], { weight, em }: Setting): string {
  const mark = isRightToLeft(lines.join(' ')) ? '\u200f' : '\u200e';
  const bidirectional = lines.some((line) => rightToLeft.test(line));
  let name = '';
  return lines
    .map((line) => {
      const runs = fontRuns(line).map(({ font, text }, index) => {
        const wanted = `${font.family} ${fontFile(font, weight).weight}`;
        const change = wanted === name ? '' : `{\\fn${wanted}\\fs${(em * font.sizeOfEm).toFixed(2)}}`;
        name = wanted;
        return `${change}${index === 0 && bidirectional ? mark : ''}${escapeText(text)}`;
      });
      return runs.join('');
    })
    .join('\\N');
}
