import type { AppError } from '../../shared/errors.ts';
import type { Priority } from '../../shared/job.ts';
import type { Clock } from './clock.ts';
import type { Lease, RingWait } from './key-ring.ts';
import { type Place, waitingLine } from './waiting-line.ts';

/** A key to go with, none where none is needed, or what has to be waited for. */
export type Admission = { readonly lease: Lease | null } | { readonly wait: RingWait };

/** What jobs wait for, for people; `until` in ms since 1970, null where that is not known. */
export type Wait = { readonly text: string; readonly until: number | null };

export type VendorLineOptions<J> = {
  readonly clock: Clock;
  /** Aborted when nothing may start any more. */
  readonly stop: AbortSignal;
  /** Whether one more job may start, of which `running` are under way. */
  readonly admit: (running: number) => Admission;
  readonly start: (job: J, lease: Lease | null) => void;
  /** There is nothing to wait for: these have left the line. */
  readonly giveUp: (jobs: readonly J[], error: AppError) => void;
  /** The line changed, or what it waits for. */
  readonly changed: () => void;
  /** Something that goes on by itself. */
  readonly track: (work: Promise<void>) => void;
};

/** The jobs that wait for one vendor. All of them wait for the same, so only the first is ever looked at. */
export type VendorLine<J> = {
  enter(job: J): void;
  /** False when it is not in line. */
  leave(job: J): boolean;
  /** Gives a job that may be in line another priority. */
  prioritise(job: J, priority: Priority): void;
  /** A job of this vendor is under way, or no longer is. */
  count(change: 1 | -1): void;
  /** Starts what may start; called whenever that may have changed. */
  pump(): void;
  waiting(): { readonly waiting: number; readonly wait: Wait | null };
};

/** A vendor's line. It looks when it is told to and when a wait is over, and never in between. */
export function createVendorLine<J extends Place>(options: VendorLineOptions<J>): VendorLine<J> {
  const { stop, changed } = options;
  const line = waitingLine<J>();
  const alarm = createAlarm(options, () => pump());
  let running = 0;
  let wait: Wait | null = null;
  let pumping = false;

  /** Null once nobody is left. */
  const startAll = (): RingWait | null => {
    while (line.size() > 0) {
      const admission = options.admit(running);
      if ('wait' in admission) return admission.wait;
      const job = line.shift();
      if (job) options.start(job, admission.lease);
    }
    return null;
  };
  const pump = (): void => {
    // Taking a key may tell that the ring changed, which leads here again.
    if (pumping || stop.aborted) return;
    pumping = true;
    try {
      const found = startAll();
      wait = found && { text: found.text, until: found.until };
      alarm.set(found?.hopeless ? null : (found?.until ?? null));
      if (found?.hopeless) options.giveUp(line.drain(), found.hopeless);
    } finally {
      pumping = false;
      changed();
    }
  };
  return {
    enter(job) {
      line.insert(job);
      pump();
    },
    leave(job) {
      const left = line.remove(job);
      if (left) changed();
      return left;
    },
    prioritise(job, priority) {
      const stood = line.remove(job);
      job.priority = priority;
      if (stood) line.insert(job);
    },
    count: (change) => {
      running += change;
    },
    pump,
    waiting: () => ({ waiting: line.size(), wait: line.size() === 0 ? null : wait }),
  };
}

/** Calls `ring` at one time at most; setting another calls the one before off. */
function createAlarm(
  { clock, stop, track }: Pick<VendorLineOptions<never>, 'clock' | 'stop' | 'track'>,
  ring: () => void,
) {
  let current: { readonly at: number; readonly off: AbortController } | null = null;
  const wait = async (at: number, off: AbortSignal): Promise<void> => {
    const over = AbortSignal.any([stop, off]);
    await clock.sleep(Math.max(1, at - clock.now()), over);
    if (over.aborted) return;
    current = null;
    ring();
  };
  return {
    /** Milliseconds since 1970; null calls it off. */
    set(at: number | null): void {
      if ((current?.at ?? null) === at) return;
      current?.off.abort();
      current = at === null ? null : { at, off: new AbortController() };
      if (current) track(wait(current.at, current.off.signal));
    },
  };
}
