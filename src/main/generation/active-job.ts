import type { Generator } from '../../shared/generator.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import type { Clock } from './clock.ts';
import type { Download } from './download.ts';
import type { GenerationDeps } from './generation-deps.ts';
import type { JobBook } from './job-book.ts';

/** What every attempt uses. */
export type Engine = GenerationDeps & {
  readonly book: JobBook;
  readonly clock: Clock;
  readonly random: () => number;
  readonly download: Download;
};

/** A job that waits or runs in this process. */
export type ActiveJob = {
  readonly jobId: string;
  readonly filmId: string;
  /** True from the moment that the queue let it start. */
  started: boolean;
  /** Aborted when the user wants it stopped. */
  readonly cancel: AbortController;
};

/** One run of a job. Its row changes meanwhile: what is needed of it is read from the ledger by `jobId`. */
export type JobRun<V extends Vendor = Vendor> = {
  readonly jobId: string;
  readonly session: FilmSession;
  readonly generator: Generator;
  readonly vendor: V;
  readonly cancel: AbortSignal;
  /** Aborted when the studio closes: leave everything so that it can go on later. */
  readonly stop: AbortSignal;
  /** Aborted some seconds after `stop`: even a submit under way has to be dropped now. */
  readonly halt: AbortSignal;
};
