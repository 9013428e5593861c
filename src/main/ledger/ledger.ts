import { drizzle } from 'drizzle-orm/better-sqlite3';
import { rateKinds } from '../../shared/rating.ts';
import type { Budget } from '../../shared/spending.ts';
import type { KindRating } from '../../shared/verdict.ts';
import { type AttemptJournal, attemptJournal } from './attempt-journal.ts';
import { budgetSums } from './budget-sums.ts';
import { type BudgetsOrder, budgetsNow } from './budgets.ts';
import { type EntryJournal, entryJournal } from './entry-journal.ts';
import { type ExportJournal, exportJournal } from './export-journal.ts';
import { type JobJournal, jobJournal } from './job-journal.ts';
import { type KeyHealthJournal, keyHealthJournal } from './key-health-journal.ts';
import type { LedgerStore } from './ledger-store.ts';
import { dayNamer } from './local-day.ts';
import { openDatabase } from './open-database.ts';
import { ratingsNow } from './ratings-now.ts';
import { type SpendingJournal, spendingJournal } from './spending-journal.ts';
import { toLedgerError } from './sqlite-errors.ts';
import { type VerdictJournal, verdictJournal } from './verdict-journal.ts';

/** The journal of every call that may cost money, of the money itself, of exports and of verdicts. Holds no secret. */
export type Ledger = {
  readonly jobs: JobJournal;
  readonly attempts: AttemptJournal;
  readonly entries: EntryJournal;
  readonly spending: SpendingJournal;
  /** How full the budgets are now. */
  budgets(order: BudgetsOrder): Budget[];
  readonly keyHealth: KeyHealthJournal;
  readonly exports: ExportJournal;
  readonly verdicts: VerdictJournal;
  /** What the verdicts teach by now: see `rateKinds`. Worked out once, until verdicts change. */
  ratings(): readonly KindRating[];
  /** Makes several writes one: all on disk, or none. `work` must not await. */
  together<T>(work: () => T): T;
  /** Said once after opening: that a damaged ledger was set aside, and where it is. */
  readonly notices: readonly string[];
  close(): void;
};

/**
 * Opens the ledger file, making it when missing; several studios may hold it at once. Throws `unsupported` when a newer
 * Circle Take wrote it, `not-writable`, `disk-full` or `locked`. Days are those of `timeZone` (IANA), else of this machine.
 */
export function openLedger(file: string, now: () => Date = () => new Date(), timeZone?: string): Ledger {
  const { database, notices } = openDatabase(file, now);
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw toLedgerError(error, file);
    }
  };
  const together = <T>(work: () => T): T => guard(() => database.transaction(work).immediate());
  const db = drizzle({ client: database, casing: 'snake_case' });
  const dayOf = dayNamer(timeZone);
  const store: LedgerStore = { db, guard, together, now, today: () => dayOf(now()) };
  const sums = budgetSums(db);
  const verdicts = verdictJournal(store);
  return {
    jobs: jobJournal(store),
    attempts: attemptJournal(store),
    entries: entryJournal(store, sums),
    spending: spendingJournal(store),
    budgets: (order) => budgetsNow(store, sums, order),
    keyHealth: keyHealthJournal(store),
    exports: exportJournal(store),
    verdicts,
    ratings: ratingsNow(store, verdicts, rateKinds),
    together,
    notices,
    close: () => database.close(),
  };
}
