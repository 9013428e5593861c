import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import type { z } from 'zod';
import { errno, toFileError } from '../films/atomic-file.ts';

/** A small JSON file of the studio's own data folder, read once and written atomically (by `conf`, mode 0600). */
export type JsonStore<T> = {
  get(): T;
  /** Changes the file as it is now, whichever studio wrote it. Throws `disk-full` or `not-writable`, changing nothing. */
  update(change: (value: T) => T): void;
  /** What happened to a damaged file, for people; null when all is well. */
  readonly notice: string | null;
};

/**
 * Opens `<dir>/<name>.json`. A file that is not JSON or does not fit `schema` is kept under another name, said so in
 * `notice`, and `empty` is used. Throws `not-writable` when the folder cannot be used.
 */
export function openJsonStore<T extends Record<string, unknown>>(options: {
  readonly dir: string;
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly empty: T;
}): JsonStore<T> {
  const { dir, name, schema, empty } = options;
  const path = join(dir, `${name}.json`);
  const found = readJson(path, schema);
  const notice = found === 'damaged' ? setAside(path) : null;
  let value = typeof found === 'object' ? found : empty;
  const conf = naming(path, () => new Conf<T>({ cwd: dir, configName: name, configFileMode: 0o600 }));
  return {
    notice,
    get: () => value,
    update: (change) => {
      const now = readJson(path, schema);
      const next = change(typeof now === 'object' ? now : value);
      naming(path, () => {
        conf.store = next;
      });
      value = next;
    },
  };
}

function readJson<T>(path: string, schema: z.ZodType<T>): T | 'missing' | 'damaged' {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (errno(error) === 'ENOENT') return 'missing';
    if (errno(error) !== undefined) throw toFileError(error, path);
    return 'damaged';
  }
}

function setAside(path: string): string {
  const kept = path.replace(/\.json$/, `.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}.json`);
  naming(path, () => renameSync(path, kept));
  return `“${path}” was damaged. It is kept as “${kept}”, and a fresh one is used.`;
}

function naming<R>(path: string, work: () => R): R {
  try {
    return work();
  } catch (error) {
    throw toFileError(error, path);
  }
}
