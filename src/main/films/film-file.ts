import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Film } from '../../shared/film.ts';
import { prepareFile } from './atomic-file.ts';
import { filmFileName } from './film-folder.ts';
import { parseFilm, serializeFilm } from './migrations.ts';
import {
  lastGoodRevision,
  maxFilmBytes,
  prepareRevision,
  pruneRevisions,
  revisionNumbers,
  tryRevision,
} from './revisions.ts';
import { readSmallFile } from './small-file.ts';

/** A film and the number under which it is on disk. */
export type SavedFilm = { readonly film: Film; readonly revision: number };

/** Reads film.json. Throws `damaged` with `details.lastGood` when it is broken or gone, `unsupported` when it is too new. */
export async function readFilmFile(dir: string): Promise<Film> {
  try {
    return parseFilm((await readSmallFile(join(dir, filmFileName), maxFilmBytes)).text);
  } catch (error) {
    if (error instanceof AppError && ['damaged', 'not-found'].includes(error.code))
      throw await offerLastGood(dir, error);
    throw error;
  }
}

async function offerLastGood(dir: string, cause: AppError): Promise<AppError> {
  const good = await lastGoodRevision(dir);
  const lastGood = good && { revision: good.revision, savedAt: good.savedAt, scenes: good.scenes };
  return new AppError({
    code: 'damaged',
    message: cause.message,
    action: lastGood
      ? `Restore revision ${lastGood.revision} of ${new Date(lastGood.savedAt).toLocaleString()}; the damaged file is kept.`
      : `Put a good ${filmFileName} back into the folder, from a backup for example.`,
    details: { dir, lastGood },
    cause,
  });
}

/**
 * Writes a film as a revision of its own and as film.json. Both are complete on disk before either shows, so a full disk
 * changes nothing. film.json comes first: a kill in between leaves a film that `reconcile` numbers on opening.
 */
export async function writeFilm(dir: string, saved: SavedFilm): Promise<void> {
  const text = serializeFilm(saved.film);
  if (Buffer.byteLength(text) > maxFilmBytes) {
    throw new AppError({
      code: 'invalid-input',
      message: `“${saved.film.title}” has more text than a film can hold (20 MB).`,
      action: 'Shorten its prompts and narrations, or make two films of it.',
    });
  }
  const revision = await prepareRevision(dir, saved.revision, text);
  try {
    const film = await prepareFile(join(dir, filmFileName), text);
    await film.commit();
  } catch (error) {
    await revision.discard();
    throw error;
  }
  await revision.commit();
  // Old revisions that cannot be removed do no harm, and the film is saved: the next save tries again.
  await pruneRevisions(dir).catch(() => undefined);
}

/**
 * Gives film.json its revision number: the newest revision's when the two say the same, else the next one, so that numbers
 * never go back. They differ after an edit by hand, and after a kill between the two renames of a save.
 */
export async function reconcile(dir: string, film: Film): Promise<SavedFilm & { readonly notice: string | null }> {
  const [newest = 0] = await revisionNumbers(dir);
  const known = newest > 0 ? await tryRevision(dir, newest) : null;
  if (known && serializeFilm(known.film) === serializeFilm(film)) return { film, revision: newest, notice: null };
  const saved = { film, revision: newest + 1 };
  await writeFilm(dir, saved);
  const notice = `${filmFileName} differed from its last revision; both are kept, ${filmFileName} as revision ${saved.revision}.`;
  return { ...saved, notice: newest > 0 ? notice : null };
}
