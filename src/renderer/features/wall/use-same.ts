import { useRef } from 'react';

/** The list of before for as long as it holds the same items, so that nobody below notices that it was made anew. */
export function useSame<T>(list: readonly T[]): readonly T[] {
  const known = useRef(list);
  const isSame = known.current.length === list.length && list.every((item, index) => item === known.current[index]);
  if (!isSame) known.current = list;
  return known.current;
}
