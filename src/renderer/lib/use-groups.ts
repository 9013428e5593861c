import { useMemo, useState } from 'react';

export type Groups<T> = ReadonlyMap<string, readonly T[]>;

/** Items by their key, in order. A group with the same items as in `known` is that very list, so that nobody draws it anew. */
export function regroup<T>(known: Groups<T>, items: readonly T[], keyOf: (item: T) => string): Groups<T> {
  const groups = new Map<string, readonly T[]>(Map.groupBy(items, keyOf));
  for (const [key, group] of groups) {
    const before = known.get(key);
    if (before && isSame(before, group)) groups.set(key, before);
  }
  return groups;
}

const isSame = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** The groups of a list that changes often and little. `keyOf` is the same function every time. */
export function useGroups<T>(items: readonly T[], keyOf: (item: T) => string): Groups<T> {
  const [memory] = useState<{ groups: Groups<T> }>(() => ({ groups: new Map() }));
  return useMemo(() => {
    memory.groups = regroup(memory.groups, items, keyOf);
    return memory.groups;
  }, [items, keyOf, memory]);
}
