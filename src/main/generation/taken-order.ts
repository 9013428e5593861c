import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { NewJob } from '../ledger/job-journal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { JobRecord } from '../ledger/tables.ts';

/** Jobs of one order are known by it, so that an order that is sent again finds those that it has. */
export const jobsOf = (orderId: string | null, jobs: readonly NewJob[]): readonly NewJob[] =>
  orderId === null ? jobs : jobs.map((job, index) => ({ ...job, id: jobIdOf(orderId, index) }));

/** As `newId('job')` gives it. */
const jobIdOf = (orderId: string, index: number): string =>
  `jb_${createHash('sha256').update(`${orderId} ${index}`).digest('hex').slice(0, 20)}`;

/**
 * The jobs of an order that was taken already; null for one that is new. Throws `conflict` where it was taken for another
 * film, or for fewer or more takes.
 */
export function takenOrder(
  { jobs }: Pick<Ledger, 'jobs'>,
  { orderId, filmId, count }: { readonly orderId: string | null; readonly filmId: string; readonly count: number },
): JobRecord[] | null {
  // An order is written whole or not at all.
  if (orderId === null || !jobs.get(jobIdOf(orderId, 0))) return null;
  // One more than wished for, which must not be there.
  const found = Array.from({ length: count + 1 }, (_, index) => jobs.get(jobIdOf(orderId, index)));
  const there = found.filter((job) => job !== null);
  if (there.length === count && there.every((job) => job.filmId === filmId)) return there;
  throw new AppError({
    code: 'conflict',
    message: 'This order was sent before, for other takes.',
    action: 'Look at the jobs, then order what is missing.',
  });
}
