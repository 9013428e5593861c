import type { CaptionWeight } from './caption-style.ts';

/**
 * A bundled font in the terms of libass. Every run of a caption names its font, so that libass never asks for the
 * machine's own, and a film looks the same on every machine. See docs/fonts.md for where they come from.
 */
export type AssFont = {
  /** Family without the weight: libass finds `Circle Arabic SemiBold`. */
  readonly family: string;
  /** Files in resources/fonts by weight, the usual one first. */
  readonly files: Partial<Record<CaptionWeight, string>>;
  /** libass counts a font's size from ascent to descent; this many em. */
  readonly sizeOfEm: number;
  /** Letters that it is there for; null is everything that no other font draws. */
  readonly letters: RegExp | null;
  /** What it draws besides, so that a full stop stands in the font of its sentence. */
  readonly common: RegExp;
};

/** Whitespace, ASCII without letters, marks, general punctuation: `COMMON` in scripts/make-fonts.py. */
const withPunctuation = /[\s!-@[-`{-~«·»\u200c-\u200f\u2010-\u2026\p{M}]/u;

const circle = (script: string, sizeOfEm: number, letters: RegExp): AssFont => ({
  family: `Circle ${script}`,
  files: { SemiBold: `Circle${script}-SemiBold.ttf`, ExtraBold: `Circle${script}-ExtraBold.ttf` },
  sizeOfEm,
  letters,
  common: withPunctuation,
});

/** Inter, for Latin, Greek, Cyrillic, and whatever belongs to no script. */
export const latin: AssFont = {
  family: 'Circle Latin',
  files: {
    SemiBold: 'CircleLatin-SemiBold.ttf',
    Medium: 'CircleLatin-Medium.ttf',
    ExtraBold: 'CircleLatin-ExtraBold.ttf',
  },
  sizeOfEm: 1.25,
  letters: null,
  common: /./su,
};

export const assFonts: readonly AssFont[] = [
  latin,
  circle('Arabic', 1.42, /\p{scx=Arab}/u),
  circle('Hebrew', 1.25, /\p{scx=Hebr}/u),
  circle('Devanagari', 1.42, /\p{scx=Deva}/u),
  circle('Bengali', 1.42, /\p{scx=Beng}/u),
  circle('Tamil', 1.329, /\p{scx=Taml}/u),
  circle('Thai', 1.45, /\p{scx=Thai}/u),
  {
    family: 'Circle CJK',
    files: { Bold: 'CircleCJK-Bold.otf' },
    sizeOfEm: 1.29,
    letters: /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\u3000-\u303f\uff01-\uffee]/u,
    common: /[\s·—…‘’“”\p{M}]/u,
  },
];

/** The font's file nearest to a weight: exactly it, else the font's usual one. */
export function fontFile(
  font: AssFont,
  weight: CaptionWeight,
): { readonly weight: CaptionWeight; readonly file: string } {
  const [usual] = Object.entries(font.files) as [CaptionWeight, string][];
  const file = font.files[weight];
  if (file !== undefined) return { weight, file };
  if (!usual) throw new TypeError(`${font.family} has no files.`);
  return { weight: usual[0], file: usual[1] };
}

const latinLetter = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

export type FontRun = { readonly font: AssFont; readonly text: string };

/** Text in runs of one font each. What belongs to no script stays with the letters before it, else with those after it. */
export function fontRuns(text: string): FontRun[] {
  const runs: { font: AssFont; text: string }[] = [];
  let font = firstFont(text);
  for (const character of text) {
    font = fontAfter(font, character);
    const last = runs.at(-1);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

const ownFont = (character: string): AssFont | undefined => assFonts.find((font) => font.letters?.test(character));

function firstFont(text: string): AssFont {
  for (const character of text) {
    if (latinLetter.test(character)) return latin;
    const own = ownFont(character);
    if (own) return own;
  }
  return latin;
}

function fontAfter(font: AssFont, character: string): AssFont {
  if (font.letters?.test(character)) return font;
  const own = ownFont(character);
  if (own) return own;
  return font.common.test(character) && !latinLetter.test(character) ? font : latin;
}

/** Files in resources/fonts of all fonts that an ASS script of ours names, each once. */
export function fontFilesOf(script: string): string[] {
  const named = [...script.matchAll(/\\fn([^\\}]+)|^Style: [^,]+,([^,]+),/gm)].map((match) => match[1] ?? match[2]);
  const files = assFonts.flatMap((font) =>
    Object.entries(font.files).filter(([weight]) => named.includes(`${font.family} ${weight}`)),
  );
  return files.map(([, file]) => file);
}
