import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/errors.ts';
import type { Take } from '../../shared/take.ts';
import { errno, syncDir, syncFile, toFileError, withFileErrors, writeFileAtomic } from './atomic-file.ts';
import { takesName } from './film-folder.ts';
import { takeFileName } from './take-folder.ts';

/** Takes under construction start with a dot, so that they are no takes yet. */
export const buildPrefix = '.tmp-';
const posterName = 'poster.jpg';

/** Size and SHA-256 of a file, which is on disk afterwards. Throws `invalid-input` for an empty one. */
export function measureFile(path: string): Promise<{ bytes: number; sha256: string }> {
  return withFileErrors(path, async () => {
    const hash = createHash('sha256');
    const source = createReadStream(path);
    await pipeline(source, hash);
    await syncFile(path);
    if (source.bytesRead === 0) throw emptyFile(path);
    return { bytes: source.bytesRead, sha256: hash.digest('hex') };
  });
}

function emptyFile(path: string): AppError {
  return new AppError({
    code: 'invalid-input',
    message: `“${path}” is empty, so it cannot become a take.`,
    action: 'Generate the scene again, or choose another file.',
    details: { path },
  });
}

/** Names inside the take's folder. The extension is kept: players and FFmpeg go by it for some formats. */
export function storedNames(files: { readonly media: string; readonly poster: string | null }) {
  const extension = extname(files.media).toLowerCase();
  return {
    media: `media${/^\.[a-z0-9]{1,8}$/.test(extension) ? extension : '.bin'}`,
    poster: files.poster === null ? null : posterName,
  };
}

/** A file to move, and its name inside the take's folder. */
export type Move = { readonly from: string; readonly name: string };

/**
 * Builds the take's folder beside its place and gives it its name in one step, so that a take exists or does not. When
 * anything fails the files are back where they were. Throws `disk-full`, `not-writable`, and `damaged` when a folder of
 * that name, which is no take, is in the way.
 */
export async function fileTake(takesDir: string, take: Take, files: readonly Move[]): Promise<void> {
  const building = join(takesDir, `${buildPrefix}${randomUUID()}`);
  const moved: Move[] = [];
  try {
    await mkdir(building);
    // First what needs space, so that a full disk is found while the files are still in their place.
    await writeFileAtomic(join(building, takeFileName), `${JSON.stringify(take, null, 2)}\n`);
    for (const file of files) {
      await rename(file.from, join(building, file.name));
      moved.push(file);
    }
    await syncDir(building);
    await rename(building, join(takesDir, take.id));
  } catch (error) {
    for (const { from, name } of moved) await rename(join(building, name), from);
    await rm(building, { recursive: true, force: true });
    throw isOccupied(error) ? inTheWay(take, error) : toFileError(error, join(takesDir, take.id));
  }
  await withFileErrors(takesDir, () => syncDir(takesDir));
}

const isOccupied = (error: unknown): boolean => ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(errno(error) ?? '');

function inTheWay(take: Take, cause: unknown): AppError {
  return new AppError({
    code: 'damaged',
    message: `The folder of a damaged take, ${takesName}/${take.id}, is where this take belongs.`,
    action: 'Move that folder out of the film, then try again.',
    details: { takeId: take.id },
    cause,
  });
}
