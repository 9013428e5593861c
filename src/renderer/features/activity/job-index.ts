import type { ActivityLine } from './activity-lines.ts';

/** Index of the nearest job at or beyond `from` in a direction; -1 where there is none. */
export function jobIndexFrom(lines: readonly ActivityLine[], from: number, step: 1 | -1): number {
  for (let at = from; at >= 0 && at < lines.length; at += step) if (lines[at]?.kind === 'job') return at;
  return -1;
}
