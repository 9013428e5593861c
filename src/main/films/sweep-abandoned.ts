import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errno } from './atomic-file.ts';
import { listFolder } from './film-folder.ts';

/** Nothing that is handed on goes a day without writing; younger ones may belong to another studio that still runs. */
const longest = 24 * 60 * 60 * 1000;

/**
 * Removes what killed studios left half-made in a folder of the user's: files and folders whose names match `unfinished`.
 * What cannot be removed is left for the next time.
 */
export async function sweepAbandoned(dir: string, unfinished: RegExp): Promise<void> {
  const left = (await listFolder(dir)).filter(({ name }) => unfinished.test(name));
  for (const entry of left) {
    const path = join(dir, entry.name);
    try {
      if (await isOld(path, entry.isDirectory())) await rm(path, { recursive: true, force: true });
    } catch (cause) {
      // Somebody else cleared it away at the same time.
      if (errno(cause) === 'ENOENT') continue;
      console.warn(`${path} could not be cleared away:`, cause);
    }
  }
}

async function isOld(path: string, isFolder: boolean): Promise<boolean> {
  const within = isFolder ? await listFolder(path) : [];
  const entries = [path, ...within.map(({ name }) => join(path, name))];
  const times = await Promise.all(entries.map(async (entry) => (await stat(entry)).mtimeMs));
  return Math.max(...times) < Date.now() - longest;
}
