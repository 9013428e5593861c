import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import { errno, toFileError } from './atomic-file.ts';

export type SmallFile = { readonly text: string /** Milliseconds since 1970. */; readonly modifiedAt: number };

/** Windows has neither flag; there, links need administrator rights and pipes are no files. */
const noFollow = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a text file of a folder that may come from someone else: no links, no pipes, nothing larger than `maxBytes`, and
 * UTF-8 only (a byte order mark is dropped). Throws `damaged` for these, `not-found` or `not-writable` otherwise.
 */
export async function readSmallFile(path: string, maxBytes: number): Promise<SmallFile> {
  const handle = await open(path, constants.O_RDONLY | noFollow).catch((error: unknown) => {
    throw errno(error) === 'ELOOP' ? damaged(path, 'is a link, not a file') : toFileError(error, path);
  });
  try {
    const { size, mtimeMs } = await handle.stat().then((stat) => (stat.isFile() ? stat : notAFile(path)));
    if (size > maxBytes) throw damaged(path, `is larger than ${Math.floor(maxBytes / 1024)} kB`);
    return { text: decode(await handle.readFile(), path), modifiedAt: mtimeMs };
  } catch (error) {
    throw toFileError(error, path);
  } finally {
    await handle.close();
  }
}

function notAFile(path: string): never {
  throw damaged(path, 'is not a file');
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw damaged(path, 'holds bytes that are not text', cause);
  }
}

function damaged(path: string, why: string, cause?: unknown): AppError {
  return new AppError({
    code: 'damaged',
    message: `“${path}” ${why}.`,
    action: 'Remove it, or put a good copy in its place.',
    details: { path },
    cause,
  });
}
