import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { PathGrants } from './films/path-grants.ts';

/** Where doors put files that the page sent, until an import has copied them into a film. */
export type Uploads = {
  /** A new path that ends in `name`, in a folder of its own that may be used from then on. */
  readonly stage: (name: string) => Promise<string>;
  /** Removes everything that was uploaded. */
  readonly sweep: () => Promise<void>;
};

export function createUploads(grants: PathGrants): Uploads {
  let root: Promise<string> | null = null;
  return {
    stage: async (name) => {
      // A name nobody can guess: others may write to the system's folder, and would find their own folder in its place.
      root ??= mkdtemp(join(tmpdir(), 'circle-take-uploads-')).catch((error: unknown) => {
        root = null;
        throw error;
      });
      const dir = await mkdtemp(join(await root, 'upload-'));
      grants.grant(dir);
      return join(dir, safeName(name));
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
