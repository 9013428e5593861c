import { randomUUID } from 'node:crypto';
import { link, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { fateOf, ownIdentity, processIdentitySchema } from '../processes/process-identity.ts';
import { errno, withFileErrors, writeTemporary } from './atomic-file.ts';
import { readSmallFile } from './small-file.ts';

/** Name of the lock in a film folder. */
export const lockFileName = 'film.lock';

/** The proof that only this studio has a film open. */
export type FilmLock = {
  /** Throws `locked` when another studio took the film meanwhile (this computer slept), `not-found` when the folder is gone. */
  assertHeld(): Promise<void>;
  /** Lets go. `movedTo`: where the folder is now, when it was moved under the lock. */
  release(movedTo?: string): Promise<void>;
};

const holderSchema = processIdentitySchema.extend({ token: z.uuid(), since: z.iso.datetime() });
type Holder = z.infer<typeof holderSchema>;

/** Tokens of the locks that this process holds now. */
const held = new Set<string>();

/** A lock file as found. `id` is never used twice, so a stale lock can be told from the one that replaced it. */
type FoundLock = { readonly id: string; readonly holder: Holder | null; readonly beatAt: number };

const heartbeatMs = 15_000;
/** Without news for this long, an owner that cannot be asked counts as gone. */
const silenceMs = 60_000;

/**
 * Takes the film folder for this studio, or throws `locked` saying who has it since when. The lock of a process that has
 * ended is taken over; of one on another computer, when it has not renewed the lock for a minute.
 */
export async function lockFilm(dir: string, beatEveryMs = heartbeatMs): Promise<FilmLock> {
  const path = join(dir, lockFileName);
  const holder: Holder = { ...(await ownIdentity()), token: randomUUID(), since: new Date().toISOString() };
  // Before it is on disk: nobody in this process may take it for one that was let go of.
  held.add(holder.token);
  try {
    await withFileErrors(dir, () => acquire(path, holder));
  } catch (error) {
    held.delete(holder.token);
    throw error;
  }
  const beat = setInterval(() => void renew(path, holder), beatEveryMs).unref();
  return {
    assertHeld: () => withFileErrors(dir, () => assertHeld(path, holder)),
    release: async (movedTo = dir) => {
      clearInterval(beat);
      held.delete(holder.token);
      const lock = join(movedTo, lockFileName);
      if ((await findLock(lock))?.id === holder.token) await withFileErrors(lock, () => rm(lock, { force: true }));
    },
  };
}

async function acquire(path: string, holder: Holder): Promise<void> {
  // A few rounds are enough: each lost one means that the lock changed hands in that moment.
  for (let round = 0; round < 10; round += 1) {
    const now = await createExclusive(path, textOf(holder));
    if (now === null) return;
    const found = await findLock(path);
    if (!found) continue;
    if (!(await isStale(found, now, holder))) throw lockedError(path, found.holder);
    if (await takeOver(path, found, holder)) return;
    await sleep(20 + Math.random() * 60);
  }
  throw lockedError(path, null);
}

/**
 * Replaces a stale lock. The right to do so is itself an exclusive file, named after that very lock: whoever saw the same
 * stale lock but came late finds another one under it, and steps back. So no live lock is ever removed.
 */
async function takeOver(path: string, stale: FoundLock, holder: Holder): Promise<boolean> {
  const right = `${path}.${stale.id}`;
  try {
    await acquire(right, holder);
  } catch (error) {
    if (error instanceof AppError && error.code === 'locked') return false;
    throw error;
  }
  try {
    if ((await findLock(path))?.id !== stale.id) return false;
    await rename(await writeTemporary(dirname(path), textOf(holder)), path);
    return true;
  } finally {
    await rm(right, { force: true });
  }
}

/** Makes the lock file, complete from its first moment. When there is one already: the file system's time, in ms. */
async function createExclusive(path: string, text: string): Promise<number | null> {
  const mine = await writeTemporary(dirname(path), text);
  try {
    await linkOrWrite(mine, path, text);
    return null;
  } catch (error) {
    if (errno(error) !== 'EEXIST') throw error;
    // Heartbeats carry the file server's time, which may differ from this computer's: compare with a file made there now.
    return (await stat(mine)).mtimeMs;
  } finally {
    await rm(mine, { force: true });
  }
}

async function linkOrWrite(from: string, to: string, text: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    // exFAT and some network shares have no hard links. A lock that is still empty there counts as fresh for a minute.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'].includes(errno(error) ?? '')) throw error;
    const handle = await open(to, 'wx');
    await handle.writeFile(text).finally(() => handle.close());
  }
}

async function findLock(path: string): Promise<FoundLock | null> {
  const file = await readSmallFile(path, 4096).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not-found') return null;
    throw error;
  });
  if (!file) return null;
  const holder = parseHolder(file.text);
  return { id: holder?.token ?? `unreadable-${file.modifiedAt}`, holder, beatAt: file.modifiedAt };
}

function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    // Half-written on a disk without hard links, or not ours: nobody can be asked, so its age alone decides.
    return null;
  }
}

async function isStale({ holder, beatAt }: FoundLock, now: number, own: Holder): Promise<boolean> {
  // Our own, and let go of: the folder was moved or copied while it was open, and took its lock file along.
  if (holder && isSameProcess(holder, own)) return !held.has(holder.token);
  const fate = holder ? await fateOf(holder) : 'unknown';
  // A time in the future is no heartbeat either: it came out of an archive or from a wrong clock.
  return fate === 'unknown' ? Math.abs(now - beatAt) > silenceMs : fate === 'gone';
}

const isSameProcess = (one: Holder, other: Holder): boolean =>
  one.pid === other.pid && one.space === other.space && one.start === other.start;

/** Writes the same bytes again, so that the file server itself puts the time of this heartbeat on the lock. */
async function renew(path: string, holder: Holder): Promise<void> {
  try {
    if ((await findLock(path))?.id !== holder.token) return;
    const handle = await open(path, 'r+');
    await handle.write(textOf(holder), 0).finally(() => handle.close());
  } catch {
    // The disk may be away for a moment. The next save looks at the lock again and says so where it matters.
  }
}

async function assertHeld(path: string, holder: Holder): Promise<void> {
  const found = await findLock(path);
  if (found?.id === holder.token) return;
  if (found) throw lockedError(path, found.holder);
  // Is the folder itself gone? Else someone deleted the lock by hand: it is taken again, if no other studio was quicker.
  await stat(dirname(path));
  await acquire(path, holder);
}

const textOf = (holder: Holder): string => JSON.stringify(holder);

function lockedError(path: string, holder: Holder | null): AppError {
  const film = basename(dirname(path));
  const since = holder ? new Date(holder.since).toLocaleString() : null;
  const who = holder?.pid === process.pid ? 'this studio' : 'another studio';
  const where = holder ? ` on ${holder.host} (process ${holder.pid}), since ${since}` : '';
  return new AppError({
    code: 'locked',
    message: `“${film}” is open in ${who}${where}.`,
    action: 'Close it there, then open it here. If that studio is gone, try again in a minute.',
    details: holder ? { host: holder.host, pid: holder.pid, since: holder.since } : {},
  });
}
