import { constants } from 'node:fs';
import { cp, lstat, mkdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { errno, syncDir, temporaryPrefix, withFileErrors } from './atomic-file.ts';
import { safeFileName } from './file-name.ts';
import { readFilmFile, writeFilm } from './film-file.ts';
import { cacheName, filmFileName, listFolder, resolveFilmDir, revisionsName, stagingName } from './film-folder.ts';
import { lockFileName, lockFilm } from './film-lock.ts';

const extension = '.film';
const trashName = 'Trash';
const exportsName = 'Exports';

/** A path for a new film: `<library>/<Title>.film`, with ` 2`, ` 3` … when the name is in use. Makes nothing. */
export function freeFilmDir(libraryDir: string, title: string): Promise<string> {
  return freePath(libraryDir, safeFileName(title), extension);
}

/**
 * A path for a new export: `<library>/Exports/<Title>.<extension>`, numbered when the name is in use there or `promised` to an
 * export that is under way. Makes the folder.
 */
export async function suggestDestination(
  libraryDir: string,
  title: string,
  extension: string,
  promised: readonly string[] = [],
): Promise<string> {
  const dir = join(libraryDir, exportsName);
  await withFileErrors(dir, () => mkdir(dir, { recursive: true }));
  return freePath(
    dir,
    safeFileName(title),
    `.${extension}`,
    promised.filter((path) => dirname(path) === dir).map((path) => basename(path)),
  );
}

/** A path in `dir` that nothing has: `<stem><end>`, numbered when it is in use or `promised`. */
export async function freePath(
  dir: string,
  stem: string,
  end: string,
  promised: readonly string[] = [],
): Promise<string> {
  // Compared as Windows and macOS would: a library may be carried there on a disk.
  const fold = (name: string) => name.normalize('NFC').toLowerCase();
  const used = new Set([...promised, ...(await listFolder(dir)).map((entry) => entry.name)].map(fold));
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number === 1 ? '' : ` ${number}`}${end}`;
    if (!used.has(fold(name))) return join(dir, name);
  }
}

/**
 * Copies a film, takes included, into `libraryDir` as `<Title> copy`: a film of its own, with a new id and no history.
 * The original may be open. Returns the new folder. The copy gets its film.json last: it is whole or it is no film.
 * Throws what `openFilmSession` throws, and `disk-full` or `not-writable`, leaving nothing behind.
 */
export async function duplicateFilm(dir: string, libraryDir = dirname(dir)): Promise<string> {
  const source = await resolveFilmDir(dir);
  const film = await readFilmFile(source);
  const title = `${film.title.slice(0, 190).toWellFormed()} copy`;
  const target = await freeFilmDir(libraryDir, title);
  const stays = new Set([filmFileName, lockFileName, revisionsName, stagingName, cacheName]);
  try {
    await copyFolder(source, target, (name) => !stays.has(name) && !name.startsWith(temporaryPrefix));
    await writeFilm(target, { film: { ...film, id: newId('film'), title }, revision: 1 });
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    throw error;
  }
  return target;
}

/**
 * Moves a film into `<library>/Trash`, across disks too, and returns where it is now. Throws `locked` when a studio has it
 * open, `invalid-input` when the folder is no film or holds the library itself.
 */
export async function discardFilm(dir: string, libraryDir: string): Promise<string> {
  const source = await resolveFilmDir(dir);
  const trash = join(libraryDir, trashName);
  await withFileErrors(trash, () => mkdir(trash, { recursive: true }));
  if (`${await realpath(trash)}${sep}`.startsWith(`${source}${sep}`)) throw holdsLibrary(source);
  return moveFilm(source, trash);
}

/** Brings a film from `<library>/Trash` back into the library and returns its folder. Throws `not-allowed` for any other place. */
export async function restoreFilm(trashed: string, libraryDir: string): Promise<string> {
  const source = await resolveFilmDir(trashed);
  const trash = join(libraryDir, trashName);
  if (dirname(source) !== (await withFileErrors(trash, () => realpath(trash)))) {
    throw new AppError({
      code: 'not-allowed',
      message: `“${basename(source)}” does not lie in the library's ${trashName} folder.`,
      action: 'Open it where it is.',
    });
  }
  return moveFilm(source, libraryDir);
}

async function moveFilm(source: string, parent: string): Promise<string> {
  const lock = await lockFilm(source);
  let now = source;
  try {
    const target = await freePath(parent, basename(source, extension), extension);
    await withFileErrors(source, () => moveFolder(source, target));
    now = target;
  } finally {
    await lock.release(now);
  }
  return now;
}

async function moveFolder(source: string, target: string): Promise<void> {
  try {
    await rename(source, target);
  } catch (error) {
    if (errno(error) !== 'EXDEV') throw error;
    await moveAcrossDisks(source, target);
  }
  await syncDir(dirname(target));
}

/** The copy is complete before it gets its name, and the original goes only after that. */
async function moveAcrossDisks(source: string, target: string): Promise<void> {
  const partial = join(dirname(target), `${temporaryPrefix}${newId('film')}.part`);
  try {
    await copyFolder(source, partial, (name) => name !== lockFileName);
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
  await rm(source, { recursive: true });
}

/** Copies files and folders; `wanted` is asked for the names at the top. Links stay behind: they may lead anywhere. */
export function copyFolder(source: string, target: string, wanted: (name: string) => boolean): Promise<void> {
  const filter = async (path: string): Promise<boolean> => {
    const stat = await lstat(path);
    const isTop = dirname(path) === source;
    return (stat.isFile() || stat.isDirectory()) && (!isTop || wanted(basename(path)));
  };
  const mode = constants.COPYFILE_FICLONE;
  return withFileErrors(target, () => cp(source, target, { recursive: true, preserveTimestamps: true, mode, filter }));
}

function holdsLibrary(source: string): AppError {
  return new AppError({
    code: 'invalid-input',
    message: `“${basename(source)}” holds the library itself, so it cannot go into its ${trashName}.`,
    action: 'Choose another library folder in Settings first.',
  });
}
