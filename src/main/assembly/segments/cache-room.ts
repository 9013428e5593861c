import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { temporaryPrefix } from '../../films/atomic-file.ts';

const workPrefix = 'work-';
const busy = new Set<string>();

/**
 * Runs `work` with a folder of its own inside the cache for everything unfinished, which goes at the end, and clears
 * away what killed exports left. Throws `conflict` while another export works in that cache: each would clear the other's
 * away. Other processes are kept out by the film's lock. `what` begins the sentence that says so.
 */
export async function withWorkFolder<T>(
  cacheDir: string,
  work: (folder: string) => Promise<T>,
  what = 'Another export',
): Promise<T> {
  if (busy.has(cacheDir)) {
    const message = `${what} of this film is under way.`;
    throw new AppError({ code: 'conflict', message, action: 'Wait for it, or cancel it.' });
  }
  busy.add(cacheDir);
  try {
    await mkdir(cacheDir, { recursive: true });
    await sweepCache(cacheDir);
    const folder = await mkdtemp(join(cacheDir, workPrefix));
    try {
      return await work(folder);
    } finally {
      await remove(folder);
    }
  } finally {
    busy.delete(cacheDir);
  }
}

/** Clears away what killed studios left half-made in a cache. Only while nobody works there. */
export async function sweepCache(cacheDir: string): Promise<void> {
  const isUnfinished = (name: string) =>
    name.startsWith(workPrefix) || name.startsWith(temporaryPrefix) || name.includes('.part');
  const left = (await readdir(cacheDir)).filter(isUnfinished);
  await Promise.all(left.map((name) => remove(join(cacheDir, name))));
}

const remove = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true }).catch(() => {
    // Windows keeps what an orphaned FFmpeg of the killed export still writes; the next export clears it.
  });

/**
 * Brings the cache under `most` bytes: what was used longest ago goes first, and nothing of which `keep` has the name
 * without its extension. A piece goes with the record beside it.
 */
export async function makeRoom(cacheDir: string, most: number, keep: ReadonlySet<string>): Promise<void> {
  const pieces = await piecesIn(cacheDir);
  let over = pieces.reduce((sum, piece) => sum + piece.bytes, 0) - most;
  for (const { stem, names, bytes } of pieces.toSorted((a, b) => a.usedAt - b.usedAt)) {
    if (over <= 0) return;
    if (keep.has(stem)) continue;
    await Promise.all(names.map((name) => remove(join(cacheDir, name))));
    over -= bytes;
  }
}

type Piece = { readonly stem: string; readonly names: string[]; readonly bytes: number; readonly usedAt: number };

/** A cached file's name without its extension: all files of one piece share it. */
export const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '');

async function piecesIn(cacheDir: string): Promise<Piece[]> {
  const entries = await readdir(cacheDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const groups = [...Map.groupBy(names, stemOf)];
  return Promise.all(
    groups.map(async ([stem, names]) => {
      const facts = await Promise.all(names.map((name) => stat(join(cacheDir, name))));
      const bytes = facts.reduce((sum, { size }) => sum + size, 0);
      return { stem, names, bytes, usedAt: Math.max(...facts.map(({ mtimeMs }) => mtimeMs)) };
    }),
  );
}
