import { capsFor } from '../ledger/caps.ts';
import type { ReserveOrder, Settlement } from '../ledger/entry-journal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import { believableCost } from './believable-cost.ts';
import type { Ending } from './ending.ts';

type MoneyDeps = Pick<Engine, 'ledger' | 'vendors' | 'films' | 'settings'>;
type Link = Pick<JobRecord, 'id' | 'filmId' | 'sceneId' | 'role' | 'generator' | 'priceCeilingMicros'>;

/**
 * Reserves a job's price at a vendor, inside the transaction that writes the job; work on this machine costs nothing and
 * has no line. Throws `over-budget`, naming the budget, and writes nothing then.
 */
export function reserve(deps: MoneyDeps, job: Link, vendorId: string): void {
  reserveAll(deps, job.filmId, [{ job, vendorId }]);
}

/** The same for several jobs of one film, in order: all, or none. */
export function reserveAll(
  { ledger, vendors, films, settings }: MoneyDeps,
  filmId: string,
  wanted: readonly { readonly job: Link; readonly vendorId: string }[],
): void {
  const filmBudget = films.find(filmId)?.current().film.budgetUsd ?? null;
  const { budgets } = settings();
  const orders = wanted.flatMap(({ job, vendorId }): ReserveOrder[] => {
    if (vendors.get(vendorId)?.kind !== 'remote') return [];
    const { id: jobId, sceneId, role, generator, priceCeilingMicros: micros } = job;
    return [{ jobId, filmId, sceneId, role, vendor: vendorId, generator, micros }];
  });
  if (orders.length === 0) return;
  const nameOf = (vendorId: string) => vendors.get(vendorId)?.name ?? vendorId;
  ledger.entries.reserveAll(orders, (id) => capsFor(filmBudget, budgets, { id, name: nameOf(id) }));
}

/** Ends the money of an attempt as its run ended; what was never called for is freed. Inside a transaction. */
export function settleMoney(
  { ledger }: Pick<Engine, 'ledger'>,
  jobId: string,
  attemptId: string | null,
  ending: Ending,
): void {
  const line = attemptId === null ? null : ledger.entries.ofAttempt(attemptId);
  const settlement = line && settlementOf(ending, line.ceilingMicros);
  if (line?.attemptId && settlement) ledger.entries.settle(line.attemptId, settlement);
  ledger.entries.release(jobId);
}

/** Nobody waits any more for what a vendor may hold of a job: the user can say what it cost. Inside a transaction. */
export function doubtMoney({ entries }: Pick<Ledger, 'entries'>, jobId: string): void {
  for (const { attemptId, state, ceilingMicros: micros } of entries.ofJob(jobId)) {
    if (attemptId === null || state !== 'reserved') continue;
    entries.settle(attemptId, { state: 'unsure', micros, basis: 'assumed' });
  }
}

/** What an ending costs; null while the vendor holds the work and has not said its last word. */
export function settlementOf(ending: Ending, ceilingMicros: number): Settlement | null {
  switch (ending.state) {
    case 'left':
    case 'stalled':
      return null;
    case 'done': {
      const { id, cost, media } = ending.take;
      return { state: 'settled', ...cost, takeId: id, sha256: media.sha256 };
    }
    case 'unknown':
      return { state: 'unsure', micros: ceilingMicros, basis: 'assumed' };
    case 'failed':
    case 'cancelled':
      return settlementOfLoss(ending, ceilingMicros);
  }
}

function settlementOfLoss(
  { charged, reportedMicros }: Extract<Ending, { state: 'failed' | 'cancelled' }>,
  ceilingMicros: number,
): Settlement {
  const reported = believableCost(reportedMicros);
  if (reported !== undefined) return { state: 'settled', micros: reported, basis: 'reported' };
  if (charged === 'no') return { state: 'settled', micros: 0, basis: 'free' };
  return { state: charged === 'yes' ? 'settled' : 'unsure', micros: ceilingMicros, basis: 'assumed' };
}
