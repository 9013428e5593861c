import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { filesOf } from '../assembly/exports/beside-files.ts';
import { checkFree } from '../assembly/exports/export-destination.ts';
import { findPreset } from '../assembly/exports/export-plan.ts';
import { freeFilmDir } from '../films/library.ts';
import { nodeStudioOptions } from '../node-studio.ts';
import { openStudio, type Studio } from '../studio.ts';
import type { StudioOptions } from '../studio-options.ts';
import { parseScript } from '../writing/parse-script.ts';
import { readScript } from '../writing/read-script.ts';
import type { FilmOptions } from './arguments.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import type { Report } from './film-events.ts';
import { type FilmWork, makeStoryboard, makeTakes, renderFilm, type Storyboard } from './make-film.ts';
import { createStudioClient, errorDataOf, logBug } from './studio-client.ts';

type Surroundings = {
  readonly report: Report;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly studioOptions?: StudioOptions;
};

/**
 * `circle-take film`: script in, finished file out, through the same calls as the studio's windows. Reports what it does,
 * the failure too, and resolves with the exit code. The film folder goes after success unless it is to be kept or its
 * takes cost money; after a failure it stays and is named.
 */
export async function filmCommand(options: FilmOptions, surroundings: Surroundings): Promise<number> {
  const made: { film: string | null } = { film: null };
  try {
    await makeFilm(options, surroundings, made);
    return exitCodes.ok;
  } catch (error) {
    logBug(error);
    const { code, message, action } = errorDataOf(error);
    const exitCode = exitCodeOf(code);
    surroundings.report({ event: 'error', code, message, action, exitCode, film: made.film });
    return exitCode;
  }
}

async function makeFilm(
  options: FilmOptions,
  surroundings: Surroundings,
  made: { film: string | null },
): Promise<void> {
  const script = await readScript(options.script);
  const { film } = parseScript(script);
  const out = await checkDestination(options);
  const studioOptions = surroundings.studioOptions ?? nodeStudioOptions('cli');
  const home = options.keep === null ? studioOptions.libraryDir : await folderFor(resolve(options.keep));
  const dir = await freeFilmDir(home, film.title);
  const kept = await withStudio(studioOptions, surroundings.signal, async (studio) => {
    const work = { studio, client: createStudioClient(studio), options, ...surroundings };
    return produce(work, { script, film, dir }, { out, made });
  });
  if (!kept) await rm(dir, { recursive: true, force: true });
}

type Places = { readonly out: string; readonly made: { film: string | null } };

/** Resolves with whether the film folder stays: where it is to be kept, and wherever its takes cost money. */
async function produce(work: FilmWork, storyboard: Storyboard, { out, made }: Places): Promise<boolean> {
  const { studio, client, options, report } = work;
  studio.grant(storyboard.dir);
  studio.grant(out);
  const opened = await makeStoryboard(work, storyboard);
  made.film = opened.dir;
  const { filmId } = opened;
  await makeTakes(work, opened);
  const { bytes, seconds, width, height, beside } = await renderFilm(work, filmId, out);
  const takes = await client.takes.list({ filmId });
  const costMicros = takes.reduce((sum, take) => sum + take.cost.micros, 0);
  const kept = options.keep !== null || costMicros > 0;
  await client.films.close({ filmId });
  if (!kept) await client.films.forget({ dir: opened.dir });
  const film = kept ? opened.dir : null;
  report({ event: 'done', file: out, seconds, width, height, bytes, costMicros, beside, film });
  return kept;
}

async function withStudio<T>(
  options: StudioOptions,
  signal: AbortSignal,
  use: (studio: Studio) => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw new AppError({ code: 'cancelled' });
  const studio = await openStudio(options);
  try {
    return await use(studio);
  } finally {
    await studio.close();
  }
}

/** Says before any work, and before any money, when the finished file could not be put there. */
async function checkDestination({ out, preset, captions, replace }: FilmOptions): Promise<string> {
  const file = resolve(out);
  const name = basename(file);
  const ending = `.${findPreset(preset).extension}`;
  if (extname(name).toLowerCase() !== ending)
    throw refused(`The finished file ends in ${ending}, so “${name}” cannot be its name.`, `Name it ${name}${ending}.`);
  const facts = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (facts && !facts.isFile()) throw refused(`${file} is not a file.`, 'Choose another name.');
  await folderFor(dirname(file));
  await checkFree(filesOf(file, { captions }), replace).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    const action = 'Choose another name, or add --replace.';
    throw new AppError({ code: 'conflict', message: error.message, action, details: error.details, cause: error });
  });
  return file;
}

/** Makes a folder in one that is there: a typing mistake is not to grow a tree. Throws `not-writable` or `disk-full`. */
async function folderFor(dir: string): Promise<string> {
  try {
    await mkdir(dir);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new AppError({ code: 'disk-full', cause });
    if (code !== 'EEXIST')
      throw new AppError({ code: 'not-writable', message: `The folder ${dir} cannot be made.`, cause });
  }
  return dir;
}

const refused = (message: string, action: string): AppError => new AppError({ code: 'invalid-input', message, action });
