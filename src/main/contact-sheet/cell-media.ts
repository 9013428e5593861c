import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { AppError } from '../../shared/errors.ts';
import { readSourceFacts } from '../assembly/picture/source-facts.ts';
import type { FilmSession } from '../films/film-session.ts';
import { type CellMedia, ownFrames, type Preparing, prepareCell } from './prepare-cell.ts';
import type { SheetLayout } from './sheet-layout.ts';
import type { FilmTake } from './sheet-takes.ts';

/**
 * Pixels that one run may hold side by side: those of all sources, and of the sheet, where the encoder makes each cost as
 * much as four. Measured with H.264 at 10 s: 640 MB for 12 takes of 1080p, which this allows; 30 MB for each take more.
 */
const mostPixels = 44_000_000;
const sheetCost = 4;

const roomBeside = ({ width, height }: SheetLayout): number => mostPixels - sheetCost * width * height;

const pixels = ({ facts }: CellMedia): number => facts.width * facts.height;

/** Indexes of the takes to make small beforehand, so that the rest can be decoded side by side: the largest first. */
export function tooLarge(media: readonly CellMedia[], most: number): number[] {
  const largest = media.map((one, index) => ({ index, pixels: pixels(one) })).sort((a, b) => b.pixels - a.pixels);
  let left = largest.reduce((sum, one) => sum + one.pixels, 0);
  const chosen: number[] = [];
  for (const one of largest) {
    if (left <= most) break;
    left -= one.pixels;
    chosen.push(one.index);
  }
  return chosen;
}

export type CellOrder = Omit<Preparing, 'onFrames'> & {
  readonly session: FilmSession;
  /** 0 to 1 over everything that makes the sheet. */
  readonly onProgress: (fraction: number) => void;
  /** Pixels of all sources that may be decoded side by side; left out, what a usual machine holds. */
  readonly sourcePixels?: number;
};

export type SheetMedia = {
  readonly media: readonly CellMedia[];
  /** To be told how many frames of the sheet itself are written. */
  readonly onFrames: (frames: number) => void;
};

/**
 * What every cell reads. Sources that are too large to be decoded beside all the others are made small first. Throws what
 * `readSourceFacts` and `prepareCell` throw, when nothing of it runs any more.
 */
export async function cellMedia(
  takes: readonly FilmTake[],
  layout: SheetLayout,
  order: CellOrder,
): Promise<SheetMedia> {
  const media = await readMedia(takes, order);
  const large = tooLarge(media, order.sourcePixels ?? roomBeside(layout));
  const wanted = large.flatMap((index) => {
    const [one, cell] = [media[index], layout.cells[index]?.picture];
    return one && cell ? [{ index, one, cell }] : [];
  });
  const total = wanted.reduce((sum, { one }) => sum + ownFrames(one.probe, order), order.frames);
  const written = new Map<number, number>();
  const told = (index: number) => (frames: number) => {
    written.set(index, frames);
    const sum = [...written.values()].reduce((all, some) => all + some, 0);
    order.onProgress(Math.min(1, sum / total));
  };
  const tasks = wanted.map(({ index, one, cell }) => async (signal: AbortSignal) => {
    media[index] = await prepareCell(one, cell, { ...order, signal, onFrames: told(index) });
  });
  await runAll(tasks, availableParallelism(), order.signal);
  return { media, onFrames: told(-1) };
}

/** Files looked into at once: each is a process. */
const looks = 4;

function readMedia(takes: readonly FilmTake[], { tools, session, signal }: CellOrder): Promise<CellMedia[]> {
  const queue = new PQueue({ concurrency: looks });
  return queue.addAll(
    takes.map(({ take }) => async (): Promise<CellMedia> => {
      if (signal?.aborted) throw new AppError({ code: 'cancelled' });
      return { facts: await readSourceFacts(tools, await session.takes.mediaPath(take.id)), probe: take.probe };
    }),
  );
}

type Task = (signal: AbortSignal) => Promise<void>;

/** Some at once. After the first failure the others are stopped; it is thrown when all of them have ended. */
async function runAll(tasks: readonly Task[], workers: number, signal: AbortSignal | undefined): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([...(signal ? [signal] : []), stop.signal]);
  const queue = new PQueue({ concurrency: workers });
  const failures: unknown[] = [];
  const guarded = tasks.map((task) => async () => {
    if (failures.length > 0) return;
    await task(either).catch((error: unknown) => {
      failures.push(error);
      stop.abort();
    });
  });
  await queue.addAll(guarded);
  if (failures.length > 0) throw failures[0];
}
