import type { BigIntStats } from 'node:fs';
import { link, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative, sep } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { assetsName } from '../../films/assets.ts';
import { syncDir } from '../../films/atomic-file.ts';
import { cacheName, filmFileName, revisionsName, stagingName, takesName } from '../../films/film-folder.ts';
import type { ExportEntry } from '../../ledger/export-journal.ts';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** Where an export is written until it is whole: hidden, beside its destination, so that taking the name is one step. */
export function partPath(destination: string, exportId: string): string {
  // File names have at most 255 bytes, and a letter up to four.
  const name = [...basename(destination, extname(destination))].slice(0, 50).join('');
  return join(dirname(destination), `.${name}.${exportId}.part${extname(destination)}`);
}

/** Two paths that mean one file on this system. */
export function sameFile(a: string, b: string): boolean {
  const fold = process.platform !== 'linux';
  return fold ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/**
 * Checks the wish before any work: an absolute path with the right ending, in a folder that is there and can be written
 * to, and no film's own. Throws `invalid-input` or `not-writable`.
 */
export async function checkDestination(destination: string, extension: string): Promise<void> {
  const ending = `.${extension}`;
  if (!isAbsolute(destination) || extname(destination).toLowerCase() !== ending) {
    const message = `${basename(destination)} is not a full path that ends in ${ending}.`;
    throw new AppError({ code: 'invalid-input', message, action: `Choose a name that ends in ${ending}.` });
  }
  await refuseInsideFilms(destination);
  await checkFolder(dirname(destination));
}

/**
 * Throws `invalid-input` when there is a folder of one of these names, and `conflict`, naming all of them, for files that
 * may not be replaced.
 */
export async function checkFree(paths: readonly string[], replace: boolean): Promise<void> {
  const inTheWay: string[] = [];
  for (const path of paths) {
    const existing = await statIfThere(path);
    if (existing?.isDirectory()) {
      throw new AppError({ code: 'invalid-input', message: `${basename(path)} is a folder.`, action: otherName });
    }
    if (existing) inTheWay.push(path);
  }
  const [first, ...others] = inTheWay;
  if (first !== undefined && !replace) throw taken(first, ...others);
}

const otherName = 'Choose another name.';

/** Where a film keeps its own. */
const ownFolders = [takesName, assetsName, revisionsName, stagingName, cacheName];

/** Throws `invalid-input` for a place where the film keeps its own: takes are never overwritten, whoever allows it. */
export function refuseInsideFilm(destination: string, filmDir: string): void {
  const [first = '', ...rest] = relative(filmDir, destination).split(sep);
  if (rest.length === 0 || !ownFolders.includes(first)) return;
  const message = `The folder ${first} of the film holds the film's own files.`;
  throw new AppError({ code: 'invalid-input', message, action: 'Choose another folder.' });
}

/** The same for every film that `destination` lies in, whether it is open or not. */
export async function refuseInsideFilms(destination: string): Promise<void> {
  for (let dir = dirname(destination); dir !== dirname(dir); dir = dirname(dir)) {
    const filmDir = dirname(dir);
    const isFilm = ownFolders.includes(basename(dir)) && (await statIfThere(join(filmDir, filmFileName))) !== null;
    if (isFilm) refuseInsideFilm(destination, filmDir);
  }
}

async function checkFolder(folder: string): Promise<void> {
  const found = await statIfThere(folder);
  if (!found?.isDirectory()) {
    throw new AppError({ code: 'not-writable', message: `The folder ${folder} does not exist.` });
  }
  // Written to, since Windows and network disks do not say beforehand who may.
  const attempt = join(folder, `.${crypto.randomUUID()}.part`);
  try {
    await writeFile(attempt, '', { flag: 'wx' });
    await rm(attempt);
  } catch (cause) {
    if (codeOf(cause) === 'ENOSPC') throw new AppError({ code: 'disk-full', cause });
    throw new AppError({ code: 'not-writable', message: `The folder ${folder} cannot be written to.`, cause });
  }
}

async function statIfThere(path: string): Promise<BigIntStats | null> {
  try {
    // Windows numbers files beyond what a plain number holds.
    return await stat(path, { bigint: true });
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return null;
    throw new AppError({ code: 'not-writable', message: `${path} cannot be looked at.`, cause });
  }
}

/** What is in the way, all of it at once: who allows it to be replaced allows all of it. */
const taken = (...paths: readonly [string, ...string[]]): AppError => {
  const names = paths.map((path) => basename(path));
  const files = names.length === 1 ? `is already a file named ${names[0]}` : `are already files named ${listed(names)}`;
  return new AppError({
    code: 'conflict',
    message: `There ${files}.`,
    action: 'Choose another name, or allow it to be replaced.',
    details: { destination: paths[0], exists: true },
  });
};

const listed = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/**
 * Gives the finished file its name. Without `replace` a file that appeared meanwhile is never overwritten: `conflict`.
 */
export async function takeName(part: string, destination: string, replace: boolean): Promise<void> {
  try {
    await flush(part);
    if (replace) await rename(part, destination);
    else await linkInPlace(part, destination);
    await syncDir(dirname(destination));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (codeOf(cause) === 'EEXIST') throw taken(destination);
    throw new AppError({ code: 'not-writable', message: `${destination} cannot be written.`, cause });
  }
}

/**
 * Whether the file that an export measured has its name, although its studio died before that was written down. Without
 * its temporary name it is known by its size and by not being older than the export.
 */
export async function isNamed({ job, part, ownedAt }: Omit<ExportEntry, 'plan'>): Promise<boolean> {
  const [named, unnamed] = [await statIfThere(job.destination), await statIfThere(part)];
  if (!job.result || !named) return false;
  // Killed between the hard link and letting go of the other name: both are one file.
  if (unnamed) return named.ino === unnamed.ino && named.dev === unnamed.dev;
  return named.size === BigInt(job.result.bytes) && named.mtimeMs >= BigInt(Date.parse(ownedAt) - coarsest);
}

/** FAT keeps times in steps of two seconds. Milliseconds. */
const coarsest = 2000;

/** On the disk before it has its name, so that a power cut cannot leave the name with nothing behind it. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

/** A hard link fails when the name is taken, which `rename` on POSIX does not. */
async function linkInPlace(part: string, destination: string): Promise<void> {
  try {
    await link(part, destination);
    await rm(part);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR'].includes(codeOf(error) ?? '')) throw error;
    // exFAT and some network disks have no hard links; looking first is the best that is left.
    if (await statIfThere(destination)) throw taken(destination);
    await rename(part, destination);
  }
}
