import type { Word } from './take.ts';

/** A line or two of narration shown while it is spoken; seconds from the start of the narration. */
export type CaptionPart = { readonly text: string; readonly start: number; readonly end: number };

/** Longest caption, in characters: two lines of 42, the limit of most broadcasters' subtitle guides. */
const longestCaption = 84;

/**
 * Narration cut into captions at sentence ends, then at commas, then between words, none longer than two lines.
 * Times come from `words` where the voice gave them (one entry per whitespace-separated word), else they are shared
 * out by the number of characters.
 */
export function captionParts(narration: string, seconds: number, words: readonly Word[] | null): CaptionPart[] {
  const tokens = narration.trim().split(/\s+/).filter(Boolean);
  if (tokens.length === 0 || seconds <= 0) return [];
  const times = words && words.length === tokens.length ? words : sharedOut(tokens, seconds);
  return groups(tokens).map(([from, to]) => ({
    text: tokens.slice(from, to).join(' '),
    start: times[from]?.start ?? 0,
    end: to < tokens.length ? (times[to]?.start ?? seconds) : seconds,
  }));
}

function sharedOut(tokens: readonly string[], seconds: number): { start: number; end: number }[] {
  const total = tokens.reduce((sum, token) => sum + token.length + 1, 0);
  let before = 0;
  return tokens.map((token) => {
    const start = (before / total) * seconds;
    before += token.length + 1;
    return { start, end: (before / total) * seconds };
  });
}

/** Half-open token ranges, one per caption. */
function groups(tokens: readonly string[]): [number, number][] {
  const out: [number, number][] = [];
  let from = 0;
  while (from < tokens.length) {
    const to = endOfCaption(tokens, from);
    out.push([from, to]);
    from = to;
  }
  return out;
}

function endOfCaption(tokens: readonly string[], from: number): number {
  let length = -1;
  let fits = from;
  let comma = 0;
  while (fits < tokens.length) {
    const token = tokens[fits] ?? '';
    length += token.length + 1;
    if (length > longestCaption && fits > from) return comma || fits;
    fits += 1;
    if (/[.!?…。！？]["'”’)]*$/.test(token)) return fits;
    if (/[,;:—–]$/.test(token) && length > longestCaption / 2) comma = fits;
  }
  return fits;
}
