import { and, asc, desc, eq, gt, ne, notInArray, or, sql } from 'drizzle-orm';
import type { ErrorCode } from '../../shared/errors.ts';
import { settledStates } from '../../shared/job.ts';
import type { LedgerStore } from './ledger-store.ts';
import { preparedInsert } from './prepared-insert.ts';
import { type JobRecord, jobs } from './tables.ts';

export type NewJob = Omit<JobRecord, 'cancelAsked' | 'dismissed' | 'createdAt' | 'updatedAt'>;
export type JobPatch = Partial<Omit<JobRecord, 'id' | 'filmId' | 'createdAt' | 'updatedAt'>>;

/** The wishes. Each write is on disk when the call returns; each throws `disk-full`, `not-writable` or `locked`. */
export type JobJournal = {
  /** All or none. */
  add(rows: readonly NewJob[]): JobRecord[];
  get(id: string): JobRecord | null;
  /** Changes one job and returns it. */
  update(id: string, patch: JobPatch): JobRecord;
  /** What a film's user still wants to see, oldest first: not dismissed, and done ones only if done after `doneSince`. */
  shown(filmId: string, doneSince: Date): JobRecord[];
  /** Jobs of a film that are not over, oldest first. */
  unsettled(filmId: string): JobRecord[];
  /** Jobs of all films that failed with this error and were not dismissed, oldest first. */
  failedWith(code: ErrorCode): JobRecord[];
  /** Jobs of all films whose fate nobody knows, dismissed or not, since money is at stake; oldest first. */
  lost(): JobRecord[];
  /** Whether a job of any film works, or waits to work, with this generator now. */
  underWayWith(generator: string): boolean;
  /** Films with jobs that are not over, and where they last lay. */
  unsettledFilms(): { filmId: string; filmDir: string }[];
};

export function jobJournal({ db, guard, now }: LedgerStore): JobJournal {
  const isOver = [...settledStates];
  // Jobs of one click share their time.
  const asWritten = sql`rowid`;
  // Asked for at every step of every job: building it anew takes longer than answering it.
  const byId = db
    .select()
    .from(jobs)
    .where(eq(jobs.id, sql.placeholder('id')))
    .prepare();
  const insert = preparedInsert(db, jobs);
  return {
    add: (rows) =>
      guard(() => {
        const at = now().toISOString();
        const whole = rows.map((row) => ({
          ...row,
          cancelAsked: false,
          dismissed: false,
          createdAt: at,
          updatedAt: at,
        }));
        db.transaction(() => whole.forEach(insert));
        return whole;
      }),
    get: (id) => guard(() => byId.get({ id }) ?? null),
    update: (id, patch) =>
      guard(() =>
        db
          .update(jobs)
          .set({ ...patch, updatedAt: now().toISOString() })
          .where(eq(jobs.id, id))
          .returning()
          .get(),
      ),
    shown: (filmId, doneSince) =>
      guard(() =>
        db
          .select()
          .from(jobs)
          .where(
            and(
              eq(jobs.filmId, filmId),
              eq(jobs.dismissed, false),
              or(ne(jobs.state, 'done'), gt(jobs.updatedAt, doneSince.toISOString())),
            ),
          )
          .orderBy(asc(jobs.createdAt), asWritten)
          .all(),
      ),
    unsettled: (filmId) =>
      guard(() =>
        db
          .select()
          .from(jobs)
          .where(and(eq(jobs.filmId, filmId), notInArray(jobs.state, isOver)))
          .orderBy(asc(jobs.createdAt), asWritten)
          .all(),
      ),
    failedWith: (code) =>
      guard(() =>
        db
          .select()
          .from(jobs)
          .where(and(eq(jobs.state, 'failed'), eq(jobs.dismissed, false), sql`${jobs.error} ->> 'code' = ${code}`))
          .orderBy(asc(jobs.createdAt), asWritten)
          .all(),
      ),
    lost: () =>
      guard(() =>
        db.select().from(jobs).where(eq(jobs.state, 'unknown')).orderBy(asc(jobs.createdAt), asWritten).all(),
      ),
    underWayWith: (generator) =>
      guard(
        () =>
          db
            .select({ id: jobs.id })
            .from(jobs)
            .where(and(eq(jobs.generator, generator), notInArray(jobs.state, isOver)))
            .get() !== undefined,
      ),
    unsettledFilms: () =>
      guard(() => {
        const rows = db
          .select({ filmId: jobs.filmId, filmDir: jobs.filmDir })
          .from(jobs)
          .where(notInArray(jobs.state, isOver))
          .orderBy(desc(jobs.updatedAt))
          .all();
        return rows.filter((row, index) => rows.findIndex((other) => other.filmId === row.filmId) === index);
      }),
  };
}
