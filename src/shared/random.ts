/** A repeatable source of numbers in [0, 1). */
export type Random = () => number;

/** mulberry32 (Tommy Ettinger, public domain): small, quick, good enough to paint with and to make cases of tests. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Seeds are whole numbers below this: every vendor takes them. */
export const seeds = 2 ** 31;

/** A seed by chance. */
export const newSeed = (random: Random = Math.random): number => Math.floor(random() * seeds);
