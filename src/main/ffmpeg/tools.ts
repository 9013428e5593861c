import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import { missingCapabilities } from './capabilities.ts';
import { childEnv } from './child-env.ts';

/** FFmpeg as found on this machine: absolute paths, and the version line's number. */
export type FfmpegTools = { readonly ffmpeg: string; readonly ffprobe: string; readonly version: string };

export type FindTools = {
  /** The program, or the folder that holds it, as set by the user; null looks for it. */
  readonly configured?: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Path of a bundled ffmpeg; null for none. Left out: whatever the ffmpeg-static package brought. */
  readonly vendorPath?: string | null;
};

const run = promisify(execFile);
const exe = process.platform === 'win32' ? '.exe' : '';
/** Homebrew's folders: an app started from the Finder does not have them on its PATH. */
const usualFolders = ['/opt/homebrew/bin', '/usr/local/bin'];

const found = new Map<string, Promise<FfmpegTools>>();

/**
 * Finds ffmpeg and ffprobe, each on its own, and asks them once what they can do. The order: what the user configured,
 * the bundled ffmpeg-static, PATH. Remembered for each configured path; a failure is not. Throws `missing-tool`.
 */
export function findTools(options: FindTools): Promise<FfmpegTools> {
  const key = JSON.stringify([options.configured ?? null, options.vendorPath, options.env.PATH]);
  const known = found.get(key);
  if (known) return known;
  const search = look(options).catch((error: unknown) => {
    found.delete(key);
    throw error;
  });
  found.set(key, search);
  return search;
}

async function look(options: FindTools): Promise<FfmpegTools> {
  const ffmpeg = await findFfmpeg(options);
  const beside = join(dirname(ffmpeg), `ffprobe${exe}`);
  const ffprobe = await firstProgram([beside, ...onPath('ffprobe', options.env)]);
  if (!ffprobe) throw missing('FFprobe, which comes with FFmpeg, was not found.');
  const version = await readVersion(ffmpeg);
  await readVersion(ffprobe);
  const lacks = await missingCapabilities(ffmpeg);
  if (lacks.length > 0) throw missing(`The FFmpeg at ${ffmpeg} lacks ${lacks.join(', ')}.`, fullBuildHint);
  return { ffmpeg, ffprobe, version };
}

async function findFfmpeg({ configured, env, vendorPath }: FindTools): Promise<string> {
  if (configured) {
    const program = await firstProgram([configured, join(configured, `ffmpeg${exe}`)]);
    if (program) return program;
    throw missing(`There is no FFmpeg at ${configured}.`, 'Correct the FFmpeg path in Settings, or clear it.');
  }
  const bundled = vendorPath === undefined ? await bundledPath() : vendorPath;
  const program = await firstProgram([...(bundled ? [bundled] : []), ...onPath('ffmpeg', env)]);
  if (!program) throw missing('FFmpeg was not found.');
  return program;
}

/** ffmpeg-static gives a path even when its download failed, and one inside the archive when the app is packaged. */
async function bundledPath(): Promise<string | null> {
  const name = 'ffmpeg-static';
  try {
    const bundled = (await import(/* @vite-ignore */ name)) as { default: string | null };
    return bundled.default?.replace('app.asar', 'app.asar.unpacked') ?? null;
  } catch {
    // An optional dependency: absent on machines where its binary cannot be had. PATH comes next.
    return null;
  }
}

const onPath = (name: string, env: FindTools['env']): string[] =>
  [...(env.PATH ?? env.Path ?? '').split(delimiter), ...usualFolders]
    .filter(Boolean)
    .map((folder) => join(folder, name + exe));

async function firstProgram(candidates: readonly string[]): Promise<string | null> {
  for (const candidate of candidates) if (await isProgram(candidate)) return candidate;
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    // Not there or not ours to run: for the search these are the same answer.
    return false;
  }
}

/** `ffmpeg version 5.1.9-0+deb12u1 Copyright …` -> `5.1.9-0+deb12u1`. */
async function readVersion(program: string): Promise<string> {
  try {
    const { stdout } = await run(program, ['-version'], { windowsHide: true, env: childEnv() });
    const version = /^\S+ version (\S+)/.exec(stdout)?.[1];
    if (version) return version;
  } catch (cause) {
    throw missing(`${program} does not start.`, undefined, cause);
  }
  throw missing(`${program} is not FFmpeg.`);
}

function missing(message: string, action?: string, cause?: unknown): AppError {
  return new AppError({ code: 'missing-tool', message, action: action ?? installHint(process.platform), cause });
}

const fullBuildHint = 'Install a full build of FFmpeg (with x264 and libass), or set the path of one in Settings.';

/** How to get a full FFmpeg on this system. */
export function installHint(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Install it with "brew install ffmpeg", then try again.';
  if (platform === 'win32') return 'Install it with "winget install Gyan.FFmpeg", then start the studio again.';
  return 'Install it with "sudo apt install ffmpeg" (or your system\'s package manager), then try again.';
}
