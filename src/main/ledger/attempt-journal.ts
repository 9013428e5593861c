import { asc, count, desc, eq } from 'drizzle-orm';
import type { LedgerStore } from './ledger-store.ts';
import { type AttemptRecord, attempts } from './tables.ts';

export type NewAttempt = Pick<
  AttemptRecord,
  'id' | 'jobId' | 'vendor' | 'generator' | 'keyLabel' | 'state' | 'request'
>;
export type AttemptPatch = Partial<Pick<AttemptRecord, 'state' | 'operation' | 'outcome' | 'costMicros' | 'costBasis'>>;

/** The calls that may cost money. Each write is on disk when the call returns; never hand it a secret. */
export type AttemptJournal = {
  /** Numbers the attempt within its job. */
  add(attempt: NewAttempt): AttemptRecord;
  update(id: string, patch: AttemptPatch): AttemptRecord;
  /** The job's newest attempt. */
  latest(jobId: string): AttemptRecord | null;
  /** Oldest first. */
  ofJob(jobId: string): AttemptRecord[];
};

export function attemptJournal({ db, guard, now }: LedgerStore): AttemptJournal {
  return {
    add: (attempt) =>
      guard(() =>
        db.transaction(() => {
          const before = db.select({ n: count() }).from(attempts).where(eq(attempts.jobId, attempt.jobId)).get();
          const at = now().toISOString();
          return db
            .insert(attempts)
            .values({ ...attempt, n: (before?.n ?? 0) + 1, createdAt: at, updatedAt: at })
            .returning()
            .get();
        }),
      ),
    update: (id, patch) =>
      guard(() =>
        db
          .update(attempts)
          .set({ ...patch, updatedAt: now().toISOString() })
          .where(eq(attempts.id, id))
          .returning()
          .get(),
      ),
    latest: (jobId) =>
      guard(
        () =>
          db.select().from(attempts).where(eq(attempts.jobId, jobId)).orderBy(desc(attempts.n)).limit(1).get() ?? null,
      ),
    ofJob: (jobId) =>
      guard(() => db.select().from(attempts).where(eq(attempts.jobId, jobId)).orderBy(asc(attempts.n)).all()),
  };
}
