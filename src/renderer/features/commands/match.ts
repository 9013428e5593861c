/**
 * How well `text` answers a query typed into the palette: every word of the query starts a word of the text, better
 * the earlier. Null when it does not match.
 */
export function matchScore(query: string, text: string): number | null {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  let score = 0;
  for (const part of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = words.findIndex((word) => word.startsWith(part));
    if (at < 0) return null;
    score += 1 / (1 + at);
  }
  return score;
}

/** The items that match, best first; the given order decides between equals. */
export function bestMatches<T>(query: string, items: readonly T[], textOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, score: matchScore(query, textOf(item)) }))
    .filter((each): each is { item: T; score: number } => each.score !== null)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
