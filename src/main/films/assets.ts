import { constants } from 'node:fs';
import { copyFile, lstat, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Asset, assetSchema } from '../../shared/asset.ts';
import { AppError } from '../../shared/errors.ts';
import { readCube } from '../assembly/picture/read-cube.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import { errno, syncDir, withFileErrors } from './atomic-file.ts';
import { measureFile } from './file-take.ts';
import { ownFolder } from './film-folder.ts';
import type { FilmSession } from './film-session.ts';
import { readMusic } from './read-music.ts';
import { readSmallFile } from './small-file.ts';

/** Folder of what people brought into a film besides takes. */
export const assetsName = 'assets';

export type AssetOrder = {
  readonly kind: Asset['kind'];
  /** Absolute path; the file stays where it is and a copy goes into the film. */
  readonly path: string;
  /** The name that the user knows the file by. */
  readonly name: string;
};

/** Hours of music without loss; a table of 65 x 65 x 65 with many digits. Bytes. */
const largest: Record<Asset['kind'], number> = { music: 4 * 1024 ** 3, lut: 16 * 1024 ** 2 };
const choose: Record<Asset['kind'], string> = {
  music: 'Choose a recording, such as MP3, M4A, WAV or FLAC.',
  lut: 'Choose a look, a file whose name ends in .cube.',
};

/**
 * Copies music or a look into the film. The same file again is the same asset. Throws `not-found`, `invalid-input` (no
 * file, empty, too large), `damaged`, `unsupported`, `disk-full` or `not-writable`; nothing is left behind then.
 */
export async function importAsset(
  { dir, takes }: Pick<FilmSession, 'dir' | 'takes'>,
  tools: FfmpegTools,
  { kind, path, name }: AssetOrder,
): Promise<Asset> {
  await refuseUnusable(kind, path, name);
  const staging = await takes.stage();
  try {
    const copy = join(staging, 'asset');
    await withFileErrors(path, () => copyFile(path, copy, constants.COPYFILE_FICLONE));
    const { extension, seconds } = await inspect(kind, copy, tools, name);
    const { bytes, sha256 } = await measureFile(copy);
    const asset = assetSchema.parse({
      file: `${sha256.slice(0, 16)}.${extension}`,
      kind,
      name,
      sha256,
      bytes,
      seconds,
    });
    await fileAsset(await ownFolder(dir, assetsName), copy, asset.file);
    return asset;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * Absolute path of an asset of the film in `dir`. The film may come from someone else: throws `not-allowed` for what is
 * no name of an asset, and `not-found` unless it is a plain file inside the film.
 */
export async function assetPath(dir: string, file: string): Promise<string> {
  if (!assetSchema.shape.file.safeParse(file).success)
    throw new AppError({ code: 'not-allowed', message: `“${file}” is no name of a file in the film's ${assetsName}.` });
  const path = join(dir, assetsName, file);
  const isOwn = (await isOf(join(dir, assetsName), 'isDirectory')) && (await isOf(path, 'isFile'));
  if (isOwn) return path;
  throw new AppError({
    code: 'not-found',
    message: `“${assetsName}/${file}” is not in the film's folder.`,
    action: 'Put it back, or choose the music or the look again.',
    details: { file: path },
  });
}

/** What it is itself: a link is neither a file nor a folder here. */
async function isOf(path: string, kind: 'isFile' | 'isDirectory'): Promise<boolean> {
  try {
    return (await lstat(path))[kind]();
  } catch (error) {
    if (errno(error) === 'ENOENT' || errno(error) === 'ENOTDIR') return false;
    throw error;
  }
}

async function refuseUnusable(kind: Asset['kind'], path: string, name: string): Promise<void> {
  const entry = await withFileErrors(path, () => stat(path));
  const why = [
    !entry.isFile() && 'is not a file',
    entry.size === 0 && 'is empty',
    entry.size > largest[kind] && `is larger than ${largest[kind] / 1024 ** 2} MB`,
  ].find((text) => text !== false);
  if (why) throw new AppError({ code: 'invalid-input', message: `${name} ${why}.`, action: choose[kind] });
}

type Inspected = { readonly extension: string; readonly seconds: number | null };

async function inspect(kind: Asset['kind'], copy: string, tools: FfmpegTools, name: string): Promise<Inspected> {
  const told = (error: unknown): never => {
    throw named(error, copy, name, choose[kind]);
  };
  if (kind === 'music') return readMusic(tools, copy).catch(told);
  const { text } = await readSmallFile(copy, largest.lut).catch(told);
  // As rendering will read it.
  readCube(text, name);
  return { extension: 'cube', seconds: null };
}

/** What was found out about the copy, told of the file that people know. */
function named(error: unknown, copy: string, name: string, action: string): unknown {
  if (!(error instanceof AppError) || !['damaged', 'unsupported'].includes(error.code)) return error;
  const why = error.message.replaceAll(`“${copy}”`, 'It').replaceAll(basename(copy), 'It');
  const message = `${name} cannot be used. ${why}`;
  return new AppError({ code: error.code, message, action, details: error.details, cause: error });
}

/** Gives the copy its place. A file of that name is the same file, unless somebody damaged it. */
async function fileAsset(assetsDir: string, copy: string, file: string): Promise<void> {
  await withFileErrors(assetsDir, async () => {
    await rename(copy, join(assetsDir, file));
    await syncDir(assetsDir);
  });
}
