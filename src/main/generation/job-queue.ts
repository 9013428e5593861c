import PQueue from 'p-queue';
import type { ActiveJob } from './active-job.ts';

export type QueueEntry = {
  readonly jobId: string;
  readonly filmId: string;
  readonly vendorId: string;
  /** Goes before the others: the vendor works on it already, so asking for it cannot wait. */
  readonly first: boolean;
  /** The user already wants it stopped. */
  readonly cancelled: boolean;
};

/** The jobs that wait or run in this process, each vendor's in a line of its own. */
export type JobQueue = {
  /** Does nothing when the job is in it already, or when the studio closes. */
  add(entry: QueueEntry): void;
  find(jobId: string): ActiveJob | null;
  /** Takes a job out that has not started; false when it has, or is not here. */
  drop(jobId: string): boolean;
  ofFilm(filmId: string): number;
  size(): number;
  /** Starts nothing more and waits for what runs, which is told to leave off. */
  stop(): Promise<void>;
};

export type QueueOptions = {
  readonly concurrencyOf: (vendorId: string) => number;
  readonly run: (job: ActiveJob, stop: AbortSignal, halt: AbortSignal) => Promise<void>;
  /** A film that had none has a job now; and has none any more. */
  readonly onBusy: (filmId: string) => void;
  readonly onIdle: (filmId: string) => void;
  /** How long a submit under way may still wait for its receipt when the studio closes. */
  readonly graceMs?: number;
};

export function createJobQueue({ concurrencyOf, run, onBusy, onIdle, graceMs = 10_000 }: QueueOptions): JobQueue {
  const lines = new Map<string, PQueue>();
  const active = new Map<string, ActiveJob>();
  const running = new Set<Promise<void>>();
  const [stop, halt] = [new AbortController(), new AbortController()];
  const ofFilm = (filmId: string) => [...active.values()].filter((job) => job.filmId === filmId).length;

  const remove = (job: ActiveJob): void => {
    active.delete(job.jobId);
    if (!stop.signal.aborted && ofFilm(job.filmId) === 0) onIdle(job.filmId);
  };
  const start = async (job: ActiveJob): Promise<void> => {
    if (stop.signal.aborted || active.get(job.jobId) !== job) return;
    job.started = true;
    const work = run(job, stop.signal, halt.signal)
      // Only the ledger itself can fail here; what it holds is still true, and is taken up when the film is opened.
      .catch((error) => console.error('A job could not be written down:', error))
      .finally(() => running.delete(work));
    running.add(work);
    await work;
    remove(job);
  };
  const lineOf = (vendorId: string): PQueue => {
    const line = lines.get(vendorId) ?? new PQueue({ concurrency: concurrencyOf(vendorId) });
    lines.set(vendorId, line);
    return line;
  };

  return {
    add({ jobId, filmId, vendorId, first, cancelled }) {
      if (stop.signal.aborted || active.has(jobId)) return;
      const job: ActiveJob = { jobId, filmId, started: false, cancel: new AbortController() };
      if (cancelled) job.cancel.abort();
      if (ofFilm(filmId) === 0) onBusy(filmId);
      active.set(jobId, job);
      void lineOf(vendorId).add(() => start(job), { priority: first ? 1 : 0 });
    },
    find: (jobId) => active.get(jobId) ?? null,
    drop(jobId) {
      const job = active.get(jobId);
      if (!job || job.started) return false;
      remove(job);
      return true;
    },
    ofFilm,
    size: () => active.size,
    async stop() {
      stop.abort();
      const timer = setTimeout(() => halt.abort(), graceMs);
      await Promise.all(running);
      clearTimeout(timer);
      active.clear();
    },
  };
}
