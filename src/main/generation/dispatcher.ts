import { setImmediate } from 'node:timers/promises';
import type { AppError } from '../../shared/errors.ts';
import type { Priority } from '../../shared/job.ts';
import type { ActiveJob, Next, OwnWait, RunSignals } from './active-job.ts';
import type { Clock } from './clock.ts';
import type { Lease, RingWait } from './key-ring.ts';
import { type WaitingLine, waitingLine } from './waiting-line.ts';

export type DispatchEntry = Pick<ActiveJob, 'jobId' | 'filmId' | 'vendorId' | 'priority'> & {
  /** The user already wants it stopped. */
  readonly cancelled: boolean;
  /** It goes on with what a vendor holds, for which it needs no turn: with this key, or with none on this machine. */
  readonly goesOn: { readonly lease: Lease | null } | null;
};

/** A key to go with, none where none is needed, or what has to be waited for. */
export type Admission = { readonly lease: Lease | null } | { readonly wait: RingWait };

/** What a job waits for, for people; `until` in ms since 1970, null where that is not known. */
export type Wait = { readonly text: string; readonly until: number | null };

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
  /** How long a submit under way may still wait for its receipt when the studio closes. */
  readonly graceMs?: number;
};

/** The jobs that wait or run in this process, each vendor's in a line of its own. */
export type Dispatcher = {
  /** Does nothing when the job is in it already, or when the studio closes. */
  add(entry: DispatchEntry): void;
  find(jobId: string): ActiveJob | null;
  /** Takes a job out that has not started; false when it has, or is not here. */
  drop(jobId: string): boolean;
  prioritise(jobId: string, priority: Priority): void;
  /** What a job waits for; null when it runs or is not here. */
  waitOf(jobId: string): Wait | null;
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
  own: OwnWait | null;
  /** Aborted when it is taken out. */
  readonly gone: AbortController;
};

type Line = {
  readonly waiting: WaitingLine<Entry>;
  running: number;
  wait: Wait | null;
  /** Ends the wait at its time, unless called off. */
  alarm: { readonly at: number; readonly off: AbortController } | null;
  pumping: boolean;
};

const ownTurn = { text: 'Waiting for its turn', until: null };

/**
 * Starts what may start and nothing else: it looks at a line when a job comes, ends, or is revived, and when a wait is
 * over, and stops looking at the first job that has to wait, since all of a line wait for the same.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { clock, graceMs = 10_000 } = options;
  const lines = new Map<string, Line>();
  const active = new Map<string, Entry>();
  const films = new Map<string, number>();
  const working = new Set<Promise<void>>();
  const [stop, halt] = [new AbortController(), new AbortController()];
  let lastNumber = 0;

  const lineOf = (vendorId: string): Line => {
    const line = lines.get(vendorId) ?? newLine();
    lines.set(vendorId, line);
    return line;
  };
  const ofFilm = (filmId: string) => films.get(filmId) ?? 0;

  const remove = (job: Entry): void => {
    if (!active.delete(job.jobId)) return;
    job.gone.abort();
    const left = ofFilm(job.filmId) - 1;
    if (left > 0) films.set(job.filmId, left);
    else films.delete(job.filmId);
    if (left === 0 && !stop.signal.aborted) options.onIdle(job.filmId);
  };
  const track = (work: Promise<void>): void => {
    // Only the ledger itself can fail here; what it holds is still true, and is taken up when the film is opened.
    const tracked = work
      .catch((error: unknown) => console.error('A job could not be written down:', error))
      .finally(() => working.delete(tracked));
    working.add(tracked);
  };

  const enter = (job: Entry): void => {
    lineOf(job.vendorId).waiting.insert(job);
    pump(job.vendorId);
  };
  const follow = (job: Entry, next: Next): void => {
    if (next.state === 'over' || stop.signal.aborted) {
      remove(job);
    } else {
      job.started = false;
      job.vendorId = next.vendorId;
      job.own = next.wait;
      if (next.wait) track(sleep(job, next.wait));
      else enter(job);
    }
  };
  const sleep = async (job: Entry, { until }: OwnWait): Promise<void> => {
    const woken = AbortSignal.any([stop.signal, job.gone.signal]);
    await clock.sleep(until - clock.now(), woken);
    job.own = null;
    if (!woken.aborted) enter(job);
  };

  const start = (job: Entry, lease: Lease | null): void => {
    const line = lineOf(job.vendorId);
    const { vendorId } = job;
    job.started = true;
    line.running += 1;
    const signals = { cancel: job.cancel.signal, stop: stop.signal, halt: halt.signal };
    const work = async () => {
      let next: Next = { state: 'over' };
      try {
        next = await options.run(job, lease, signals);
      } finally {
        line.running -= 1;
        // Back in line first: it is older than those behind it, and may have the key that is let go of now.
        follow(job, next);
        if (lease) options.release(lease);
        pump(vendorId);
      }
    };
    track(work());
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

  const waitFor = (vendorId: string, line: Line, { text, until, hopeless }: RingWait): void => {
    line.wait = { text, until };
    setAlarm(vendorId, line, hopeless ? null : until);
    if (hopeless) track(giveUpAll(line.waiting.drain(), hopeless));
  };
  const setAlarm = (vendorId: string, line: Line, at: number | null): void => {
    if (line.alarm?.at === at) return;
    line.alarm?.off.abort();
    line.alarm = null;
    if (at === null) return;
    const off = new AbortController();
    line.alarm = { at, off };
    const over = AbortSignal.any([stop.signal, off.signal]);
    track(
      clock.sleep(Math.max(1, at - clock.now()), over).then(() => {
        if (over.aborted) return;
        line.alarm = null;
        pump(vendorId);
      }),
    );
  };
  /** Starts from the head of a line until one has to wait. */
  const pump = (vendorId: string): void => {
    const line = lineOf(vendorId);
    // Taking a key may tell that the ring changed, which leads here again.
    if (line.pumping || stop.signal.aborted) return;
    line.pumping = true;
    line.wait = null;
    try {
      while (line.waiting.size() > 0) {
        const admission = options.admit(vendorId, line.running);
        if ('wait' in admission) {
          waitFor(vendorId, line, admission.wait);
          return;
        }
        const job = line.waiting.shift();
        if (job) start(job, admission.lease);
      }
      setAlarm(vendorId, line, null);
    } finally {
      line.pumping = false;
      options.onLine?.(vendorId);
    }
  };

  return {
    add({ goesOn, cancelled, ...entry }) {
      if (stop.signal.aborted || active.has(entry.jobId)) return;
      const job = newEntry(entry, ++lastNumber);
      if (cancelled) job.cancel.abort();
      active.set(job.jobId, job);
      films.set(job.filmId, ofFilm(job.filmId) + 1);
      if (ofFilm(job.filmId) === 1) options.onBusy(job.filmId);
      if (!goesOn) return enter(job);
      if (goesOn.lease) options.occupy(goesOn.lease);
      start(job, goesOn.lease);
    },
    find: (jobId) => active.get(jobId) ?? null,
    drop(jobId) {
      const job = active.get(jobId);
      if (!job || job.started) return false;
      lineOf(job.vendorId).waiting.remove(job);
      remove(job);
      return true;
    },
    prioritise(jobId, priority) {
      const job = active.get(jobId);
      if (!job) return;
      const { waiting } = lineOf(job.vendorId);
      const stood = waiting.remove(job);
      job.priority = priority;
      if (stood) waiting.insert(job);
    },
    waitOf(jobId) {
      const job = active.get(jobId);
      if (!job || job.started) return null;
      return job.own ?? lines.get(job.vendorId)?.wait ?? ownTurn;
    },
    waiting(vendorId) {
      const line = lines.get(vendorId);
      return { waiting: line?.waiting.size() ?? 0, wait: line?.wait ?? null };
    },
    wake: pump,
    ofFilm,
    size: () => active.size,
    async stop() {
      stop.abort();
      const timer = setTimeout(() => halt.abort(), graceMs);
      await Promise.all(working);
      clearTimeout(timer);
      active.clear();
    },
  };
}

const newLine = (): Line => ({
  waiting: waitingLine(),
  running: 0,
  wait: null,
  alarm: null,
  pumping: false,
});

const newEntry = (entry: Pick<ActiveJob, 'jobId' | 'filmId' | 'vendorId' | 'priority'>, number: number): Entry => ({
  ...entry,
  number,
  own: null,
  started: false,
  failures: new Map(),
  cancel: new AbortController(),
  gone: new AbortController(),
});
