import { rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import PQueue from 'p-queue';
import type { Cut } from '../../../shared/cut.ts';
import { AppError, toErrorData } from '../../../shared/errors.ts';
import type { StudioEvent } from '../../../shared/events.ts';
import type { ExportJob, Preset } from '../../../shared/export.ts';
import { newId } from '../../../shared/ids.ts';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';
import type { FilmSession } from '../../films/film-session.ts';
import type { ExportJournal } from '../../ledger/export-journal.ts';
import { hasEnded, ownIdentity, type ProcessIdentity } from '../../processes/process-identity.ts';
import { checkDestination, partPath, refuseInsideFilm, sameFile, takeName } from './export-destination.ts';
import { findPreset, planExport } from './export-plan.ts';
import { renderCut } from './render-cut.ts';

export type ExportsOptions = {
  /** Where exports are written down, each step on disk before the next. */
  readonly journal: ExportJournal;
  /** An open film; throws `not-found`. */
  readonly film: (filmId: string) => FilmSession;
  /** Keeps the film open while it has exports under way. */
  readonly hold?: (filmId: string) => Promise<unknown>;
  readonly release?: (filmId: string) => Promise<unknown>;
  readonly tools: () => Promise<FfmpegTools>;
  readonly resourcesDir: string;
  readonly publish: (event: StudioEvent) => void;
};

export type ExportWish = {
  readonly filmId: string;
  readonly preset: string;
  /** Absolute path, ending in .mp4. */
  readonly destination: string;
  /** Allows scenes without a picture: they become slates. */
  readonly slates: boolean;
  readonly replace: boolean;
};

export type Exports = {
  /** Checks the wish and queues it. Throws `invalid-input`, `conflict`, `not-writable`, `missing-tool`, `not-found`. */
  start(wish: ExportWish): Promise<ExportJob>;
  /** Resolves when the export has stopped and its unfinished file is gone. Throws `not-found`. */
  cancel(exportId: string): Promise<ExportJob>;
  /** A film's exports, oldest first. */
  list(filmId: string): ExportJob[];
  /** Absolute path of a finished export. Throws `not-found`. */
  file(exportId: string): Promise<string>;
  /** How many are queued or under way. */
  active(): number;
  /** At start-up: clears away what exports left behind that died with their studio, and says so in their entries. */
  recover(): Promise<void>;
  /** Stops everything; unfinished files are removed, rendered segments stay for the next time. */
  stop(): Promise<void>;
};

/** An export that is queued or under way. */
type Running = {
  job: ExportJob;
  readonly part: string;
  readonly owner: ProcessIdentity;
  readonly replace: boolean;
  readonly cut: Cut;
  readonly preset: Preset;
  readonly session: FilmSession;
  readonly stop: AbortController;
  done: Promise<void>;
};

const publishEveryMs = 100;

/** Exports of all open films: one renders at a time, since one keeps every core busy; the others queue. */
export function createExports(options: ExportsOptions): Exports {
  const { journal, publish } = options;
  const queue = new PQueue({ concurrency: 1 });
  const running = new Map<string, Running>();

  function change(entry: Running, changes: Partial<ExportJob>): void {
    const moved = changes.state !== undefined && changes.state !== entry.job.state;
    entry.job = { ...entry.job, ...changes };
    // Fractions are not worth a write: after a crash they mean nothing.
    if (moved) journal.save(entry);
    publish({ type: 'export', export: entry.job });
  }

  async function start(wish: ExportWish): Promise<ExportJob> {
    const session = options.film(wish.filmId);
    const preset = findPreset(wish.preset);
    refuseInsideFilm(wish.destination, session.dir);
    await checkDestination(wish.destination, wish.replace);
    const cut = await planExport(session, wish.slates);
    await options.tools();
    const owner = await ownIdentity();
    await options.hold?.(wish.filmId);
    try {
      return enqueue({ cut, preset, session, replace: wish.replace, owner }, wish);
    } catch (error) {
      await letGo(wish.filmId);
      throw error;
    }
  }

  /** Without waiting, so that of two wishes for one file the second one sees the first. */
  function enqueue(
    plan: Pick<Running, 'cut' | 'preset' | 'session' | 'replace' | 'owner'>,
    wish: ExportWish,
  ): ExportJob {
    refuseSecond(wish.destination, running);
    const job = newJob(wish);
    const part = partPath(wish.destination, job.id);
    const entry: Running = { ...plan, job, part, stop: new AbortController(), done: Promise.resolve() };
    journal.save(entry);
    running.set(job.id, entry);
    publish({ type: 'export', export: job });
    // What fails here is not the export but writing it down; there is nobody else to tell.
    entry.done = queue.add(() => runOne(entry)).catch((error: unknown) => console.error('Export journal:', error));
    return job;
  }

  async function runOne(entry: Running): Promise<void> {
    // Cancelled while it was queued.
    if (!running.has(entry.job.id)) return;
    try {
      if (entry.stop.signal.aborted) throw entry.stop.signal.reason;
      change(entry, { state: 'rendering' });
      const result = await render(entry);
      await takeName(entry.part, entry.job.destination, entry.replace);
      change(entry, { state: 'done', fraction: 1, secondsLeft: null, result });
    } catch (error) {
      change(entry, outcomeOf(entry.stop.signal.aborted ? entry.stop.signal.reason : error));
    } finally {
      running.delete(entry.job.id);
      await rm(entry.part, { force: true });
      await letGo(entry.job.filmId);
    }
  }

  async function render(entry: Running): ReturnType<typeof renderCut> {
    let publishedAt = Number.NEGATIVE_INFINITY;
    return renderCut({
      cut: entry.cut,
      preset: entry.preset,
      tools: await options.tools(),
      mediaPath: (takeId) => entry.session.takes.mediaPath(takeId),
      cacheDir: await entry.session.cacheDir('segments'),
      fontsDir: join(options.resourcesDir, 'fonts'),
      output: entry.part,
      signal: entry.stop.signal,
      onProgress: ({ phase, fraction, secondsLeft }) => {
        const now = performance.now();
        if (phase === entry.job.state && now - publishedAt < publishEveryMs) return;
        publishedAt = now;
        change(entry, { state: phase, fraction, secondsLeft });
      },
    });
  }

  async function letGo(filmId: string): Promise<void> {
    const others = [...running.values()].some((entry) => entry.job.filmId === filmId);
    if (!others) await options.release?.(filmId);
  }

  async function cancel(exportId: string): Promise<ExportJob> {
    const entry = running.get(exportId);
    if (!entry) return known(exportId).job;
    const reason = new AppError({ code: 'cancelled' });
    entry.stop.abort(reason);
    if (entry.job.state !== 'queued') {
      await entry.done;
      return entry.job;
    }
    running.delete(exportId);
    change(entry, outcomeOf(reason));
    await letGo(entry.job.filmId);
    return entry.job;
  }

  function known(exportId: string): { readonly job: ExportJob; readonly part: string } {
    const entry = journal.get(exportId);
    if (entry) return entry;
    throw new AppError({ code: 'not-found', message: 'There is no such export.' });
  }

  async function file(exportId: string): Promise<string> {
    const { job } = running.get(exportId) ?? known(exportId);
    const name = basename(job.destination);
    if (job.state !== 'done') throw new AppError({ code: 'not-found', message: `${name} is not finished.` });
    await stat(job.destination).catch((cause: unknown) => {
      const message = `${name} is not where it was exported to.`;
      throw new AppError({ code: 'not-found', message, action: 'Export the film again.', cause });
    });
    return job.destination;
  }

  async function recover(): Promise<void> {
    for (const { job, part, owner } of journal.unfinished()) {
      if (!(await hasEnded(owner, job.createdAt))) continue;
      await rm(part, { force: true }).catch((cause: unknown) => {
        // Its disk may be gone; that must not keep the studio from opening.
        console.warn(`${part} could not be removed:`, cause);
      });
      journal.save({ job: { ...job, ...outcomeOf(closed()) }, part, owner });
    }
  }

  async function stop(): Promise<void> {
    const entries = [...running.values()];
    for (const entry of entries) entry.stop.abort(closed());
    await Promise.all(entries.map((entry) => entry.done));
  }

  const list = (filmId: string): ExportJob[] => journal.list(filmId).map((job) => running.get(job.id)?.job ?? job);
  return { start, cancel, list, file, active: () => running.size, recover, stop };
}

function newJob(wish: ExportWish): ExportJob {
  return {
    id: newId('export'),
    filmId: wish.filmId,
    preset: wish.preset,
    destination: wish.destination,
    state: 'queued',
    fraction: 0,
    secondsLeft: null,
    error: null,
    result: null,
    createdAt: new Date().toISOString(),
  };
}

function refuseSecond(destination: string, running: ReadonlyMap<string, Running>): void {
  if (![...running.values()].some((entry) => sameFile(entry.job.destination, destination))) return;
  const message = `${basename(destination)} is being exported already.`;
  throw new AppError({ code: 'conflict', message, action: 'Wait for it, cancel it, or choose another name.' });
}

/** The studio ended before the export did. Told as a failure, because nobody asked for it. */
const closed = (): AppError =>
  new AppError({
    code: 'internal',
    message: 'The studio was closed while this export was under way.',
    action: 'Start it again: what was rendered is kept.',
  });

function outcomeOf(error: unknown): Pick<ExportJob, 'state' | 'error' | 'secondsLeft'> {
  const cancelled = error instanceof AppError && error.code === 'cancelled';
  if (!(error instanceof AppError)) console.error('Export failed:', error);
  return { state: cancelled ? 'cancelled' : 'failed', error: cancelled ? null : toErrorData(error), secondsLeft: null };
}
