import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which a share of the others lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const ratio = (a: number, b: number): string => `${(a / b).toFixed(2)} x`;
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} kB`;
export const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

/** Prints a table of names and figures under a heading. */
export function report(heading: string, rows: readonly (readonly [string, string])[]): void {
  const widest = Math.max(...rows.map(([name]) => name.length));
  console.log(`\n${heading}`);
  for (const [name, figure] of rows) console.log(`  ${name.padEnd(widest)}  ${figure}`);
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What the process holds when nothing is left to be collected, bytes. */
export function memoryNow(): { readonly heap: number; readonly resident: number } {
  collect();
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, resident: rss };
}
