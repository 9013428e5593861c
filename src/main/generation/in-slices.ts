import { setImmediate } from 'node:timers/promises';

/** Less than a frame of a window, so that nobody notices. */
const sliceMs = 12;

/** Works through `items` in order; whenever some milliseconds have passed, everything else has its turn first. */
export async function inSlices<T, R>(items: readonly T[], work: (item: T) => R): Promise<R[]> {
  const results: R[] = [];
  let began = performance.now();
  for (const item of items) {
    if (performance.now() - began > sliceMs) {
      await setImmediate();
      began = performance.now();
    }
    results.push(work(item));
  }
  return results;
}
