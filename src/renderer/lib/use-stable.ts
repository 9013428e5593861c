import { useLayoutEffect, useRef, useState } from 'react';

type Deeds = Readonly<Record<string, (...given: never[]) => unknown>>;

/**
 * The same functions for as long as the component lives, each calling the newest of its name: what they close over may
 * change with every render without the memoised components below noticing.
 */
export function useStable<T extends Deeds>(deeds: T): T {
  const latest = useRef(deeds);
  useLayoutEffect(() => {
    latest.current = deeds;
  });
  const [stable] = useState(
    () =>
      Object.fromEntries(
        Object.keys(deeds).map((name) => [name, (...given: never[]) => latest.current[name]?.(...given)]),
      ) as T,
  );
  return stable;
}
