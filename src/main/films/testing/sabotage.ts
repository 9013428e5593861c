import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder that is removed after the test, with its links resolved, as the engine gives paths back. */
export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'circle-take-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  // Open to be read by the user that `withoutRights` becomes, so that only writing fails.
  await chmod(dir, 0o755);
  return dir;
}

/** A disk of `kilobytes`, unmounted after the test; null, said aloud, where the test may not mount one. */
export async function smallDisk(kilobytes: number): Promise<string | null> {
  const dir = await temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    console.warn('SKIPPED: a full disk cannot be tested here, because mounting a tmpfs needs root.');
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', [dir]);
  });
  return dir;
}

/** Writes until the disk that holds `dir` is full, and returns the file that fills it. */
export async function fillDisk(dir: string): Promise<string> {
  const path = join(dir, 'filler');
  for (let bytes = 1024 * 1024; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    // Larger and smaller pieces until not even one byte fits.
    while (await tryAppend(path, bytes)) {}
  }
  return path;
}

async function tryAppend(path: string, bytes: number): Promise<boolean> {
  try {
    await writeFile(path, Buffer.alloc(bytes), { flag: 'a' });
    return true;
  } catch {
    return false;
  }
}

/** Runs `work` as a user who may not write into `dir`. Root may write anywhere, so root becomes nobody for a while. */
export async function withoutRights<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  await chmod(dir, 0o555);
  if (isRoot) process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    await chmod(dir, 0o755);
  }
}
