import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Film } from '../../shared/film.ts';
import type { SheetForm } from '../../shared/sheet.ts';
import {
  checkDestination,
  checkFree,
  partPath,
  refuseInsideFilm,
  takeName,
} from '../assembly/exports/export-destination.ts';
import { withWorkFolder } from '../assembly/segments/cache-room.ts';
import { inputArgs, readContainer } from '../ffmpeg/container.ts';
import { runFfmpeg } from '../ffmpeg/run.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { FilmSession } from '../films/film-session.ts';
import { sweepAbandoned } from '../films/sweep-abandoned.ts';
import { cellMedia } from './cell-media.ts';
import { checkSheet, type SheetFacts } from './check-sheet.ts';
import { type SheetRun, sheetArgs } from './sheet-args.ts';
import { layOutSheet, type SheetLayout } from './sheet-layout.ts';
import { cellSource, cellSpan, sheetFrames } from './sheet-plan.ts';
import { sheetScript } from './sheet-script.ts';
import { type FilmTake, takesByIds } from './sheet-takes.ts';
import { hiddenCaption, type Names, openCaption, sheetMark, sheetTitle } from './sheet-words.ts';
import { withScripts } from './with-scripts.ts';

export const sheetExtensions: Record<SheetForm, string> = { image: 'png', video: 'mp4' };

export type SheetOrder = {
  readonly takeIds: readonly string[];
  readonly form: SheetForm;
  /** False puts letters in the place of everything that could tell who made a take. */
  readonly names: boolean;
  /** What the takes are called on their wall, in the order of `takeIds`; without it, by their places on the sheet. */
  readonly marks?: readonly string[] | undefined;
  /** The take that is heard, one of `takeIds`; null for silence. */
  readonly sound: string | null;
  /** Absolute path, granted, that ends as the form does. */
  readonly destination: string;
  readonly replace: boolean;
};

export type SheetWorkshop = {
  readonly session: FilmSession;
  readonly tools: FfmpegTools;
  readonly fontsDir: string;
  readonly names: Names;
  readonly signal: AbortSignal | undefined;
  /** 0 to 1, a few times a second. */
  readonly onProgress: (fraction: number) => void;
  readonly now: Date;
  /** Pixels of all sources that may be decoded side by side. */
  readonly sourcePixels?: number;
};

export type MadeSheet = SheetFacts & { readonly path: string };

/**
 * Renders takes into one picture, or one film in which all of them play side by side. The file is measured before it gets
 * its name; nothing is left behind when it does not come to that. Throws `conflict` while another sheet of the film is made,
 * `invalid-input`, `not-writable` and `conflict` for the destination as exports do, `not-found` for takes that are not there, `damaged`, `cancelled`, and what `runFfmpeg` throws.
 */
export async function makeSheet(order: SheetOrder, workshop: SheetWorkshop): Promise<MadeSheet> {
  const { session } = workshop;
  const { film } = session.current();
  const takes = takesByIds(film, await session.takes.list(), order.takeIds);
  await checkPlace(order, session);
  await sweepAbandoned(dirname(order.destination), unfinished);
  const part = partPath(order.destination, crypto.randomUUID());
  const work = async (workDir: string): Promise<MadeSheet> => {
    try {
      const facts = await render({ order, workshop, film, takes, part, workDir });
      if (workshop.signal?.aborted) throw new AppError({ code: 'cancelled' });
      await takeName(part, order.destination, order.replace);
      return { path: order.destination, ...facts };
    } finally {
      await rm(part, { force: true });
    }
  };
  // On the film's own disk: copies of many takes are more than a temporary folder in memory holds.
  return withWorkFolder(await session.cacheDir('sheets'), work, 'Another contact sheet');
}

/** As `partPath` names a sheet; exports, which the ledger knows, have ids of another form. */
const unfinished = /^\..*\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part\.(?:png|mp4)$/;

async function checkPlace({ destination, form, replace }: SheetOrder, session: FilmSession): Promise<void> {
  refuseInsideFilm(destination, session.dir);
  await checkDestination(destination, sheetExtensions[form]);
  await checkFree([destination], replace);
}

type Rendering = {
  readonly order: SheetOrder;
  readonly workshop: SheetWorkshop;
  readonly film: Film;
  readonly takes: readonly FilmTake[];
  readonly part: string;
  readonly workDir: string;
};

async function render(rendering: Rendering): Promise<SheetFacts> {
  const { order, workshop, film, takes, part, workDir } = rendering;
  const { tools, fontsDir, signal } = workshop;
  const { form } = order;
  const { fps } = film.canvas;
  const frames = sheetFrames(
    form,
    takes.map(({ take }) => take),
    fps,
  );
  const layout = layOutSheet(takes.map(shapeOf), order.names ? 2 : 1);
  const sound = await soundOf(rendering);
  const { media, onFrames } = await cellMedia(takes, layout, { ...workshop, form, fps, frames, workDir });
  const cells = media.map(({ facts, probe }) => ({
    source: cellSource(facts, probe),
    span: cellSpan(form, probe, frames, fps),
  }));
  const workFile = (name: string): string => join(workDir, name);
  const script = workFile('words.ass');
  const run: SheetRun = { form, layout, cells, frames, fps, sound, script, fontsDir, workFile, output: part };
  const { args, scripts } = sheetArgs(run);
  await withScripts([...scripts, { path: script, text: wordsOf(rendering, layout) }], () =>
    runFfmpeg(tools, args, { ...(signal && { signal }), onProgress: ({ frame }) => onFrames(frame) }),
  );
  return checkSheet(tools, part, { ...layout, form, frames, fps, sound: sound !== null });
}

const shapeOf = ({ take: { probe } }: FilmTake) => ({ width: probe.width ?? 16, height: probe.height ?? 9 });

function wordsOf({ order, workshop, film, takes }: Rendering, layout: SheetLayout): string {
  const several = new Set(takes.map(({ scene }) => scene)).size > 1;
  const { names } = order;
  const captions = takes.map((each, index) => {
    const mark = sheetMark(order, each.take.id, index);
    return names ? openCaption(each, mark, film, workshop.names, several) : hiddenCaption(mark);
  });
  return sheetScript(layout, sheetTitle(film, takes, workshop.now), captions);
}

/** Arguments that read what is heard; null where that is nothing. */
async function soundOf({ order, workshop, takes }: Rendering): Promise<readonly string[] | null> {
  const { sound, form } = order;
  if (sound === null || form === 'image') return null;
  const heard = takes.find(({ take }) => take.id === sound);
  if (!heard) throw new AppError({ code: 'invalid-input', message: 'The take that is heard is not on the sheet.' });
  if (heard.take.probe.audioCodec === null) return null;
  const file = await workshop.session.takes.mediaPath(sound);
  return inputArgs(file, await readContainer(file));
}
