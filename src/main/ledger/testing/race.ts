import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import type { Caps } from '../caps.ts';
import type { Ledger } from '../ledger.ts';
import { attemptRow, jobRow, orderOf } from './ledger-rows.ts';

export type RaceOrder = {
  readonly ledger: Ledger;
  readonly filmId: string;
  readonly caps: Caps;
  readonly jobs: number;
  readonly random: () => number;
  /** How many of the steps are followed by a pause, 0 to 1. */
  readonly pauses: number;
};

/** What was seen while the jobs ran. */
export type RaceReport = {
  /** Most that was spent and reserved at any moment, over all budgets. */
  readonly peakMicros: number;
  readonly refusals: number;
  readonly calls: number;
  readonly fallbacks: number;
};

const jobsPerBatch = 2;
const links = ['a', 'b', 'c'] as const;

/** Runs jobs at once that reserve, call, fail, fall back, are stopped and refunded at random; looks after each step. */
export async function race({ ledger, filmId, caps, jobs, random, pauses }: RaceOrder): Promise<RaceReport> {
  const seen = { peakMicros: 0, refusals: 0, calls: 0, fallbacks: 0 };
  const look = () => {
    const vendors = [{ id: 'replicate', name: 'Replicate', capMicros: 0 }];
    for (const { spentMicros, reservedMicros } of ledger.budgets({
      film: { id: filmId, capMicros: null },
      dayMicros: null,
      vendors,
    }))
      seen.peakMicros = Math.max(seen.peakMicros, spentMicros + reservedMicros);
  };
  const pause = async () => {
    look();
    if (random() < pauses) await sleep(random() * 4);
  };
  const reserve = (job: ReturnType<typeof jobRow>) =>
    ledger.entries.reserve(orderOf(job, { micros: 1 + Math.floor(random() * 100_000) }), caps);
  const allowed = (work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'over-budget') throw error;
      seen.refusals++;
      return false;
    }
  };

  /** One call of a reserved job; says whether it has money for another. */
  const callOnce = async (job: ReturnType<typeof jobRow>): Promise<boolean> => {
    const attempt = attemptRow(job.id);
    const { micros } = ledger.together(() => {
      ledger.attempts.add(attempt);
      return ledger.entries.attach(job.id, { attemptId: attempt.id, keyLabel: 'Key 1' });
    });
    seen.calls++;
    await pause();
    const fate = random();
    if (fate < 0.4) {
      const paid = Math.floor(random() * micros);
      ledger.entries.settle(attempt.id, { state: 'settled', micros: paid, basis: 'reported', takeId: job.takeId });
      return false;
    }
    if (fate < 0.6) {
      const line = ledger.entries.settle(attempt.id, { state: 'unsure', micros, basis: 'assumed' });
      await pause();
      if (line && random() < 0.8) ledger.entries.state(line.id, random() < 0.5 ? 0 : micros);
      return false;
    }
    const free = { state: 'settled', micros: 0, basis: 'free' } as const;
    const goesOn = allowed(() =>
      ledger.together(() => {
        ledger.entries.settle(attempt.id, free);
        reserve(job);
      }),
    );
    if (goesOn) seen.fallbacks++;
    else ledger.entries.settle(attempt.id, free);
    return goesOn;
  };

  const runJob = async (job: ReturnType<typeof jobRow>): Promise<void> => {
    for (const _ of links) {
      await pause();
      if (random() < 0.1) break;
      if (!(await callOnce(job))) break;
    }
    ledger.entries.release(job.id);
    look();
  };
  /** One click: all of its jobs get their money, or none does. */
  const runBatch = async (): Promise<void> => {
    await pause();
    const batch = Array.from({ length: jobsPerBatch }, () => jobRow({ filmId }));
    const orders = batch.map((job) => orderOf(job, { micros: 1 + Math.floor(random() * 100_000) }));
    const written = allowed(() =>
      ledger.together(() => {
        ledger.jobs.add(batch);
        ledger.entries.reserveAll(orders, () => caps);
      }),
    );
    if (written) await Promise.all(batch.map(runJob));
  };
  await Promise.all(Array.from({ length: jobs / jobsPerBatch }, runBatch));
  return seen;
}
