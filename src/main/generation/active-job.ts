import type { ErrorCode } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import type { Priority } from '../../shared/job.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import type { Clock } from './clock.ts';
import type { Download } from './download.ts';
import type { GenerationDeps } from './generation-deps.ts';
import type { Incoming } from './incoming.ts';
import type { JobBook } from './job-book.ts';
import type { Lease } from './key-ring.ts';

/** What every attempt uses. */
export type Engine = GenerationDeps & {
  readonly book: JobBook;
  readonly clock: Clock;
  readonly random: () => number;
  readonly download: Download;
  readonly incoming: Incoming;
  /** Asks the vendor, some seconds from now, what became of a job whose fate nobody knows. */
  readonly askLater: (jobId: string) => void;
};

/** A job that waits or runs in this process. */
export type ActiveJob = {
  readonly jobId: string;
  readonly filmId: string;
  /** In whose line it stands, or who works on it. */
  vendorId: string;
  priority: Priority;
  /** True from the moment that the dispatcher let it start, until it goes back into a line. */
  started: boolean;
  /** It waited for another job, whose take may change what it asks for. */
  readonly followed: boolean;
  /** Calls without effect since it came to its generator, by what was wrong. */
  readonly failures: Map<ErrorCode, number>;
  /** Aborted when the user wants it stopped. */
  readonly cancel: AbortController;
};

/** How a run is to be ended from outside. */
export type RunSignals = {
  readonly cancel: AbortSignal;
  /** Aborted when the studio closes: leave everything so that it can go on later. */
  readonly stop: AbortSignal;
  /** Aborted some seconds after `stop`: even a submit under way has to be dropped now. */
  readonly halt: AbortSignal;
};

/** One run of a job. Its row changes meanwhile: what is needed of it is read from the ledger by `jobId`. */
export type JobRun<V extends Vendor = Vendor> = RunSignals & {
  readonly jobId: string;
  readonly session: FilmSession;
  readonly generator: Generator;
  readonly vendor: V;
  /** The key it runs with; null on this machine. */
  readonly lease: Lease | null;
};

/** What becomes of a job after a run. */
export type Next =
  /** Nothing more here: it is over, or left as it is for later. */
  | { readonly state: 'over' }
  /** Back into a line, of the same vendor or of another; not before `wait.until` (ms since 1970). */
  | { readonly state: 'again'; readonly vendorId: string; readonly wait: OwnWait | null };

/** Why a job waits that could have its turn, for people, and until when. */
export type OwnWait = { readonly text: string; readonly until: number };
