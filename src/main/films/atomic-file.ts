import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, type ErrorCode } from '../../shared/errors.ts';

/** Temporary names of this module; what a killed studio left of them can be swept by who owns the folder. */
export const temporaryPrefix = '.circle-take-';

/** A file that is complete and on disk under a temporary name, and does not show until `commit`. */
export type PreparedFile = {
  /** Gives the file its name, replacing what has it now in one step. */
  commit(): Promise<void>;
  discard(): Promise<void>;
};

/**
 * Writes a file so that after a kill or a power cut there is the old one or the new one, never half of one.
 * Throws `disk-full`, `not-writable`, or `not-found` when the folder is gone; the old file is then untouched.
 */
export async function writeFileAtomic(path: string, data: string | Uint8Array, mode?: number): Promise<void> {
  const prepared = await prepareFile(path, data, mode);
  await prepared.commit();
}

/** The first half of `writeFileAtomic`: everything that needs space is done, nothing can be seen yet. Throws the same. */
export async function prepareFile(path: string, data: string | Uint8Array, mode?: number): Promise<PreparedFile> {
  const temporary = await withFileErrors(path, () => writeTemporary(dirname(path), data, mode));
  const discard = () => withFileErrors(path, () => rm(temporary, { force: true }));
  return {
    discard,
    commit: () =>
      withFileErrors(path, async () => {
        try {
          await rename(temporary, path);
        } catch (error) {
          await discard();
          throw error;
        }
        await syncDir(dirname(path));
      }),
  };
}

/** A new file in `dir` under a temporary name, flushed; leaves nothing when it fails. Throws raw file system errors. */
export async function writeTemporary(dir: string, data: string | Uint8Array, mode = 0o666): Promise<string> {
  const path = join(dir, `${temporaryPrefix}${randomUUID()}.tmp`);
  const handle = await open(path, 'wx', mode);
  try {
    await handle.writeFile(data).then(() => handle.sync());
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
  await handle.close();
  return path;
}

/** Waits until the bytes of a finished file are on the disk. Throws raw file system errors. */
export async function syncFile(path: string): Promise<void> {
  // Windows flushes only through a handle that may write; elsewhere a read-only file can be flushed, too.
  const handle = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Where the system allows it, waits until the names in a folder are on the disk. Throws raw file system errors. */
export async function syncDir(dir: string): Promise<void> {
  // Windows opens no folders, and some network and FUSE file systems flush none: there, the rename has to be enough.
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes(errno(error) ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

/** Runs file system work and throws what `toFileError` makes of its failures. */
export async function withFileErrors<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toFileError(error, path);
  }
}

/** The system's own code of a failed file operation, such as `ENOENT`; undefined for any other error. */
export function errno(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

type FileFault = { readonly code: ErrorCode; readonly says: (path: string) => string; readonly action: string };

const diskFull: FileFault = {
  code: 'disk-full',
  says: (path) => `The disk is full, so “${path}” could not be written.`,
  action: 'Free some space on that disk, then try again.',
};
const refused: FileFault = {
  code: 'not-writable',
  says: (path) => `The system refuses access to “${path}”.`,
  action: 'Change the permissions of that folder, or choose another folder.',
};
const gone: FileFault = {
  code: 'not-found',
  says: (path) => `“${path}” cannot be found.`,
  action: 'Put it back, or choose another folder.',
};
const silentDisk: FileFault = {
  code: 'not-writable',
  says: (path) => `The disk that holds “${path}” does not answer.`,
  action: 'Check that the disk is connected, then try again.',
};

/** Error numbers of the system that people can do something about. See errno(3). */
const fileFaults: Readonly<Record<string, FileFault>> = {
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  EFBIG: {
    code: 'disk-full',
    says: (path) => `“${path}” is larger than that disk allows.`,
    action: 'Choose a folder on another disk.',
  },
  EACCES: refused,
  EPERM: refused,
  EROFS: {
    code: 'not-writable',
    says: (path) => `“${path}” is on a disk that can only be read.`,
    action: 'Choose a folder on another disk.',
  },
  ENOENT: gone,
  ENOTDIR: gone,
  ENAMETOOLONG: {
    code: 'invalid-input',
    says: (path) => `“${path}” is too long a name for that disk.`,
    action: 'Choose a shorter name.',
  },
  EIO: silentDisk,
  ENXIO: silentDisk,
  ENODEV: silentDisk,
  ESTALE: silentDisk,
};

/** A failed file operation as an AppError that names `path` and the next step. Any other error is given back as it is. */
export function toFileError(error: unknown, path: string): unknown {
  const fault = error instanceof AppError ? undefined : fileFaults[errno(error) ?? ''];
  if (!fault) return error;
  return new AppError({
    code: fault.code,
    message: fault.says(path),
    action: fault.action,
    details: { path },
    cause: error,
  });
}
