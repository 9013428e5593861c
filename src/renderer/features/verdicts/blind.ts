import { randomFrom } from '../../../shared/random.ts';

/**
 * Items in an order that nothing but `seed` and their own ids decides. An item that comes later slips in somewhere
 * without moving the others past each other.
 */
export function shuffled<T extends { readonly id: string }>(items: readonly T[], seed: number): T[] {
  return items
    .map((item) => ({ item, place: placeOf(item.id, seed) }))
    .sort((a, b) => a.place - b.place || (a.item.id < b.item.id ? -1 : 1))
    .map(({ item }) => item);
}

/**
 * Where chance puts an id, 0 to 1: FNV-1a of it, mixed with the seed. Two seeds give orders that have nothing to do with
 * each other.
 */
export function placeOf(id: string, seed: number): number {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return randomFrom((hash ^ Math.imul(seed + 1, 0x9e3779b1)) >>> 0)();
}
