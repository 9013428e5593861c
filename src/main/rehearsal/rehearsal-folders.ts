import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { errno, withFileErrors } from '../films/atomic-file.ts';
import { listFolder } from '../films/film-folder.ts';
import { lockFilm } from '../films/film-lock.ts';
import { freeFilmDir } from '../films/library.ts';
import { hasEnded, ownIdentity, processIdentitySchema } from '../processes/process-identity.ts';

const workPrefix = '.work-';
const ownerName = 'owner.json';
const ownerSchema = processIdentitySchema.extend({ since: z.iso.datetime() });
/** A work folder without an owner is being made, or was left by a studio that died just then. */
const ownerlessMs = 60_000;

/** A new folder for a rehearsal's work, that says whose it is. */
export async function openWorkFolder(home: string): Promise<string> {
  return withFileErrors(home, async () => {
    await mkdir(home, { recursive: true, mode: 0o700 });
    const dir = await mkdtemp(join(home, workPrefix));
    const owner = { ...(await ownIdentity()), since: new Date().toISOString() };
    await writeFile(join(dir, ownerName), JSON.stringify(owner));
    return dir;
  });
}

/** Removes what rehearsals left behind whose studio died; those of studios that run stay. */
export async function sweepWorkFolders(home: string): Promise<void> {
  for (const { name } of await listFolder(home)) {
    const dir = join(home, name);
    if (name.startsWith(workPrefix) && (await isLeft(dir))) await removeFolder(dir);
  }
}

export const removeFolder = (dir: string): Promise<void> =>
  withFileErrors(dir, () => rm(dir, { recursive: true, force: true, maxRetries: 3 }));

async function isLeft(dir: string): Promise<boolean> {
  try {
    const owner = ownerSchema.safeParse(JSON.parse(await readFile(join(dir, ownerName), 'utf8')));
    if (owner.success) return await hasEnded(owner.data, owner.data.since);
  } catch (error) {
    if (errno(error) !== 'ENOENT' && !(error instanceof SyntaxError)) throw error;
  }
  const facts = await stat(dir).catch(() => null);
  return facts !== null && facts.mtimeMs < Date.now() - ownerlessMs;
}

/**
 * Gives a finished animatic its place, `<film id>.film`, instead of those before it, which go unless somebody has them
 * open. Returns where it is now; `onGone` hears of every folder that went.
 */
export async function placeAnimatic(
  made: string,
  home: string,
  filmId: string,
  onGone: (dir: string) => void,
): Promise<string> {
  const names = (await listFolder(home)).map(({ name }) => name);
  for (const name of names.filter((each) => each.startsWith(filmId) && each.endsWith('.film'))) {
    if (await removeUnlessOpen(join(home, name))) onGone(join(home, name));
  }
  const dir = await freeFilmDir(home, filmId);
  await withFileErrors(dir, () => rename(made, dir));
  return dir;
}

async function removeUnlessOpen(dir: string): Promise<boolean> {
  try {
    const lock = await lockFilm(dir);
    await removeFolder(dir).finally(() => lock.release());
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'locked') return false;
    throw error;
  }
}
