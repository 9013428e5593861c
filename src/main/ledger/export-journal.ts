import { asc, eq, notInArray } from 'drizzle-orm';
import { type ExportJob, endedExports, restingExports } from '../../shared/export.ts';
import type { ProcessIdentity } from '../processes/process-identity.ts';
import type { LedgerStore } from './ledger-store.ts';
import { type ExportPlan, exports } from './tables.ts';

/** An export, the path of its unfinished file, the studio that works on it, and what it renders. */
export type ExportEntry = {
  readonly job: ExportJob;
  readonly part: string;
  readonly owner: ProcessIdentity;
  /** ISO time since when it does. */
  readonly ownedAt: string;
  /** Null once it has ended, and for exports of before they could be paused. */
  readonly plan: ExportPlan | null;
};

/** Exports, so that what a crash left behind is found and cleared away, and that a paused one can go on. */
export type ExportJournal = {
  /** A new export; on disk when the call returns. */
  add(entry: ExportEntry): void;
  /** How it stands now, and who works on it. Lets go of the plan when it has ended. */
  update(entry: Omit<ExportEntry, 'plan'>): void;
  /** A film's exports, oldest first. */
  list(filmId: string): ExportJob[];
  get(id: string): ExportEntry | null;
  /** Exports that were queued or under way, of all films. */
  unfinished(): ExportEntry[];
};

export function exportJournal({ db, guard }: LedgerStore): ExportJournal {
  const { job, part, owner, ownedAt, plan } = exports;
  const entry = { job, part, owner, ownedAt, plan };
  return {
    add: (made) =>
      guard(() => {
        const { id, filmId, state, createdAt } = made.job;
        db.insert(exports)
          .values({ ...made, id, filmId, state, createdAt })
          .run();
      }),
    update: (now) =>
      guard(() => {
        const { job, part, owner, ownedAt } = now;
        const { id, state } = job;
        const plan = endedExports.includes(state) ? { plan: null } : {};
        db.update(exports)
          .set({ job, part, owner, ownedAt, state, ...plan })
          .where(eq(exports.id, id))
          .run();
      }),
    list: (filmId) =>
      guard(() =>
        db
          .select({ job })
          .from(exports)
          .where(eq(exports.filmId, filmId))
          .orderBy(asc(exports.createdAt), asc(exports.id))
          .all()
          .map((row) => row.job),
      ),
    get: (id) => guard(() => db.select(entry).from(exports).where(eq(exports.id, id)).get() ?? null),
    unfinished: () =>
      guard(() =>
        db
          .select(entry)
          .from(exports)
          .where(notInArray(exports.state, [...restingExports]))
          .orderBy(asc(exports.createdAt))
          .all(),
      ),
  };
}
