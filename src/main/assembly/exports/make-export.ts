import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportCheck, ExportResult } from '../../../shared/export.ts';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';
import type { RenderContext } from '../render-context.ts';
import { takeName } from './export-destination.ts';
import { bareScenes } from './export-plan.ts';
import type { Order } from './export-queue.ts';
import type { Hardware } from './hardware.ts';
import { makeFilm } from './make-film.ts';
import { makeLoop } from './make-loop.ts';
import { makeSound } from './make-sound.ts';
import type { RenderProgress } from './render-cut.ts';
import { writeAround } from './write-around.ts';

export type ExportProgress = RenderProgress;

/** What is told of an export while it is made. */
export type ExportNews = {
  readonly onProgress: (progress: ExportProgress) => void;
  /** The file is whole and gets its name next: written down first, it is known again after a crash. */
  readonly onMeasured: (made: MadeExport) => void;
};

/** What the machine gives to every export. */
export type Workshop = {
  readonly tools: FfmpegTools;
  readonly hardware: Hardware;
  readonly resourcesDir: string;
  /** The most that a film's rendered pieces may take, in bytes. */
  readonly cacheBytes: number;
};

export type Making = RenderContext &
  Pick<Workshop, 'hardware' | 'cacheBytes'> & {
    readonly onProgress: (progress: ExportProgress) => void;
  };

/** A file under its temporary name, and what was measured on it. */
export type MadeFile = Pick<
  ExportResult,
  'seconds' | 'frames' | 'width' | 'height' | 'encoder' | 'rendered' | 'reused'
> & {
  readonly checks: readonly ExportCheck[];
  /** For people: what went another way than asked for. */
  readonly notes: readonly string[];
};

export type MadeExport = { readonly result: ExportResult; readonly notes: readonly string[] };

/**
 * Renders an export, measures it, gives it its name and writes what belongs beside it. Throws what rendering throws, and
 * `conflict` when a file of that name appeared meanwhile.
 */
export async function makeExport(
  order: Order,
  workshop: Workshop,
  signal: AbortSignal,
  { onProgress, onMeasured }: ExportNews,
): Promise<MadeExport> {
  const { session, part, plan, job } = order;
  const making: Making = {
    ...workshop,
    mediaPath: (takeId) => session.takes.mediaPath(takeId),
    assetPath: (file) => session.assetPath(file),
    cacheDir: await session.cacheDir('segments'),
    fontsDir: join(workshop.resourcesDir, 'fonts'),
    signal,
    onProgress,
  };
  const { checks, notes, ...facts } = await makeFile(order, making);
  const { size } = await stat(part);
  const result: ExportResult = { ...facts, bytes: size, checks: [...checks], beside: [] };
  const made = { result, notes: [...notes, ...slateNotes(order)] };
  onMeasured(made);
  await takeName(part, job.destination, plan.replace);
  return job.draft ? made : writeAround(order, made, workshop.tools.version);
}

function makeFile(order: Order, making: Making): Promise<MadeFile> {
  const { picture } = order.plan.preset;
  if (!picture) return makeSound(order, making);
  return picture.codec === 'gif' || picture.codec === 'webp' ? makeLoop(order, making) : makeFilm(order, making);
}

function slateNotes({ plan }: Order): string[] {
  const bare = plan.preset.picture ? bareScenes(plan.cut) : [];
  return bare.map((title) => `${title} has no picture: a slate stands in its place.`);
}
