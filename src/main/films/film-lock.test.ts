import { mkdir, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ownIdentity } from '../processes/process-identity.ts';
import { lockFileName, lockFilm } from './film-lock.ts';
import { startChild } from './testing/children.ts';
import { temporaryFolder, withoutRights } from './testing/sabotage.ts';

const token = '0b0e8f6e-1111-4222-8333-444455556666';

/** Puts a lock into a new folder, as another process would have left it. */
async function folderLockedBy(holder: object, secondsAgo = 0): Promise<string> {
  const dir = await temporaryFolder();
  const path = join(dir, lockFileName);
  await writeFile(
    path,
    JSON.stringify({ ...(await ownIdentity()), token, since: '2026-11-20T08:00:00.000Z', ...holder }),
  );
  const then = new Date(Date.now() - secondsAgo * 1000);
  await utimes(path, then, then);
  return dir;
}

const elsewhere = { space: 'host:studio-b', host: 'studio-b', pid: 4711, start: null };

describe('lockFilm', () => {
  it('refuses a second lock, saying who has it since when, until the first is released', async () => {
    const dir = await temporaryFolder();
    const lock = await lockFilm(dir);
    await expect(lockFilm(dir)).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining(`process ${process.pid}`),
      details: { pid: process.pid, since: expect.any(String) },
    });
    await lock.release();
    await (await lockFilm(dir)).release();
    expect(await readdir(dir)).toEqual([]);
  });

  it('opens a folder that was moved or copied while it was open, once it is let go of', async () => {
    const parent = await temporaryFolder();
    const [before, after] = [join(parent, 'before'), join(parent, 'after')];
    await mkdir(before);
    const lock = await lockFilm(before);
    await rename(before, after);
    await expect(lockFilm(after)).rejects.toMatchObject({ code: 'locked' });
    await lock.release();
    await (await lockFilm(after)).release();
    expect(await readdir(after)).toEqual([]);
  });

  it('takes over from a process that has ended', async () => {
    const child = startChild('lock-child.ts', await temporaryFolder());
    await child.next();
    await child.kill();
    const dir = await folderLockedBy({ pid: child.pid });
    const lock = await lockFilm(dir);
    await lock.assertHeld();
    expect(await readdir(dir)).toEqual([lockFileName]);
  });

  it.runIf(process.platform === 'linux')('is not fooled by a process that got the number of the dead one', async () => {
    const dir = await folderLockedBy({ start: '1' });
    await (await lockFilm(dir)).release();
  });

  it('believes another computer for a minute after its last heartbeat', async () => {
    await expect(lockFilm(await folderLockedBy(elsewhere, 30))).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining('studio-b'),
    });
    await (await lockFilm(await folderLockedBy(elsewhere, 90))).release();
    await (await lockFilm(await folderLockedBy(elsewhere, -3600))).release();
  });

  it('survives a lock file that is garbage: a minute later it counts for nothing', async () => {
    const dir = await temporaryFolder();
    const path = join(dir, lockFileName);
    await writeFile(path, '');
    await expect(lockFilm(dir)).rejects.toMatchObject({ code: 'locked' });
    const then = new Date(Date.now() - 90_000);
    await utimes(path, then, then);
    await (await lockFilm(dir)).release();
  });

  it('follows no link', async () => {
    const dir = await temporaryFolder();
    await symlink('/etc/hostname', join(dir, lockFileName));
    await expect(lockFilm(dir)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('finishes a take-over in which another studio died', async () => {
    const dir = await folderLockedBy({ ...elsewhere }, 90);
    const right = join(dir, `${lockFileName}.${token}`);
    await writeFile(
      right,
      JSON.stringify({ ...elsewhere, token: crypto.randomUUID(), since: '2026-11-20T08:00:00.000Z' }),
    );
    const then = new Date(Date.now() - 90_000);
    await utimes(right, then, then);
    await (await lockFilm(dir)).release();
    expect(await readdir(dir)).toEqual([]);
  });

  it('says that the folder cannot be written to or is gone', async () => {
    const dir = await temporaryFolder();
    await withoutRights(dir, async () => {
      await expect(lockFilm(dir)).rejects.toMatchObject({ code: 'not-writable', details: { path: dir } });
    });
    await expect(lockFilm(join(dir, 'gone'))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('lets exactly one of many processes take over a stale lock', { timeout: 60_000 }, async () => {
    const dir = await folderLockedBy(elsewhere, 90);
    const children = Array.from({ length: 4 }, () => startChild('lock-child.ts', dir));
    const here = await Promise.allSettled([lockFilm(dir), lockFilm(dir), lockFilm(dir)]);
    const there = await Promise.all(children.map((child) => child.next()));
    const answers = [...there, ...here.map((result) => (result.status === 'fulfilled' ? 'mine' : result.reason.code))];
    expect(answers.sort()).toEqual([...Array(6).fill('locked'), 'mine']);
  });
});

describe('a held lock', () => {
  it('renews itself', async () => {
    const dir = await temporaryFolder();
    const lock = await lockFilm(dir, 10);
    const path = join(dir, lockFileName);
    const text = await readFile(path, 'utf8');
    const long = new Date(Date.now() - 50_000);
    await utimes(path, long, long);
    await vi.waitUntil(async () => (await stat(path)).mtimeMs > long.getTime() + 10_000, { timeout: 10_000 });
    expect(await readFile(path, 'utf8')).toBe(text);
    await lock.release();
  });

  it('knows when another studio took the film, and leaves that lock alone', async () => {
    const dir = await temporaryFolder();
    const lock = await lockFilm(dir);
    const path = join(dir, lockFileName);
    await rm(path);
    await writeFile(path, JSON.stringify({ ...elsewhere, token, since: '2026-11-20T08:00:00.000Z' }));
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: 'locked' });
    await lock.release();
    expect(await readdir(dir)).toEqual([lockFileName]);
  });

  it('is taken again when someone deleted the file by hand', async () => {
    const dir = await temporaryFolder();
    const lock = await lockFilm(dir);
    await rm(join(dir, lockFileName));
    await lock.assertHeld();
    await expect(lockFilm(dir)).rejects.toMatchObject({ code: 'locked' });
    await lock.release();
  });

  it('says when the folder went away, and can be released where it went', async () => {
    const [from, to] = [join(await temporaryFolder(), 'a.film'), join(await temporaryFolder(), 'b.film')];
    await mkdir(from);
    const lock = await lockFilm(from);
    await rename(from, to);
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: 'not-found', details: { path: from } });
    await lock.release(to);
    expect(await readdir(to)).toEqual([]);
  });
});
