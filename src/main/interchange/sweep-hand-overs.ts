import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryPrefix } from '../films/atomic-file.ts';
import { listFolder } from '../films/film-folder.ts';

/** As `exportCut` names what is not whole yet. */
const unfinished = new RegExp(`^${temporaryPrefix.replaceAll('.', '\\.')}ex_[0-9a-z]{8,32}\\.part$`);
/** No hand-over goes a day without writing a file; younger ones may belong to another studio that still runs. */
const longest = 24 * 60 * 60 * 1000;

/** Removes what killed hand-overs left hidden in `dir`, media and all. What cannot be removed is left for the next time. */
export async function sweepHandOvers(dir: string): Promise<void> {
  const left = (await listFolder(dir)).filter((entry) => entry.isDirectory() && unfinished.test(entry.name));
  for (const { name } of left) {
    const path = join(dir, name);
    try {
      if (await isOld(path)) await rm(path, { recursive: true, force: true });
    } catch (cause) {
      console.warn(`${path} could not be cleared away:`, cause);
    }
  }
}

async function isOld(path: string): Promise<boolean> {
  const entries = [path, ...(await listFolder(path)).map(({ name }) => join(path, name))];
  const times = await Promise.all(entries.map(async (entry) => (await stat(entry)).mtimeMs));
  return Math.max(...times) < Date.now() - longest;
}
