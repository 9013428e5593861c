import { asc, eq, notInArray } from 'drizzle-orm';
import { type ExportJob, endedExports } from '../../shared/export.ts';
import type { ProcessIdentity } from '../processes/process-identity.ts';
import type { LedgerStore } from './ledger-store.ts';
import { exports } from './tables.ts';

/** An export, the path of its unfinished file, and the studio that works on it. */
export type ExportEntry = { readonly job: ExportJob; readonly part: string; readonly owner: ProcessIdentity };

/** Exports, so that what a crash left behind is found and cleared away. */
export type ExportJournal = {
  /** Writes or overwrites; on disk when the call returns. */
  save(entry: ExportEntry): void;
  /** A film's exports, oldest first. */
  list(filmId: string): ExportJob[];
  get(id: string): ExportEntry | null;
  /** Exports that were under way, of all films. */
  unfinished(): ExportEntry[];
};

export function exportJournal({ db, guard }: LedgerStore): ExportJournal {
  const entry = { job: exports.job, part: exports.part, owner: exports.owner };
  return {
    save: ({ job, part, owner }) =>
      guard(() => {
        const changing = { state: job.state, job, part, owner };
        db.insert(exports)
          .values({ id: job.id, filmId: job.filmId, createdAt: job.createdAt, ...changing })
          .onConflictDoUpdate({ target: exports.id, set: changing })
          .run();
      }),
    list: (filmId) =>
      guard(() =>
        db
          .select(entry)
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
          .where(notInArray(exports.state, [...endedExports]))
          .orderBy(asc(exports.createdAt))
          .all(),
      ),
  };
}
