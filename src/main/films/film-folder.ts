import type { Dirent } from 'node:fs';
import { lstat, mkdir, readdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { errno, temporaryPrefix, withFileErrors } from './atomic-file.ts';

export const filmFileName = 'film.json';
/** Windows and Linux cannot tie a folder to a program by its name: a double click on this file opens the film instead. */
export const openerName = 'Open.circletake';
export const revisionsName = 'revisions';
export const takesName = 'takes';
export const stagingName = '.staging';
export const cacheName = 'cache';

/**
 * The real path of a film folder. Throws `not-found` when there is nothing and `invalid-input` when it is something else:
 * a film folder has a film.json, or at least revisions to restore it from.
 */
export async function resolveFilmDir(dir: string): Promise<string> {
  const real = await withFileErrors(dir, () => realpath(dir));
  const isFolder = (await withFileErrors(dir, () => stat(real))).isDirectory();
  const names = isFolder ? (await listFolder(real)).map((entry) => entry.name) : [];
  if (!names.includes(filmFileName) && !names.includes(revisionsName)) throw noFilm(dir);
  return real;
}

function noFilm(dir: string): AppError {
  return new AppError({
    code: 'invalid-input',
    message: `“${basename(dir)}” is not a film folder: it holds no ${filmFileName}.`,
    action: 'Choose the folder whose name ends in .film.',
    details: { path: dir },
  });
}

/**
 * A folder inside a film folder, made when missing. The film may come from someone else: a link there, which would lead
 * writing or sweeping out of the film, throws `damaged`.
 */
export async function ownFolder(filmDir: string, ...names: string[]): Promise<string> {
  let path = filmDir;
  for (const name of names) {
    path = join(path, name);
    await makeFolder(path);
  }
  return path;
}

function makeFolder(path: string): Promise<void> {
  return withFileErrors(path, async () => {
    await mkdir(path).catch((error: unknown) => {
      if (errno(error) !== 'EEXIST') throw error;
    });
    if ((await lstat(path)).isDirectory()) return;
    throw new AppError({
      code: 'damaged',
      message: `“${path}” is a link or a file where the film needs a folder.`,
      action: 'Remove it, then open the film again.',
      details: { path },
    });
  });
}

/** What lies in a folder; nothing when it is missing. */
export function listFolder(path: string): Promise<Dirent[]> {
  return withFileErrors(path, async () => {
    try {
      return await readdir(path, { withFileTypes: true });
    } catch (error) {
      if (errno(error) === 'ENOENT') return [];
      throw error;
    }
  });
}

/** Removes what a killed studio left half-written in a folder. Only for who holds the film's lock. */
export async function sweepTemporaries(path: string, prefix = temporaryPrefix): Promise<void> {
  const left = (await listFolder(path)).filter((entry) => entry.name.startsWith(prefix));
  await withFileErrors(path, () =>
    Promise.all(left.map((entry) => rm(join(path, entry.name), { recursive: true, force: true }))),
  );
}
