import type { Word } from '../../shared/take.ts';

/** What the engine said while it spoke, in its order; seconds. */
export type SpeechEvent =
  | { readonly type: 'mark'; readonly token: number; readonly at: number }
  | { readonly type: 'word' | 'end'; readonly at: number };

/** The whitespace-separated tokens of a narration, exactly as captions count them. */
export const tokensOf = (text: string): string[] => text.trim().split(/\s+/).filter(Boolean);

/** The narration as SSML with a numbered mark before every token. */
export function markedNarration(tokens: readonly string[]): string {
  return tokens.map((token, index) => `<mark name="${index}"/>${escaped(token)}`).join(' ');
}

/** eSpeak NG reads plain text as SSML; control characters would end it early. */
function escaped(token: string): string {
  const readable = [...token].filter((letter) => letter >= ' ' && letter !== '\u007f').join('');
  return readable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * One timed word per token, monotone and inside `seconds`. The engine drops marks after some sentence ends (filled
 * from the first word event after the end) and gives merged function words one time (split by their letters). A word
 * ends where the next one starts.
 */
export function wordTimes(tokens: readonly string[], events: readonly SpeechEvent[], seconds: number): Word[] {
  const starts = monotone(knownStarts(tokens.length, events), seconds);
  const spread = spreadRuns(tokens, starts, seconds);
  return tokens.map((text, index) => ({ text, start: spread[index] ?? seconds, end: spread[index + 1] ?? seconds }));
}

/** Start of each token where the engine told it; null where it did not. */
function knownStarts(count: number, events: readonly SpeechEvent[]): (number | null)[] {
  const starts: (number | null)[] = Array.from({ length: count }, () => null);
  let next = 0;
  let afterEnd = false;
  const missing: number[] = [];
  for (const event of events) {
    if (event.type === 'end') afterEnd = true;
    else if (event.type === 'mark') {
      placeMissing(starts, missing.splice(0), next, event.token);
      starts[event.token] = event.at;
      next = event.token + 1;
      afterEnd = false;
    } else if (afterEnd) {
      missing.push(event.at);
      afterEnd = false;
    }
  }
  placeMissing(starts, missing, next, count);
  return starts;
}

/** Sentence starts heard between two marks belong to the last tokens of the gap that have no time. */
function placeMissing(starts: (number | null)[], heard: number[], from: number, to: number): void {
  const used = heard.slice(0, Math.max(0, to - from));
  used.forEach((at, index) => {
    starts[to - used.length + index] = at;
  });
}

/** Known times made to rise and to stay inside the length. */
function monotone(starts: readonly (number | null)[], seconds: number): (number | null)[] {
  let latest = 0;
  return starts.map((start) => {
    if (start === null) return null;
    latest = Math.min(seconds, Math.max(latest, start));
    return latest;
  });
}

/** Tokens without a time of their own share the time of the token before them, by weight. */
function spreadRuns(tokens: readonly string[], starts: readonly (number | null)[], seconds: number): number[] {
  const out: number[] = [];
  let from = 0;
  while (from < tokens.length) {
    const start = starts[from] ?? (from === 0 ? 0 : seconds);
    let to = from + 1;
    while (to < tokens.length && (starts[to] ?? start) === start) to += 1;
    const end = starts[to] ?? seconds;
    const weights = tokens.slice(from, to).map(weight);
    const total = weights.reduce((sum, value) => sum + value, 0);
    let before = 0;
    for (const value of weights) {
      out.push(start + ((end - start) * before) / total);
      before += value;
    }
    from = to;
  }
  return out;
}

/** Letters and digits are spoken; a lone dash hardly is. */
const weight = (token: string): number => 0.5 + (token.match(/[\p{L}\p{N}]/gu)?.length ?? 0);
