import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';

const largestLogBytes = 2_000_000;

export type Log = { readonly dir: string; readonly write: (message: string) => void };

/**
 * The studio's log file, `main.log` in `dir`; the one before it is kept. Also takes in what is said on console.error and
 * console.warn. Written synchronously, so that the last line before a crash is in it.
 */
export function openLog(dir: string): Log {
  const file = join(dir, 'main.log');
  mkdirSync(dir, { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes) {
    renameSync(file, join(dir, 'main.old.log'));
  }
  const write = (message: string): void => {
    try {
      appendFileSync(file, `${new Date().toISOString()} ${message}\n`);
    } catch {
      // A full disk must not turn a log line into a crash.
    }
  };
  const { error, warn } = console;
  console.error = (...parts: unknown[]) => {
    error(...parts);
    write(format(...parts));
  };
  console.warn = (...parts: unknown[]) => {
    warn(...parts);
    write(format(...parts));
  };
  return { dir, write };
}
