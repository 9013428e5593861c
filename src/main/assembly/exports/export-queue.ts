import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import PQueue from 'p-queue';
import { AppError, toErrorData } from '../../../shared/errors.ts';
import type { StudioEvent } from '../../../shared/events.ts';
import type { ExportJob } from '../../../shared/export.ts';
import type { FilmSession } from '../../films/film-session.ts';
import type { ExportEntry, ExportJournal } from '../../ledger/export-journal.ts';
import type { ExportPlan } from '../../ledger/tables.ts';
import { sameFile } from './export-destination.ts';
import type { ExportNews, MadeExport } from './make-export.ts';

/** An export that is to be rendered, with all that it takes. Drafts are not written down. */
export type Order = Omit<ExportEntry, 'plan'> & { readonly plan: ExportPlan; readonly session: FilmSession };

/** An export that is queued or under way. */
type Running = Omit<Order, 'job'> & {
  job: ExportJob;
  readonly stop: AbortController;
  /** Why it was stopped; null while nobody did. */
  stopped: Stop | null;
  done: Promise<void>;
};

/** The user cancels or pauses one; the studio closes. */
export type Stop = 'cancel' | 'pause' | 'close';

export type QueueOptions = {
  readonly journal: ExportJournal;
  readonly publish: (event: StudioEvent) => void;
  /** Keeps the film open while it has exports under way. */
  readonly hold: (filmId: string) => Promise<unknown>;
  readonly release: (filmId: string) => Promise<unknown>;
  readonly make: (order: Order, signal: AbortSignal, tell: ExportNews) => Promise<MadeExport>;
  /** Called with a draft that has ended: only the newest is kept, and it is in no ledger. */
  readonly onDraft: (draft: ExportJob) => Promise<void>;
};

export type ExportQueue = {
  /** Throws `conflict` when its file is being written already, or it is to go on and is not paused any more. */
  add(order: Order, isNew: boolean): Promise<ExportJob>;
  get(exportId: string): ExportJob | null;
  all(): ExportJob[];
  /** Resolves, once it stands still, with how it ended; null when it is neither queued nor under way. */
  stop(exportId: string, why: Stop): Promise<ExportJob | null>;
  stopAll(): Promise<void>;
};

const publishEveryMs = 100;

/** One renders at a time, since one keeps every core busy. Drafts are waited for, so they come first. */
export function createExportQueue(options: QueueOptions): ExportQueue {
  const { journal, publish, make } = options;
  const queue = new PQueue({ concurrency: 1 });
  const running = new Map<string, Running>();
  /** Exports of each film, those included that are on their way in. */
  const held = new Map<string, number>();

  function change(entry: Running, changes: Partial<ExportJob>): void {
    const moved = changes.state !== undefined && changes.state !== entry.job.state;
    entry.job = { ...entry.job, ...changes };
    // Fractions are not worth a write: after a crash they mean nothing.
    if ((moved || changes.result) && !entry.job.draft) journal.update(entry);
    publish({ type: 'export', export: entry.job });
  }

  async function add(order: Order, isNew: boolean): Promise<ExportJob> {
    const { filmId } = order.job;
    held.set(filmId, (held.get(filmId) ?? 0) + 1);
    try {
      await options.hold(filmId);
      return enqueue(order, isNew);
    } catch (error) {
      await letGo(filmId);
      throw error;
    }
  }

  /** Without waiting, so that of two wishes for one file the second one sees the first. */
  function enqueue(order: Order, isNew: boolean): ExportJob {
    const { job, plan } = order;
    refuseSecond(job.destination);
    // While its takes were looked for it may have been cancelled.
    if (!isNew && journal.get(job.id)?.job.state !== 'paused') throw notPaused(job);
    const entry: Running = { ...order, stop: new AbortController(), stopped: null, done: Promise.resolve() };
    if (isNew && !job.draft) journal.add({ ...entry, plan });
    else if (!job.draft) journal.update(entry);
    running.set(job.id, entry);
    publish({ type: 'export', export: job });
    const work = queue.add(() => run(entry), { priority: job.draft ? 1 : 0 });
    // What fails here is not the export but writing it down, or closing its film; there is nobody else to tell.
    entry.done = work.catch((error: unknown) => console.error('Export:', error));
    return job;
  }

  function refuseSecond(destination: string): void {
    if (![...running.values()].some((entry) => sameFile(entry.job.destination, destination))) return;
    const message = `${basename(destination)} is being exported already.`;
    throw new AppError({ code: 'conflict', message, action: 'Wait for it, cancel it, or choose another name.' });
  }

  async function run(entry: Running): Promise<void> {
    // While it was queued; it may be queued anew since, as another entry.
    if (entry.stopped) return;
    await end(entry, await outcome(entry));
  }

  /** How it ended: what fails after that does not make a finished film a failure. */
  async function outcome(entry: Running): Promise<Partial<ExportJob>> {
    const { notes: before } = entry.job;
    try {
      change(entry, { state: 'rendering' });
      const { result, notes } = await make({ ...entry }, entry.stop.signal, {
        onProgress: progressOf(entry),
        onMeasured: (made) => change(entry, { result: made.result, notes: [...before, ...made.notes] }),
      });
      return { state: 'done', fraction: 1, result, notes: [...before, ...notes] };
    } catch (error) {
      const changes = entry.stopped ? stoppedBy(entry, entry.stopped) : failure(error);
      return { notes: before, ...changes, result: null };
    }
  }

  /** The unfinished file goes before the end is written down: whoever reads that finds nothing left to clear away. */
  async function end(entry: Running, changes: Partial<ExportJob>): Promise<void> {
    try {
      await removePart(entry.part);
      change(entry, { ...changes, secondsLeft: null });
      if (entry.job.draft) await options.onDraft(entry.job);
    } finally {
      running.delete(entry.job.id);
      await letGo(entry.job.filmId);
    }
  }

  function progressOf(entry: Running): ExportNews['onProgress'] {
    let publishedAt = Number.NEGATIVE_INFINITY;
    return ({ phase, fraction, secondsLeft }) => {
      const now = performance.now();
      if (entry.stopped || (phase === entry.job.state && now - publishedAt < publishEveryMs)) return;
      publishedAt = now;
      change(entry, { state: phase, fraction, secondsLeft });
    };
  }

  async function letGo(filmId: string): Promise<void> {
    const left = (held.get(filmId) ?? 1) - 1;
    if (left > 0) held.set(filmId, left);
    else held.delete(filmId);
    if (left <= 0) await options.release(filmId);
  }

  async function stop(exportId: string, why: Stop): Promise<ExportJob | null> {
    const entry = running.get(exportId);
    if (!entry) return null;
    if (!entry.stopped) {
      entry.stopped = why;
      entry.stop.abort(new AppError({ code: 'cancelled' }));
      if (entry.job.state === 'queued') entry.done = end(entry, stoppedBy(entry, why));
    }
    await entry.done;
    return entry.job;
  }

  return {
    add,
    get: (exportId) => running.get(exportId)?.job ?? null,
    all: () => [...running.values()].map(({ job }) => job),
    stop,
    stopAll: async () => {
      // All at once: one that is stopped must not let the next begin.
      const stopped = await Promise.allSettled([...running.keys()].map((exportId) => stop(exportId, 'close')));
      for (const each of stopped) if (each.status === 'rejected') console.error('Export:', each.reason);
    },
  };
}

/** Its disk may be gone, and Windows keeps what is still open: neither must keep an export from ending. */
export async function removePart(part: string): Promise<void> {
  await rm(part, { force: true }).catch((cause: unknown) => console.warn(`${part} could not be removed:`, cause));
}

export const notPaused = (job: ExportJob): AppError =>
  new AppError({
    code: 'conflict',
    message: `${basename(job.destination)} is not paused.`,
    action: 'Look at the list of exports.',
  });

/** What is said of an export that nobody stopped. */
export const closedNote = 'The studio was closed while this export was under way.';

/** How an unfinished export stands after its studio has gone. */
export const interrupted = (job: ExportJob): ExportJob => ({
  ...job,
  state: 'paused',
  secondsLeft: null,
  notes: [...job.notes.filter((note) => note !== closedNote), closedNote],
});

function stoppedBy({ job }: Running, why: Stop): Partial<ExportJob> {
  if (why === 'cancel' || job.draft) return { state: 'cancelled' };
  return why === 'close' ? interrupted(job) : { state: 'paused' };
}

function failure(error: unknown): Partial<ExportJob> {
  if (!(error instanceof AppError)) console.error('Export failed:', error);
  return { state: 'failed', error: toErrorData(error) };
}
