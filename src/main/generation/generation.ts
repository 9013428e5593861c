import { AppError } from '../../shared/errors.ts';
import { isSettled, type Job } from '../../shared/job.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import { systemClock } from './clock.ts';
import { createDownload } from './download.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { createJobBook } from './job-book.ts';
import { createJobQueue, type JobQueue } from './job-queue.ts';
import { type JobWish, type PlannedJob, planJobs } from './plan-jobs.ts';
import { enqueue, resumeJobs } from './resume.ts';
import { runJob } from './run-job.ts';
import { settle } from './settle.ts';
import { needsKey } from './vendor-call.ts';

/** Jobs: from the wish for a take to the take. */
export type Generation = {
  /**
   * Writes one job per wish and starts them, from the film as last saved. All or nothing: throws `not-found`,
   * `invalid-input`, `unsupported`, or `unauthorized` where a key is missing, before anything is written.
   */
  generate(filmId: string, wishes: readonly JobWish[]): Promise<Job[]>;
  /** Jobs that are not dismissed, oldest first; of those that are done, the last hour's. */
  list(filmId: string): Job[];
  /** Asks for a stop. A job that waits stops at once; a vendor's job when the vendor says so, and if it is finished all the same its take is kept. Throws `not-found`. */
  cancel(jobId: string): Job;
  /**
   * Tries again, from the film as last saved; the old job is dismissed. A job whose result the vendor may still hold is
   * taken up again instead, and costs nothing more. Throws `conflict` while it runs, else as `generate` does.
   */
  retry(jobId: string): Promise<Job>;
  /** Takes a settled job out of sight. Throws `conflict` while it runs. */
  dismiss(jobId: string): void;
  /** Call when a film was opened: goes on with what a crash or a quit left behind. */
  resumeFilm(filmId: string): Promise<void>;
  /**
   * A vendor's key was set: jobs that were given up for want of it, although the vendor holds their result, go on.
   */
  keyArrived(vendorId: string): Promise<void>;
  /** Films with jobs that are not over. */
  unfinished(): { filmId: string; filmDir: string }[];
  hasRunning(filmId: string): boolean;
  /** Jobs that wait or run, of all films. */
  busy(): number;
  /** Leaves everything so that it goes on next time; waits some seconds for the receipt of a submit under way. */
  stop(): Promise<void>;
};

const recentlyMs = 3_600_000;

/** Puts generation together. Nothing runs before `generate`, `retry` or `resumeFilm`. */
export function createGeneration(deps: GenerationDeps): Generation {
  const { random = Math.random, clock = systemClock, ledger } = deps;
  const download = deps.download ?? createDownload({ clock, random });
  const book = createJobBook(ledger, deps.publish, clock);
  const engine: Engine = { ...deps, book, clock, random, download };
  const queue = createJobQueue({
    concurrencyOf: (vendorId) => deps.vendors.get(vendorId)?.concurrency ?? 1,
    run: (job, stop, halt) => runJob(engine, job, stop, halt),
    onBusy: deps.onBusy,
    onIdle: deps.onIdle,
  });
  const retrying = new Set<string>();
  const generate: Generation['generate'] = async (filmId, wishes) => {
    const planned = await plan(engine, filmId, wishes);
    const records = ledger.jobs.add(planned.map(({ job }) => job));
    records.forEach((record, index) => {
      book.tell(record);
      enqueue(queue, record, planned[index]?.vendor.id ?? '', false);
    });
    return records.map(book.view);
  };
  return {
    generate,
    list: (filmId) => ledger.jobs.shown(filmId, new Date(clock.now() - recentlyMs)).map(book.view),
    cancel: (jobId) => book.view(cancelJob(engine, queue, find(engine, jobId))),
    async retry(jobId) {
      const record = settledOnly(find(engine, jobId));
      const stalled = takeUp(engine, queue, record);
      if (stalled) return book.view(stalled);
      // A second click, or another tab, that wants the same: it would be paid twice.
      if (record.dismissed || retrying.has(jobId)) throw retriedAlready();
      const { sceneId, role, generator } = record;
      retrying.add(jobId);
      try {
        const [job] = await generate(record.filmId, [{ sceneId, role, generator }]);
        if (!job) throw new AppError({ code: 'internal' });
        ledger.jobs.update(jobId, { dismissed: true });
        return job;
      } finally {
        retrying.delete(jobId);
      }
    },
    dismiss: (jobId) => void ledger.jobs.update(settledOnly(find(engine, jobId)).id, { dismissed: true }),
    async resumeFilm(filmId) {
      const session = deps.films.find(filmId);
      if (session) await resumeJobs(engine, queue, session);
      if (queue.ofFilm(filmId) === 0) deps.onIdle(filmId);
    },
    async keyArrived(vendorId) {
      if ((await engine.secret(vendorId)) === null) return;
      const waiting = ledger.jobs
        .failedWith('unauthorized')
        .filter((record) => ledger.attempts.latest(record.id)?.vendor === vendorId);
      for (const record of waiting) takeUp(engine, queue, record);
    },
    unfinished: () => ledger.jobs.unsettledFilms(),
    hasRunning: (filmId) => queue.ofFilm(filmId) > 0,
    busy: () => queue.size(),
    stop: () => queue.stop(),
  };
}

async function plan(engine: Engine, filmId: string, wishes: readonly JobWish[]): Promise<PlannedJob[]> {
  const session = engine.films.find(filmId);
  if (!session) throw new AppError({ code: 'not-found', message: 'The film is not open.', action: 'Open it first.' });
  const { film } = session.current();
  const takes = await session.takes.list();
  const planned = planJobs({ ...engine, film, filmDir: session.dir, takes, wishes });
  for (const vendor of new Set(planned.map((each) => each.vendor))) {
    if (vendor.kind === 'remote' && (await engine.secret(vendor.id)) === null) throw needsKey(vendor);
  }
  return planned;
}

function find({ ledger }: Engine, jobId: string): JobRecord {
  const record = ledger.jobs.get(jobId);
  if (record) return record;
  throw new AppError({
    code: 'not-found',
    message: 'This job is not in the ledger.',
    action: 'Look at the jobs again.',
  });
}

function settledOnly(record: JobRecord): JobRecord {
  if (isSettled(record.state)) return record;
  throw new AppError({ code: 'conflict', message: 'The job still runs.', action: 'Stop it first, or wait for it.' });
}

function retriedAlready(): AppError {
  const message = 'This job was tried again already, or was dismissed.';
  return new AppError({ code: 'conflict', message, action: 'Look at the jobs again.' });
}

function cancelJob(engine: Engine, queue: JobQueue, record: JobRecord): JobRecord {
  if (isSettled(record.state)) return record;
  const waits = record.state === 'queued' && !queue.find(record.id)?.started;
  if (waits) {
    settle(engine, record.id, { state: 'cancelled', charged: 'no' });
    queue.drop(record.id);
    return find(engine, record.id);
  }
  // On disk first: after a restart the vendor is asked again.
  const updated = engine.book.update(record.id, {
    cancelAsked: true,
    progress: { ...record.progress, text: 'Stopping' },
  });
  queue.find(record.id)?.cancel.abort();
  return updated;
}

/** Goes on with a job that was given up although the vendor may hold its result; null when there is no such thing. */
function takeUp(engine: Engine, queue: JobQueue, record: JobRecord): JobRecord | null {
  const attempt = engine.ledger.attempts.latest(record.id);
  if (attempt?.state !== 'stalled' || !engine.films.find(record.filmId)) return null;
  const progress = { fraction: null, secondsLeft: null, text: 'Asking the vendor for it again' };
  const patch = { state: 'running' as const, error: null, cancelAsked: false, dismissed: false, progress };
  const { record: resumed } = engine.book.updateWith(record.id, patch, () =>
    engine.ledger.attempts.update(attempt.id, { state: 'running', outcome: null }),
  );
  enqueue(queue, resumed, attempt.vendor, true);
  return resumed;
}
