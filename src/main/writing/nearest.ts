/** The name closest to a misspelt one, or null when none is close (at most a third of its letters wrong). */
export function nearest(word: string, names: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  const ranked = names.map((name) => ({ name, away: distance(wanted, name.toLowerCase()) }));
  const best = ranked.reduce((a, b) => (b.away < a.away ? b : a), { name: '', away: Number.POSITIVE_INFINITY });
  return best.away <= Math.max(1, Math.ceil(wanted.length / 3)) ? best.name : null;
}

/** Levenshtein distance: single-letter insertions, deletions and replacements. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
