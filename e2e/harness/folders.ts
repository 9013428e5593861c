import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folders of one test's studio; nothing outside of `home` is touched. */
export type Folders = {
  readonly home: string;
  /** Ledger, settings, logs. */
  readonly data: string;
  /** New films and exports. */
  readonly library: string;
  remove(): Promise<void>;
};

export async function freshFolders(): Promise<Folders> {
  const home = await mkdtemp(join(tmpdir(), 'circle-take-'));
  return {
    home,
    data: join(home, 'data'),
    library: join(home, 'library'),
    remove: () => rm(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Every file below a folder, as absolute paths. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The files below a folder that hold a text anywhere, in UTF-8 or UTF-16. */
export async function filesHolding(folder: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const file of await filesBelow(folder)) {
    const bytes = await readIfThere(file);
    if (bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))) found.push(file);
  }
  return found;
}

/** The studio is at work: a temporary file that was listed may have its final name by now. */
async function readIfThere(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
