import { and, asc, count, desc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { LedgerStore } from './ledger-store.ts';
import { type AttemptRecord, attempts } from './tables.ts';

export type NewAttempt = Pick<
  AttemptRecord,
  'id' | 'jobId' | 'vendor' | 'generator' | 'keyLabel' | 'keyId' | 'account' | 'state' | 'request'
>;
export type AttemptPatch = Partial<Pick<AttemptRecord, 'state' | 'operation' | 'outcome' | 'costMicros' | 'costBasis'>>;

/** A call that counts in the window of its account. */
export type RecentCall = {
  readonly vendor: string;
  readonly keyId: string;
  readonly account: string;
  /** ISO. */
  readonly createdAt: string;
};

/** The calls that may cost money. Each write is on disk when the call returns; never hand it a secret. */
export type AttemptJournal = {
  /** Numbers the attempt within its job. */
  add(attempt: NewAttempt): AttemptRecord;
  update(id: string, patch: AttemptPatch): AttemptRecord;
  /** The job's newest attempt. */
  latest(jobId: string): AttemptRecord | null;
  /** Oldest first. */
  ofJob(jobId: string): AttemptRecord[];
  /** Paid calls that began after this ISO time, of all vendors, oldest first. */
  recent(sinceIso: string): RecentCall[];
  /** A vendor's attempts of all films that hold an operation, newest first: work that is not an orphan. */
  holding(vendor: string): AttemptRecord[];
  /** A vendor's attempts of all films since this ISO time, newest first. */
  since(vendor: string, sinceIso: string): AttemptRecord[];
};

const recentCall = {
  vendor: attempts.vendor,
  keyId: sql<string>`${attempts.keyId}`,
  account: sql<string>`coalesce(${attempts.account}, ${attempts.keyId})`,
  createdAt: attempts.createdAt,
};

export function attemptJournal({ db, guard, now }: LedgerStore): AttemptJournal {
  // Asked for at every step of every job: building it anew takes longer than answering it.
  const ofJob = db
    .select()
    .from(attempts)
    .where(eq(attempts.jobId, sql.placeholder('jobId')))
    .orderBy(asc(attempts.n))
    .prepare();
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
    latest: (jobId) => guard(() => ofJob.all({ jobId }).at(-1) ?? null),
    ofJob: (jobId) => guard(() => ofJob.all({ jobId })),
    recent: (sinceIso) =>
      guard(() =>
        db
          .select(recentCall)
          .from(attempts)
          .where(and(gt(attempts.createdAt, sinceIso), isNotNull(attempts.keyId)))
          .orderBy(asc(attempts.createdAt))
          .all(),
      ),
    holding: (vendor) =>
      guard(() =>
        db
          .select()
          .from(attempts)
          .where(and(eq(attempts.vendor, vendor), isNotNull(attempts.operation)))
          .orderBy(desc(attempts.createdAt))
          .all(),
      ),
    since: (vendor, sinceIso) =>
      guard(() =>
        db
          .select()
          .from(attempts)
          .where(and(eq(attempts.vendor, vendor), gt(attempts.createdAt, sinceIso)))
          .orderBy(desc(attempts.createdAt))
          .all(),
      ),
  };
}
