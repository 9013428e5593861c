import type { Aspect } from './film.ts';
import type { Word } from './take.ts';

/** A line or two of narration shown while it is spoken; seconds from the start of the narration. */
export type CaptionPart = { readonly text: string; readonly start: number; readonly end: number };

/**
 * Longest caption line for each shape of picture, in columns (most letters take one, Chinese, Japanese and Korean two).
 * 42 is the limit of most broadcasters' subtitle guides; narrower pictures get larger letters and shorter lines.
 */
export const captionColumns: Record<Aspect, number> = { '16:9': 42, '1:1': 32, '4:5': 30, '9:16': 24 };

type Piece = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A space belongs before it, unless it begins a line. */
  readonly spaced: boolean;
};

/**
 * Narration cut into captions at sentence ends; a sentence too long for two lines of `columns` is divided evenly, at
 * commas where they are near. Times come from `words` where the voice gave them (one entry per whitespace-separated word), else they
 * are shared out by the width of the text.
 */
export function captionParts(
  narration: string,
  seconds: number,
  words: readonly Word[] | null,
  columns = captionColumns['16:9'],
): CaptionPart[] {
  const tokens = tokensOf(narration);
  if (tokens.length === 0 || seconds <= 0) return [];
  const times = words && words.length === tokens.length ? words : sharedOut(tokens, 0, seconds);
  const pieces = tokens.flatMap((token, index) => breakUp(token, times[index] ?? { start: 0, end: 0 }, columns));
  const captions = groups(pieces, columns);
  return captions.map((group, index) => ({
    text: joined(group),
    start: group[0]?.start ?? 0,
    end: captions[index + 1]?.[0]?.start ?? seconds,
  }));
}

/** Text in as few lines as fit into `columns`, about equally long. A piece that cannot be broken has a line of its own. */
export function captionLines(text: string, columns: number): string[] {
  const pieces = tokensOf(text).flatMap((token) => breakUp(token, { start: 0, end: 0 }, columns));
  return pieces.length === 0 ? [] : balanced(pieces, columns).map(joined);
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const mark = /\p{M}/u;

/** Columns that a text takes: two for East Asian wide characters and emoji, none for combining marks. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += mark.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

const tokensOf = (text: string): string[] => text.trim().split(/\s+/).filter(Boolean);

function sharedOut(texts: readonly string[], from: number, to: number): { start: number; end: number }[] {
  const total = texts.reduce((sum, text) => sum + textWidth(text) + 1, 0);
  let before = 0;
  return texts.map((text) => {
    const start = from + (before / total) * (to - from);
    before += textWidth(text) + 1;
    return { start, end: from + (before / total) * (to - from) };
  });
}

const wordSegments = new Intl.Segmenter(undefined, { granularity: 'word' });
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const closing = /^[\p{Pe}\p{Pf}\p{Po}]+$/u;

/** A token wider than half a line (Chinese has no spaces; some words are very long) becomes several pieces. */
function breakUp(token: string, time: { start: number; end: number }, columns: number): Piece[] {
  if (textWidth(token) <= columns / 2) return [{ text: token, start: time.start, end: time.end, spaced: true }];
  const texts: string[] = [];
  for (const { segment } of wordSegments.segment(token)) {
    const last = texts.length - 1;
    // Punctuation stays with what it follows.
    if (last >= 0 && closing.test(segment)) texts[last] += segment;
    else texts.push(...(textWidth(segment) > columns ? chopped(segment, columns) : [segment]));
  }
  const times = sharedOut(texts, time.start, time.end);
  return texts.map((text, index) => ({
    text,
    start: times[index]?.start ?? time.start,
    end: times[index]?.end ?? time.end,
    spaced: index === 0,
  }));
}

function chopped(word: string, columns: number): string[] {
  const out = [''];
  for (const { segment } of characters.segment(word)) {
    const last = out.length - 1;
    if (textWidth(out[last] + segment) > columns) out.push(segment);
    else out[last] += segment;
  }
  return out;
}

const joined = (pieces: readonly Piece[]): string =>
  pieces.map((piece, index) => (index > 0 && piece.spaced ? ` ${piece.text}` : piece.text)).join('');

/** As few lines as fit, and of those the ones whose longest is shortest. */
function balanced(pieces: readonly Piece[], columns: number): Piece[][] {
  const fewest = filled(pieces, columns);
  let [low, high] = [1, columns];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (filled(pieces, middle).length <= fewest.length) high = middle;
    else low = middle + 1;
  }
  return filled(pieces, high);
}

/** Lines filled from the first on, none longer than `columns` unless it is one piece. */
function filled(pieces: readonly Piece[], columns: number): Piece[][] {
  const lines: Piece[][] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last && textWidth(joined([...last, piece])) <= columns) last.push(piece);
    else lines.push([piece]);
  }
  return lines;
}

const fits = (pieces: readonly Piece[], columns: number): boolean => filled(pieces, columns).length <= 2;

function groups(pieces: readonly Piece[], columns: number): Piece[][] {
  return sentences(pieces).flatMap((sentence) => divided(sentence, columns));
}

const sentenceEnd = /[.!?…。！？]["'”’»)]*$/u;
const commaEnd = /[,;:—–、，；：]$/u;

function sentences(pieces: readonly Piece[]): Piece[][] {
  const out: Piece[][] = [[]];
  for (const piece of pieces) {
    out.at(-1)?.push(piece);
    if (sentenceEnd.test(piece.text)) out.push([]);
  }
  return out.filter((sentence) => sentence.length > 0);
}

/** How much more uneven two parts may be when the break between them falls on a comma. */
const commaWorth = 0.45;

/** A sentence in captions of about equal length, so that no single word is left over for the last one. */
function divided(sentence: readonly Piece[], columns: number): Piece[][] {
  if (fits(sentence, columns)) return [[...sentence]];
  const widths = sentence.map((piece) => textWidth(piece.text) + (piece.spaced ? 1 : 0));
  const total = widths.reduce((sum, width) => sum + width, 0);
  let left = 0;
  let best = { at: 1, cost: Number.POSITIVE_INFINITY };
  for (let at = 1; at < sentence.length; at += 1) {
    left += widths[at - 1] ?? 0;
    const comma = commaEnd.test(sentence[at - 1]?.text ?? '') ? commaWorth : 0;
    const cost = Math.abs(total - 2 * left) / total - comma;
    if (cost < best.cost) best = { at, cost };
  }
  return [...divided(sentence.slice(0, best.at), columns), ...divided(sentence.slice(best.at), columns)];
}
