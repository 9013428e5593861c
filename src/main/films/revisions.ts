import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Film } from '../../shared/film.ts';
import { type PreparedFile, prepareFile, withFileErrors } from './atomic-file.ts';
import { listFolder, ownFolder, revisionsName } from './film-folder.ts';
import { parseFilm } from './migrations.ts';
import { readSmallFile } from './small-file.ts';

/** Largest film.json that is read or written: 1,000 scenes with long prompts are about 4 MB. */
export const maxFilmBytes = 20 * 1024 * 1024;
/** How many revisions a film keeps. */
const kept = 50;

export type Revision = { readonly revision: number; readonly savedAt: string; readonly scenes: number };
export type ReadRevision = Revision & { readonly film: Film };

const fileName = (revision: number): string => `${String(revision).padStart(6, '0')}.json`;

/** The numbers of a film's revisions, newest first; damaged ones included. */
export async function revisionNumbers(dir: string): Promise<number[]> {
  const entries = await listFolder(await ownFolder(dir, revisionsName));
  const numbers = entries
    .filter(({ name }) => /^\d{6,12}\.json$/.test(name))
    .map(({ name }) => Number.parseInt(name, 10));
  return numbers.sort((a, b) => b - a);
}

/** One revision. Throws `not-found` when it was pruned and `damaged` when it cannot be read. */
export async function readRevision(dir: string, revision: number): Promise<ReadRevision> {
  const { text, modifiedAt } = await readSmallFile(join(dir, revisionsName, fileName(revision)), maxFilmBytes);
  const film = parseFilm(text);
  return { revision, savedAt: new Date(modifiedAt).toISOString(), scenes: film.scenes.length, film };
}

/** Like `readRevision`, but null where the revision is not there any more or cannot be read. */
export async function tryRevision(dir: string, revision: number): Promise<ReadRevision | null> {
  try {
    return await readRevision(dir, revision);
  } catch (error) {
    if (error instanceof AppError && ['not-found', 'damaged', 'unsupported'].includes(error.code)) return null;
    throw error;
  }
}

/** The newest revision that can be read, or null. */
export async function lastGoodRevision(dir: string): Promise<ReadRevision | null> {
  for (const number of await revisionNumbers(dir)) {
    const found = await tryRevision(dir, number);
    if (found) return found;
  }
  return null;
}

/** Writes a revision's bytes; it shows when the result is committed. */
export async function prepareRevision(dir: string, revision: number, text: string): Promise<PreparedFile> {
  return prepareFile(join(await ownFolder(dir, revisionsName), fileName(revision)), text);
}

/** Removes all but the newest fifty. */
export async function pruneRevisions(dir: string): Promise<void> {
  const old = (await revisionNumbers(dir)).slice(kept);
  const remove = (path: string) => withFileErrors(path, () => rm(path, { force: true }));
  await Promise.all(old.map((number) => remove(join(dir, revisionsName, fileName(number)))));
}
