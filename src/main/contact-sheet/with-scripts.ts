import { rm, writeFile } from 'node:fs/promises';

/** Writes the files that a run needs, and removes them after it. */
export async function withScripts<T>(
  scripts: readonly { readonly path: string; readonly text: string }[],
  run: () => Promise<T>,
): Promise<T> {
  try {
    await Promise.all(scripts.map(({ path, text }) => writeFile(path, text)));
    return await run();
  } finally {
    await Promise.all(scripts.map(({ path }) => rm(path, { force: true })));
  }
}
