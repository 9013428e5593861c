import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { toFileError } from './films/atomic-file.ts';
import type { PathGrants } from './films/path-grants.ts';

/** Where doors put files that the page sent, until an import has copied them into a film. */
export type Uploads = {
  /** A new path that ends in `name`, in a folder of its own that may be used from then on. */
  readonly stage: (name: string) => Promise<string>;
  /** Puts bytes that the page sent into a file of such a path. Throws file errors. */
  readonly keep: (name: string, bytes: Uint8Array) => Promise<string>;
  /** Removes an uploaded file that was copied; any other path is left alone. */
  readonly drop: (path: string) => Promise<void>;
  /** Removes everything that was uploaded. */
  readonly sweep: () => Promise<void>;
};

export function createUploads(grants: PathGrants): Uploads {
  let root: Promise<string> | null = null;
  const staged = new Set<string>();
  const stage = async (name: string): Promise<string> => {
    // A name nobody can guess: others may write to the system's folder, and would find their own folder in its place.
    root ??= mkdtemp(join(tmpdir(), 'circle-take-uploads-')).catch((error: unknown) => {
      root = null;
      throw error;
    });
    const dir = await mkdtemp(join(await root, 'upload-'));
    grants.grant(dir);
    staged.add(dir);
    return join(dir, safeName(name));
  };
  return {
    stage,
    keep: async (name, bytes) => {
      const path = await stage(name);
      await writeFile(path, bytes).catch((error: unknown) => {
        throw toFileError(error, path);
      });
      return path;
    },
    drop: async (path) => {
      const dir = dirname(path);
      if (staged.delete(dir)) await rm(dir, { recursive: true, force: true });
    },
    sweep: async () => {
      if (root) await rm(await root, { recursive: true, force: true });
      root = null;
    },
  };
}

/** The last part of a name that came from a page, without anything a file system could misunderstand. */
export function safeName(name: string): string {
  const last = basename(name.replaceAll('\\', '/')).replace(/[^\p{L}\p{N}._ -]/gu, '_');
  return last.replace(/^[.\s-]+/, '').slice(-120) || 'file';
}
