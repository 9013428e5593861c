import type { SimulatedDialect } from './simulated-dialect.ts';
import { isOver, type SimulatedJob } from './simulated-jobs.ts';

/** A line of a simulated vendor's own charge book: one for every job that it accepted. */
export type ChargeLine = {
  /** Of the job. */
  readonly id: string;
  /** ISO time at which it was accepted. */
  readonly at: string;
  readonly model: string;
  readonly micros: number;
  readonly state: 'charged' | 'refunded';
  /** Masked, as the studio shows keys. */
  readonly key: string;
  readonly account: string;
};

/** Oldest first. */
export const chargeBook = (jobs: readonly SimulatedJob[], dialect: Pick<SimulatedDialect, 'refunds'>): ChargeLine[] =>
  [...jobs].reverse().map((job) => ({
    ...{ id: job.id, model: job.model, micros: job.micros, key: job.key, account: job.account },
    at: new Date(job.createdAt).toISOString(),
    state: isOver(job) && dialect.refunds(job) ? 'refunded' : 'charged',
  }));

/** What stays charged, micro-dollars. */
export const chargedMicros = (book: readonly ChargeLine[]): number =>
  book.reduce((sum, { state, micros }) => sum + (state === 'charged' ? micros : 0), 0);
