import { shuffled } from '../verdicts/blind.ts';

/** Keys in the order of their letters, by hand, for as long as the window is open. */
const hands = new Map<string, readonly string[]>();

/**
 * The order in which keys get letters: chance deals them to all that are there at first, whoever comes later gets the next
 * ones, and those who have gone keep theirs. So no letter ever passes from one take to another.
 */
export function dealt(hand: string, keys: readonly string[], seed: number): readonly string[] {
  const before = hands.get(hand) ?? [];
  const known = new Set(before);
  const later = keys.filter((key) => !known.has(key)).map((id) => ({ id }));
  if (later.length === 0) return before;
  const order = [...before, ...shuffled(later, seed).map(({ id }) => id)];
  hands.set(hand, order);
  return order;
}
