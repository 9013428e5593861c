import { setImmediate } from 'node:timers/promises';
import type { AppError } from '../../shared/errors.ts';
import type { Priority } from '../../shared/job.ts';
import type { ActiveJob, Next, OwnWait, RunSignals } from './active-job.ts';
import type { Clock } from './clock.ts';
import { createFilmCounts } from './film-counts.ts';
import type { Lease } from './key-ring.ts';
import { type Admission, createVendorLine, type VendorLine, type Wait } from './vendor-line.ts';

export type DispatchEntry = Pick<ActiveJob, 'jobId' | 'filmId' | 'vendorId' | 'priority'> & {
  /** The user already wants it stopped. */
  readonly cancelled: boolean;
  /** It goes on with what a vendor holds, for which it needs no turn: with this key, or with none on this machine. */
  readonly goesOn: { readonly lease: Lease | null } | null;
  /** A job that has to be over before this one stands in line; null where there is none, or where it is over. */
  readonly after: string | null;
};

export type DispatcherOptions = {
  readonly clock: Clock;
  /** Whether one more job of a vendor may start, of which `running` are under way. */
  readonly admit: (vendorId: string, running: number) => Admission;
  readonly occupy: (lease: Lease) => void;
  readonly release: (lease: Lease) => void;
  readonly run: (job: ActiveJob, lease: Lease | null, signals: RunSignals) => Promise<Next>;
  /** Its vendor has no key that could ever be used: to the next in its chain, or the end. */
  readonly giveUp: (job: ActiveJob, error: AppError) => Next;
  /** A film that had none has a job now; and has none any more. */
  readonly onBusy: (filmId: string) => void;
  readonly onIdle: (filmId: string) => void;
  /** A vendor's line changed, or what it waits for. */
  readonly onLine?: ((vendorId: string) => void) | undefined;
  /** A job that came back, or whose own wait is over, has not started at once but stands in line. */
  readonly onStands?: (jobId: string) => void;
  /** How long a call to this vendor may still wait for its answer when the studio closes, ms. */
  readonly graceOf: (vendorId: string) => number;
};

/** The jobs that wait or run in this process, each vendor's in a line of its own. */
export type Dispatcher = {
  /** A job whose run is just ending comes in again after it. Does nothing when the studio closes. */
  add(entry: DispatchEntry): void;
  find(jobId: string): ActiveJob | null;
  /** Takes a job out that has not started; false when it has, or is not here. */
  drop(jobId: string): boolean;
  prioritise(jobId: string, priority: Priority): void;
  /** What a job waits for at a vendor; null when it runs, or does not stand there (yet). */
  waitOf(jobId: string, vendorId: string): Wait | null;
  /** How many jobs stand in a vendor's line, and what all of them wait for. */
  waiting(vendorId: string): { readonly waiting: number; readonly wait: Wait | null };
  /** A vendor's wait may have ended: a key came, or was revived. */
  wake(vendorId: string): void;
  ofFilm(filmId: string): number;
  size(): number;
  /** Starts nothing more and waits for what runs, which is told to leave off. */
  stop(): Promise<void>;
};

type Entry = ActiveJob & {
  readonly number: number;
  /** A new one when it comes in again: what stops it from then on is not for the run that just ends. */
  cancel: AbortController;
  own: Wait | null;
  /** How it comes in again when this run is over. */
  renewed: DispatchEntry | null;
  /** Aborted when it is taken out. */
  readonly gone: AbortController;
};

const untilSpoken: Wait = { text: 'Waiting for the narration, which sets its length', until: null };
const ownTurn: Wait = { text: 'Waiting for its turn', until: null };

/** Starts what may start and nothing else; a thousand jobs that wait cost nothing. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { clock } = options;
  const lines = new Map<string, VendorLine<Entry>>();
  const active = new Map<string, Entry>();
  /** Who waits for a job to be over. */
  const followers = new Map<string, Entry[]>();
  const films = createFilmCounts(options);
  const working = new Set<Promise<void>>();
  const [stop, halt] = [new AbortController(), new AbortController()];
  let lastNumber = 0;

  const track = (work: Promise<void>): void => {
    // Only the ledger itself can fail here; what it holds is still true, and is taken up when the film is opened.
    const tracked = work
      .catch((error: unknown) => console.error('A job could not be written down:', error))
      .finally(() => working.delete(tracked));
    working.add(tracked);
  };
  const lineOf = (vendorId: string): VendorLine<Entry> => {
    const line = lines.get(vendorId) ?? openLine(vendorId);
    lines.set(vendorId, line);
    return line;
  };
  const openLine = (vendorId: string): VendorLine<Entry> =>
    createVendorLine<Entry>({
      clock,
      stop: stop.signal,
      admit: (running) => options.admit(vendorId, running),
      start: (job, lease) => start(job, lease),
      giveUp: (jobs, error) => track(giveUpAll(jobs, error)),
      changed: () => options.onLine?.(vendorId),
      track,
    });

  const stand = (job: Entry): void => {
    lineOf(job.vendorId).enter(job);
    if (!job.started) track(sayStands(job));
  };
  const sayStands = async (job: Entry): Promise<void> => {
    // Whoever hears of it may read the ledger: what fails there must not hold up the line.
    await setImmediate();
    if (!job.started && !job.gone.signal.aborted) options.onStands?.(job.jobId);
  };
  const remove = (job: Entry): void => {
    if (!active.delete(job.jobId)) return;
    job.gone.abort();
    films.less(job.filmId, stop.signal.aborted);
    const free = followers.get(job.jobId) ?? [];
    followers.delete(job.jobId);
    for (const follower of free) {
      follower.own = null;
      if (!follower.gone.signal.aborted) stand(follower);
    }
    if (job.renewed) add({ ...job.renewed, cancelled: job.cancel.signal.aborted });
  };
  const start = (job: Entry, lease: Lease | null): void => {
    job.started = true;
    lineOf(job.vendorId).count(1);
    track(run(job, lease, lineOf(job.vendorId)));
  };
  const run = async (job: Entry, lease: Lease | null, line: VendorLine<Entry>): Promise<void> => {
    let next: Next = { state: 'over' };
    try {
      next = await options.run(job, lease, { cancel: job.cancel.signal, stop: stop.signal, halt: halt.signal });
    } finally {
      line.count(-1);
      // Back in line first: it is older than those behind it, and may have the key that is let go of now.
      follow(job, next);
      if (lease) options.release(lease);
      line.pump();
    }
  };
  const follow = (job: Entry, next: Next): void => {
    if (next.state === 'over' || stop.signal.aborted) {
      remove(job);
    } else {
      job.started = false;
      job.vendorId = next.vendorId;
      job.own = next.wait;
      if (next.wait) track(sleep(job, next.wait));
      else stand(job);
    }
  };
  const sleep = async (job: Entry, { until }: OwnWait): Promise<void> => {
    const woken = AbortSignal.any([stop.signal, job.gone.signal]);
    await clock.sleep(until - clock.now(), woken);
    job.own = null;
    if (!woken.aborted) stand(job);
  };
  const giveUpAll = async (jobs: readonly Entry[], error: AppError): Promise<void> => {
    for (const job of jobs) {
      if (stop.signal.aborted || job.gone.signal.aborted) continue;
      let next: Next = { state: 'over' };
      try {
        next = options.giveUp(job, error);
      } finally {
        follow(job, next);
      }
      // A thousand of them must not hold up the windows.
      await setImmediate();
    }
  };

  const add = (order: DispatchEntry): void => {
    const { goesOn, cancelled, after, ...entry } = order;
    const current = active.get(order.jobId);
    if (current) renew(current, order);
    if (current || stop.signal.aborted) return;
    const first = after !== null && active.has(after) ? after : null;
    const job = newEntry({ ...entry, followed: after !== null }, ++lastNumber);
    if (cancelled) job.cancel.abort();
    active.set(job.jobId, job);
    films.more(job.filmId);
    if (goesOn?.lease) options.occupy(goesOn.lease);
    if (goesOn) {
      start(job, goesOn.lease);
    } else if (first) {
      job.own = untilSpoken;
      followers.set(first, [...(followers.get(first) ?? []), job]);
    } else {
      lineOf(job.vendorId).enter(job);
    }
  };

  return {
    add,
    find: (jobId) => active.get(jobId) ?? null,
    drop(jobId) {
      const job = active.get(jobId);
      if (!job || job.started) return false;
      lineOf(job.vendorId).leave(job);
      remove(job);
      return true;
    },
    prioritise(jobId, priority) {
      const job = active.get(jobId);
      if (job) lineOf(job.vendorId).prioritise(job, priority);
    },
    waitOf(jobId, vendorId) {
      const job = active.get(jobId);
      if (!job || job.started || job.vendorId !== vendorId) return null;
      const wait = lines.get(job.vendorId)?.waiting().wait;
      return job.own ?? (wait ? { ...wait, text: `Waiting: ${wait.text}` } : ownTurn);
    },
    waiting: (vendorId) => lines.get(vendorId)?.waiting() ?? { waiting: 0, wait: null },
    wake: (vendorId) => lineOf(vendorId).pump(),
    ofFilm: films.of,
    size: () => active.size,
    async stop() {
      stop.abort();
      const graces = [...active.values()].filter((job) => job.started).map((job) => options.graceOf(job.vendorId));
      const timer = setTimeout(() => halt.abort(), Math.max(0, ...graces));
      await Promise.all(working);
      clearTimeout(timer);
      active.clear();
    },
  };
}

function renew(entry: Entry, order: DispatchEntry): void {
  entry.renewed = order;
  entry.cancel = new AbortController();
  if (order.cancelled) entry.cancel.abort();
}

type NewEntry = Pick<ActiveJob, 'jobId' | 'filmId' | 'vendorId' | 'priority' | 'followed'>;

const newEntry = (entry: NewEntry, number: number): Entry => ({
  ...entry,
  number,
  own: null,
  renewed: null,
  started: false,
  failures: new Map(),
  cancel: new AbortController(),
  gone: new AbortController(),
});
