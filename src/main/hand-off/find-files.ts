import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { FoundFile } from '../../shared/hand-off.ts';
import { errno, toFileError } from '../films/atomic-file.ts';

/** What tools give people to download. Files that a browser still writes end otherwise: .crdownload, .part, .download. */
const mediaEndings: ReadonlySet<string> = new Set(
  '.mp4 .mov .m4v .webm .mkv .avi .gif .png .jpg .jpeg .webp .avif .tif .tiff .bmp .mp3 .wav .m4a .aac .flac .ogg .opus'.split(
    ' ',
  ),
);

/** What changed more recently may still be written to. Milliseconds. */
const settlesAfterMs = 1500;
/** More would not be looked through by anybody. */
const most = 50;

/** Sizes seen before, by path: a file that grew since is still being written, whatever its time says. */
export type SizesSeen = Map<string, number>;

/**
 * Media files of a folder that changed since, newest first; folders in it are not looked into. `seen` is kept between calls.
 * Throws `not-found` where the folder is gone, and other file errors.
 */
export async function findFiles(dir: string, sinceMs: number, seen: SizesSeen, nowMs: number): Promise<FoundFile[]> {
  const names = await namesIn(dir);
  const found = await Promise.all(names.filter(isMedia).map((name) => look(dir, name)));
  const fresh = found.filter((file) => file !== null).filter(({ changedMs }) => changedMs >= sinceMs);
  return fresh
    .sort((a, b) => b.changedMs - a.changedMs)
    .slice(0, most)
    .map(({ changedMs, ...file }) => {
      const grew = seen.has(file.path) && seen.get(file.path) !== file.bytes;
      seen.set(file.path, file.bytes);
      const settling = grew || file.bytes === 0 || nowMs - changedMs < settlesAfterMs;
      return { ...file, changedAt: new Date(changedMs).toISOString(), settling };
    });
}

const isMedia = (name: string): boolean => !name.startsWith('.') && mediaEndings.has(extname(name).toLowerCase());

async function namesIn(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (errno(error) !== 'ENOENT' && errno(error) !== 'ENOTDIR') throw toFileError(error, dir);
    throw new AppError({
      code: 'not-found',
      message: `The folder “${dir}”, where results are looked for, is gone.`,
      action: 'Choose another in Settings.',
      details: { path: dir },
    });
  }
}

/** Null for what is no file, and for what was renamed or taken away meanwhile, as browsers do when they are through. */
async function look(dir: string, name: string) {
  const path = join(dir, name);
  try {
    const { size, mtimeMs, isFile } = await stat(path).then((entry) => ({
      ...{ size: entry.size, mtimeMs: entry.mtimeMs, isFile: entry.isFile() },
    }));
    return isFile ? { path, name, bytes: size, changedMs: mtimeMs } : null;
  } catch (error) {
    if (errno(error) === 'ENOENT') return null;
    throw toFileError(error, path);
  }
}
