import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import PQueue from 'p-queue';
import { AppError } from '../../shared/errors.ts';
import { type Film, filmSchema } from '../../shared/film.ts';
import { newId } from '../../shared/ids.ts';
import { assetPath } from './assets.ts';
import { errno, prepareFile, toFileError, withFileErrors, writeFileAtomic } from './atomic-file.ts';
import { readFilmFile, reconcile, type SavedFilm, writeFilm } from './film-file.ts';
import {
  cacheName,
  filmFileName,
  listFolder,
  openerName,
  ownFolder,
  resolveFilmDir,
  revisionsName,
  sweepTemporaries,
} from './film-folder.ts';
import { type FilmLock, lockFilm } from './film-lock.ts';
import { serializeFilm } from './migrations.ts';
import { lastGoodRevision, type Revision, readRevision, revisionNumbers, tryRevision } from './revisions.ts';
import { type OpenedTakeStore, openTakeStore, type TakeStore } from './take-store.ts';

/** A film folder held open, and locked, by this studio. The one writer of its film.json. */
export type FilmSession = {
  readonly filmId: string;
  /** Absolute path of `Name.film`. */
  readonly dir: string;
  readonly takes: TakeStore;
  /** The film as last saved. */
  current(): { readonly film: Film; readonly revision: number };
  /** Saves atomically; `conflict` unless `baseRevision` is the newest, or this very save is. */
  save(film: Film, baseRevision: number): Promise<{ revision: number }>;
  revisions(): Promise<{ revision: number; savedAt: string; scenes: number }[]>;
  revision(revision: number): Promise<Film>;
  /** Absolute path of what `assetPath` finds; throws as it does. */
  assetPath(file: string): Promise<string>;
  /** A folder inside the film for rebuildable files, such as rendered segments. Made when missing. */
  cacheDir(name: string): Promise<string>;
  /** Said once after opening: what was repaired or left aside. */
  readonly notices: readonly string[];
  close(): Promise<void>;
};

/**
 * Makes a film folder with the film as revision 1. The folder may exist when it is empty, else `invalid-input`; on
 * failure (`disk-full`, `not-writable`) nothing is left behind.
 */
export async function createFilmFolder(dir: string, film: Film): Promise<void> {
  const isNew = await makeEmptyFolder(dir);
  try {
    await writeFilm(dir, { film, revision: 1 });
    await writeFileAtomic(join(dir, openerName), 'Open this file with Circle Take to open the film in this folder.\n');
  } catch (error) {
    const ours = isNew ? [dir] : [revisionsName, filmFileName, openerName].map((name) => join(dir, name));
    await Promise.all(ours.map((path) => rm(path, { recursive: true, force: true })));
    throw error;
  }
}

/** Returns false when an empty folder was there already. */
async function makeEmptyFolder(dir: string): Promise<boolean> {
  await withFileErrors(dir, () => mkdir(dirname(dir), { recursive: true }));
  try {
    await mkdir(dir);
    return true;
  } catch (error) {
    if (errno(error) !== 'EEXIST') throw toFileError(error, dir);
  }
  const isFolder = (await withFileErrors(dir, () => stat(dir))).isDirectory();
  if (isFolder && (await listFolder(dir)).length === 0) return false;
  throw new AppError({
    code: 'invalid-input',
    message: `“${dir}” is there already and not empty.`,
    action: 'Choose another name or an empty folder for the new film.',
    details: { path: dir },
  });
}

/**
 * Opens and locks a film folder. Throws `not-found` or `invalid-input` when it is no film, `locked`, `unsupported` when it
 * is too new, and `damaged` with `details {dir, lastGood: {revision, savedAt, scenes} | null}`; it is then not locked.
 * `isTaken` tells that an id belongs to another open film: a copied folder is given an id of its own.
 */
export async function openFilmSession(
  path: string,
  { isTaken = () => false }: { readonly isTaken?: (filmId: string) => boolean } = {},
): Promise<FilmSession> {
  const dir = await resolveFilmDir(path);
  return whileLocked(dir, async (lock) => {
    await sweepTemporaries(dir);
    await sweepTemporaries(await ownFolder(dir, revisionsName));
    const { notice, ...found } = await reconcile(dir, await readFilmFile(dir));
    const copied = isTaken(found.film.id);
    const saved = copied ? await withFreshId(dir, found) : found;
    const takes = await openTakeStore(dir);
    const copyNotice = copied ? 'This folder is a copy of a film that is open, so it became a film of its own.' : null;
    const notices = [notice, copyNotice, ...takes.problems()].filter((text) => text !== null);
    return session({ dir, lock, saved, takes, notices });
  });
}

/**
 * After `damaged`: puts the last good revision back as film.json, keeps the damaged file beside it as
 * film.damaged-<time>.json, and returns the film's revision. A film that is in order is left as it is.
 * Throws `damaged` when no revision can be read, and what `openFilmSession` throws.
 */
export async function recoverFilm(path: string): Promise<{ revision: number }> {
  const dir = await resolveFilmDir(path);
  return whileLocked(dir, async (lock) => {
    const film = await readFilmFile(dir).catch((error: unknown) => restoreLastGood(dir, error));
    const { revision } = await reconcile(dir, film);
    await lock.release();
    return { revision };
  });
}

async function restoreLastGood(dir: string, error: unknown): Promise<Film> {
  if (!(error instanceof AppError) || error.code !== 'damaged') throw error;
  const good = await lastGoodRevision(dir);
  if (!good) throw error;
  const path = join(dir, filmFileName);
  const aside = join(dir, `film.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}.json`);
  const restored = await prepareFile(path, serializeFilm(good.film));
  // Should we die between the two renames, the revisions still tell that this is a film, and it can be recovered again.
  await rename(path, aside).catch((cause: unknown) => {
    if (errno(cause) !== 'ENOENT') throw toFileError(cause, path);
  });
  await restored.commit();
  return good.film;
}

/** Locks the folder for `work`, which keeps the lock when it succeeds. */
async function whileLocked<T>(dir: string, work: (lock: FilmLock) => Promise<T>): Promise<T> {
  const lock = await lockFilm(dir);
  try {
    return await work(lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function withFreshId(dir: string, { film, revision }: SavedFilm): Promise<SavedFilm> {
  const saved = { film: { ...film, id: newId('film') }, revision: revision + 1 };
  await writeFilm(dir, saved);
  return saved;
}

type SessionParts = {
  readonly dir: string;
  readonly lock: FilmLock;
  readonly saved: SavedFilm;
  readonly takes: OpenedTakeStore;
  readonly notices: readonly string[];
};

function session({ dir, lock, saved, takes, notices }: SessionParts): FilmSession {
  const filmId = saved.film.id;
  const saves = new PQueue({ concurrency: 1 });
  let current = saved;
  let closed = false;

  async function saveNext(film: Film, baseRevision: number): Promise<{ revision: number }> {
    if (isSavedAlready(current, film, baseRevision)) return { revision: current.revision };
    if (baseRevision !== current.revision) throw conflict(current, baseRevision);
    await lock.assertHeld();
    const next = { film, revision: current.revision + 1 };
    await writeFilm(dir, next);
    current = next;
    return { revision: next.revision };
  }

  return {
    filmId,
    dir,
    takes,
    notices,
    current: () => current,
    save: async (film, baseRevision) => {
      if (closed)
        throw new AppError({ code: 'not-found', message: `“${film.title}” is closed.`, action: 'Open it again.' });
      const own = filmSchema.parse(film);
      if (own.id !== filmId) throw otherFilm(film, current.film);
      return saves.add(() => saveNext(own, baseRevision));
    },
    revisions: () => listRevisions(dir),
    // A revision from before the film got an id of its own still belongs to this film.
    revision: async (revision) => ({ ...(await readRevision(dir, revision)).film, id: filmId }),
    assetPath: (file) => assetPath(dir, file),
    cacheDir: async (name) => ownFolder(dir, cacheName, plainName(name)),
    close: async () => {
      if (closed) return;
      closed = true;
      await Promise.all([saves.onIdle(), takes.settled()]);
      await lock.release();
    },
  };
}

async function listRevisions(dir: string): Promise<Revision[]> {
  const read = (await revisionNumbers(dir)).map(async (number) => {
    const found = await tryRevision(dir, number);
    return found && { revision: found.revision, savedAt: found.savedAt, scenes: found.scenes };
  });
  return (await Promise.all(read)).filter((revision) => revision !== null);
}

function plainName(name: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,60}$/.test(name)) return name;
  throw new Error(`Not a plain folder name: ${name}`);
}

/** The same save again: a connection that broke took the first answer along, and nobody else has saved. */
const isSavedAlready = (current: SavedFilm, film: Film, baseRevision: number): boolean =>
  baseRevision === current.revision - 1 && serializeFilm(film) === serializeFilm(current.film);

function conflict({ film, revision }: SavedFilm, baseRevision: number): AppError {
  return new AppError({
    code: 'conflict',
    message: `“${film.title}” was saved elsewhere meanwhile (revision ${revision}; this change started from ${baseRevision}).`,
    details: { revision, baseRevision },
  });
}

function otherFilm(given: Film, open: Film): AppError {
  return new AppError({
    code: 'invalid-input',
    message: `“${given.title}” is not the film that is open here, “${open.title}”.`,
    action: 'Open that film, then save it.',
  });
}
