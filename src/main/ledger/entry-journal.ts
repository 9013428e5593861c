import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { type BudgetSums, runningSums } from './budget-sums.ts';
import type { Caps } from './caps.ts';
import { keepToCaps } from './keep-to-caps.ts';
import type { LedgerStore } from './ledger-store.ts';
import { preparedInsert } from './prepared-insert.ts';
import { type EntryRecord, entries } from './tables.ts';

/** A job's wish for money: at most `micros` for one call. */
export type ReserveOrder = Pick<
  EntryRecord,
  'jobId' | 'filmId' | 'sceneId' | 'role' | 'vendor' | 'generator' | 'micros'
>;

/** How the line of an attempt ends. */
export type Settlement = {
  /** `unsure`: nobody knows whether it was billed; `micros` is then its ceiling. */
  readonly state: 'settled' | 'unsure';
  readonly micros: number;
  readonly basis: EntryRecord['basis'];
  readonly takeId?: string;
  readonly sha256?: string;
};

/**
 * The money: a line for every paid call, and for every job that waits to make one. A job has one line at most that waits for its call.
 * Each write is on disk when the call returns, or when the `together` around it does.
 */
export type EntryJournal = {
  /**
   * Reserves money for a job's current link; free calls get a line too. Checks the caps and writes in one go, so that
   * neither 50 jobs nor several studios can overdraw a budget. Throws `over-budget`, writing nothing.
   */
  reserve(order: ReserveOrder, caps: Caps): EntryRecord;
  /** The same for a batch, in order, all or none: takes the sums of the budgets once. `capsOf` is asked by vendor. */
  reserveAll(orders: readonly ReserveOrder[], capsOf: (vendor: string) => Caps): EntryRecord[];
  /** The reserved line of a job belongs to this attempt from now on, and to today. */
  attach(jobId: string, attempt: { readonly attemptId: string; readonly keyLabel: string }): EntryRecord;
  /** Takes away the reserved line of a job that has not called. */
  release(jobId: string): void;
  /**
   * Ends the line of an attempt. One that is over already takes the newer word, except that what is settled never
   * becomes unsure again. Null where the attempt has no line, as those on this machine.
   */
  settle(attemptId: string, settlement: Settlement): EntryRecord | null;
  /** The user says what an unsure line cost. Throws `not-found`, or `conflict` for one that is not unsure. */
  state(entryId: string, micros: number): EntryRecord;
  /** The line of a job that waits for its call: that which `attach` takes. */
  openOf(jobId: string): EntryRecord | null;
  ofAttempt(attemptId: string): EntryRecord | null;
  /** Oldest first. */
  ofJob(jobId: string): EntryRecord[];
  /** Tells whenever money may have moved; ends with the function that it gives back. */
  onChange(listener: () => void): () => void;
};

/** The entries of a ledger. */
export function entryJournal({ db, guard, now, today, together }: LedgerStore, sums: BudgetSums): EntryJournal {
  const listeners = new Set<() => void>();
  const tell = <T>(value: T): T => {
    for (const listener of listeners) listener();
    return value;
  };
  const uncalledOf = (jobId: string) => and(eq(entries.jobId, jobId), isNull(entries.attemptId));
  const ofAttempt = (attemptId: string) =>
    guard(() => db.select().from(entries).where(eq(entries.attemptId, attemptId)).get() ?? null);
  const stamp = () => ({ day: today(), updatedAt: now().toISOString() });
  const insert = preparedInsert(db, entries);
  const reserveAll: EntryJournal['reserveAll'] = (orders, capsOf) =>
    together(() => {
      const at = stamp();
      const running = runningSums(sums);
      const lines = orders.map((order) => {
        keepToCaps(running, capsOf(order.vendor), at.day, order);
        const line = newLine(order, at);
        insert(line);
        running.reserve(order);
        return line;
      });
      return tell(lines);
    });
  return {
    reserve(order, caps) {
      const [line] = reserveAll([order], () => caps);
      if (!line) throw new Error('One order has one line.');
      return line;
    },
    reserveAll,
    attach: (jobId, { attemptId, keyLabel }) =>
      guard(() => {
        const change = { attemptId, keyLabel, ...stamp() };
        const [line] = db.update(entries).set(change).where(uncalledOf(jobId)).returning().all();
        if (!line) throw new Error(`Job ${jobId} has no reserved line for attempt ${attemptId}.`);
        return tell(line);
      }),
    release: (jobId) => tell(guard(() => void db.delete(entries).where(uncalledOf(jobId)).run())),
    settle: (attemptId, { state, micros, basis, takeId, sha256 }) =>
      together(() => {
        const line = ofAttempt(attemptId);
        if (!line || (line.state === 'settled' && state === 'unsure')) return line;
        const change = { state, micros, basis, takeId, sha256, updatedAt: now().toISOString() };
        return tell(db.update(entries).set(change).where(eq(entries.id, line.id)).returning().get());
      }),
    state: (entryId, micros) =>
      together(() => {
        unsureOnly(db.select().from(entries).where(eq(entries.id, entryId)).get());
        const change = { state: 'settled' as const, micros, basis: 'stated' as const, updatedAt: now().toISOString() };
        return tell(db.update(entries).set(change).where(eq(entries.id, entryId)).returning().get());
      }),
    openOf: (jobId) => guard(() => db.select().from(entries).where(uncalledOf(jobId)).get() ?? null),
    ofAttempt,
    ofJob: (jobId) =>
      guard(() =>
        db.select().from(entries).where(eq(entries.jobId, jobId)).orderBy(asc(entries.createdAt), sql`rowid`).all(),
      ),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function unsureOnly(line: EntryRecord | undefined): void {
  const action = 'Look at the spending again.';
  if (!line) throw new AppError({ code: 'not-found', message: 'This line is not in the ledger.', action });
  if (line.state === 'unsure') return;
  const message =
    line.state === 'reserved'
      ? 'This call is still under way, so nobody can say yet what it cost.'
      : 'What this call cost is settled already.';
  throw new AppError({ code: 'conflict', message, action });
}

function newLine(order: ReserveOrder, { day, updatedAt }: { day: string; updatedAt: string }): EntryRecord {
  return {
    id: newId('entry'),
    jobId: order.jobId,
    attemptId: null,
    filmId: order.filmId,
    sceneId: order.sceneId,
    role: order.role,
    vendor: order.vendor,
    generator: order.generator,
    keyLabel: null,
    state: 'reserved',
    micros: order.micros,
    ceilingMicros: order.micros,
    basis: 'assumed',
    takeId: null,
    sha256: null,
    day,
    createdAt: updatedAt,
    updatedAt,
  };
}
