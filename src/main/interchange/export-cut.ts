import { constants } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import PQueue from 'p-queue';
import { planCut } from '../../shared/cut.ts';
import { AppError } from '../../shared/errors.ts';
import type { Film } from '../../shared/film.ts';
import { newId } from '../../shared/ids.ts';
import type { InterchangeFormat, InterchangeResult } from '../../shared/interchange.ts';
import { srtOf } from '../../shared/subtitles.ts';
import type { TakeView } from '../../shared/take.ts';
import { requireSpace } from '../assembly/exports/disk-space.ts';
import { refuseInsideFilms, takeName } from '../assembly/exports/export-destination.ts';
import { errno, syncDir, syncFile, temporaryPrefix, withFileErrors } from '../films/atomic-file.ts';
import { safeFileName } from '../films/file-name.ts';
import { freePath } from '../films/library.ts';
import { sweepAbandoned } from '../films/sweep-abandoned.ts';
import { carryOver } from './carry-over.ts';
import { formats, type HandOverText } from './formats.ts';
import { type HandOverMedia, type HandOverPlan, type MediaPlace, planHandOver } from './hand-over.ts';
import type { MediaFacts } from './media-facts.ts';

export type ExportCut = {
  readonly film: Film;
  readonly takes: readonly TakeView[];
  readonly format: InterchangeFormat;
  /** Existing folder in which the new folder, or the one caption file, is made. Absolute. */
  readonly dir: string;
  /** Refers to the film's own files instead of copying them. */
  readonly link: boolean;
  /** Absolute paths of what the film owns. */
  readonly files: SourceFiles;
  readonly signal?: AbortSignal;
};

export type SourceFiles = {
  readonly take: (takeId: string) => Promise<string>;
  readonly asset: (file: string) => Promise<string>;
  readonly facts: (path: string) => Promise<MediaFacts>;
};

/** As a hand-over is named until it is whole. */
const unfinished = new RegExp(`^${temporaryPrefix.replaceAll('.', '\\.')}ex_[0-9a-z]{8,32}\\.part$`);

/**
 * Writes the cut for another editor: `dir`/`<title>` with the timeline, its media in `media/` unless they are linked,
 * and captions as SRT. Captions alone are one file. Everything is complete under a temporary name before it gets its
 * own; a taken name gets a number. Throws `disk-full` before copying what does not fit, `not-writable`, `damaged` when a
 * take's file is gone, `unsupported` when there is nothing to write, `invalid-input` for a folder that a film keeps its own in, and
 * `cancelled`; nothing is left behind then.
 */
export async function exportCut(order: ExportCut): Promise<InterchangeResult> {
  const { film, takes, dir, signal } = order;
  const format = formats[order.format];
  const plan = planHandOver(film, planCut(film, takes), takes, { alternates: format.alternates });
  refuseEmpty(plan, order.format);
  await refuseInsideFilms(join(dir, 'hand-over'));
  await sweepAbandoned(dir, unfinished);
  const temporary = join(dir, `${temporaryPrefix}${newId('export')}.part`);
  try {
    await withFileErrors(temporary, () => mkdir(temporary));
    const sources = format.media ? await resolveSources(plan, order) : [];
    if (!order.link) await copyMedia(sources, temporary, signal);
    const made = format.media
      ? await nameFolder(plan, order, sources, temporary)
      : await nameFile(plan, order, temporary);
    await withFileErrors(dir, () => syncDir(dir));
    return { ...made, report: carryOver(plan, order.format) };
  } finally {
    await withFileErrors(temporary, () => rm(temporary, { recursive: true, force: true }));
  }
}

function refuseEmpty({ shots }: HandOverPlan, format: InterchangeFormat): void {
  const onlyWords = format === 'srt' || format === 'vtt';
  if (onlyWords ? shots.some(({ scene }) => scene.captions.length > 0) : shots.length > 0) return;
  const message = onlyWords ? 'This film has no captions.' : 'This film has no scenes.';
  const action = onlyWords ? 'Switch captions on, or write narration.' : 'Add a scene first.';
  throw new AppError({ code: 'unsupported', message, action });
}

type Source = HandOverMedia & MediaFacts & { readonly path: string };

/** Files looked into at once: each is a process. */
const probes = 4;

function resolveSources({ media }: HandOverPlan, { files, signal }: ExportCut): Promise<Source[]> {
  const queue = new PQueue({ concurrency: probes });
  return queue.addAll(
    media.map((one) => async (): Promise<Source> => {
      if (signal?.aborted) throw new AppError({ code: 'cancelled' });
      const path = one.source.kind === 'take' ? await files.take(one.id) : await files.asset(one.id);
      return { ...one, path, ...(await files.facts(path)) };
    }),
  );
}

const bytesOf = ({ source }: HandOverMedia): number =>
  source.kind === 'take' ? source.take.media.bytes : source.asset.bytes;

const mediaName = 'media';

async function copyMedia(sources: readonly Source[], temporary: string, signal?: AbortSignal): Promise<void> {
  if (sources.length === 0) return;
  await requireSpace(
    temporary,
    sources.reduce((sum, source) => sum + bytesOf(source), 0),
    'The hand-over',
  );
  const media = join(temporary, mediaName);
  await withFileErrors(media, () => mkdir(media));
  for (const { path, name } of sources) {
    if (signal?.aborted) throw new AppError({ code: 'cancelled' });
    const target = join(media, name);
    // Where the file system can, the copy shares the original's blocks until one of them changes.
    await withFileErrors(path, () => copyFile(path, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE));
    await withFileErrors(target, () => syncFile(target));
  }
}

type Made = Pick<InterchangeResult, 'path' | 'files'>;

/** Gives the folder a free name. The timeline names its media by their final place, so each name tried is written anew. */
async function nameFolder(
  plan: HandOverPlan,
  order: ExportCut,
  sources: readonly Source[],
  temporary: string,
): Promise<Made> {
  const stem = safeFileName(order.film.title);
  for (;;) {
    const folder = await freePath(order.dir, stem, '');
    const over = { ...plan, place: placesIn(folder, sources, order.link) };
    const texts = [...formats[order.format].write(over, stem), ...captionsBeside(plan, stem)];
    await writeTexts(temporary, texts);
    if (order.signal?.aborted) throw new AppError({ code: 'cancelled' });
    if (!(await renamed(temporary, folder))) continue;
    const copied = order.link ? [] : sources.map(({ name }) => join(folder, mediaName, name));
    const files = [...texts.map(({ file }) => join(folder, file)), ...copied];
    const isFolder = formats[order.format].extension === null;
    return { path: isFolder ? folder : (files[0] ?? folder), files };
  }
}

/** One file needs no folder. */
async function nameFile(plan: HandOverPlan, order: ExportCut, temporary: string): Promise<Made> {
  const stem = safeFileName(order.film.title);
  const place = (): MediaPlace => ({ name: '', path: '', url: '', channels: null, start: 0 });
  const [made] = formats[order.format].write({ ...plan, place }, stem);
  if (!made) throw new AppError({ code: 'internal' });
  await writeTexts(temporary, [made]);
  for (;;) {
    const path = await freePath(order.dir, stem, `.${formats[order.format].extension}`);
    if (await named(join(temporary, made.file), path)) return { path, files: [path] };
  }
}

function placesIn(folder: string, sources: readonly Source[], link: boolean): (id: string) => MediaPlace {
  const places = new Map(
    sources.map(({ id, name, path: source, channels, start }) => {
      const path = link ? source : join(folder, mediaName, name);
      return [id, { name, path, url: pathToFileURL(path).href, channels, start }];
    }),
  );
  return (id) => {
    const place = places.get(id);
    if (!place) throw new Error(`${id} is not among the media of the hand-over`);
    return place;
  };
}

function captionsBeside({ cut, shots }: HandOverPlan, stem: string): HandOverText[] {
  return shots.some(({ scene }) => scene.captions.length > 0) ? [{ file: `${stem}.srt`, text: srtOf(cut) }] : [];
}

async function writeTexts(folder: string, texts: readonly HandOverText[]): Promise<void> {
  for (const { file, text } of texts) {
    const path = join(folder, file);
    await withFileErrors(path, () => writeFile(path, text));
    await withFileErrors(path, () => syncFile(path));
  }
}

/** Two exports at once can choose the same free name: the later one then tries again. */
const taken = ['EEXIST', 'ENOTEMPTY', 'ENOTDIR'];

/** False where somebody else took the name meanwhile. */
function renamed(from: string, to: string): Promise<boolean> {
  return withFileErrors(dirname(to), async () => {
    try {
      await rename(from, to);
      return true;
    } catch (error) {
      if (taken.includes(errno(error) ?? '')) return false;
      throw error;
    }
  });
}

/** The same for one file, which a rename would replace. */
async function named(from: string, to: string): Promise<boolean> {
  try {
    await takeName(from, to, false);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return false;
    throw error;
  }
}
