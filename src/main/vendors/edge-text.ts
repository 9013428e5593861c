import { type SpeechEvent, tokensOf } from '../speech/word-times.ts';
import { escaped, type SpokenWord } from './edge-protocol.ts';

/** A part of a narration, and where it starts in it: a number of UTF-16 units. */
export type TextPart = { readonly text: string; readonly start: number };

/** One request takes about 4096 bytes of text. */
const mostBytes = 3500;

const bytesOf = (text: string): number => Buffer.byteLength(escaped(text));

/** A narration in parts that one request takes each: whole sentences where they fit, else words, else letters. */
export function splitText(text: string, most = mostBytes): TextPart[] {
  const parts: { text: string; start: number }[] = [];
  for (const piece of piecesOf(text, most, ['sentence', 'word', 'grapheme'])) {
    const last = parts.at(-1);
    if (last && bytesOf(last.text + piece.text) <= most) last.text += piece.text;
    else parts.push({ ...piece });
  }
  return parts.filter((part) => /[\p{L}\p{N}]/u.test(part.text));
}

type Granularity = NonNullable<Intl.SegmenterOptions['granularity']>;

function piecesOf(text: string, most: number, [by, ...finer]: readonly Granularity[]): TextPart[] {
  if (by === undefined) return [{ text, start: 0 }];
  const segments = [...new Intl.Segmenter(undefined, { granularity: by }).segment(text)];
  return segments.flatMap(({ segment, index }) => {
    if (bytesOf(segment) <= most) return [{ text: segment, start: index }];
    return piecesOf(segment, most, finer).map((piece) => ({ ...piece, start: piece.start + index }));
  });
}

/**
 * When each token of the narration begins, as far as the service said so: its words are without punctuation, and it may
 * read one token as several words or the other way round. `from` is where to look for the first.
 */
export function marksOf(narration: string, words: readonly SpokenWord[], from: number): SpeechEvent[] {
  const starts = tokenStarts(narration);
  const marked = new Set<number>();
  let cursor = from;
  return words.flatMap(({ text, at }) => {
    const found = narration.indexOf(text, cursor);
    if (text === '' || found < 0) return [];
    cursor = found + text.length;
    const token = starts.findLastIndex((start) => start <= found);
    if (token < 0 || marked.has(token)) return [];
    marked.add(token);
    return [{ type: 'mark' as const, token, at }];
  });
}

function tokenStarts(narration: string): number[] {
  let cursor = 0;
  return tokensOf(narration).map((token) => {
    const start = narration.indexOf(token, cursor);
    cursor = start + token.length;
    return start;
  });
}
