import { lstat, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The path of `name` in the cache, made by `make` where it is not there yet. `make` writes to a temporary name that
 * becomes the real one when it is whole, so a file with its own name is always complete, also after a crash.
 */
export async function cachedFile(
  cacheDir: string,
  name: string,
  make: (temporary: string) => Promise<void>,
): Promise<string> {
  const path = join(cacheDir, name);
  if (await isCached(path)) {
    const now = new Date();
    // For clearing out: what was used lately stays.
    await utimes(path, now, now);
    return path;
  }
  const temporary = join(cacheDir, `${crypto.randomUUID()}.part`);
  try {
    await make(temporary);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  return path;
}

/** True when the cache has a whole file of this path. A link is none: films may come from strangers. */
export async function isCached(path: string): Promise<boolean> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found?.isFile() === true && found.size > 0;
}
