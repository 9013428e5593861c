import { and, desc, eq, getTableColumns, gte, lte, type SQL, sql } from 'drizzle-orm';
import type { Entry, Spending, SpendingGroup, SpendingQuery, SpendingRow } from '../../shared/spending.ts';
import type { LedgerStore } from './ledger-store.ts';
import { operationName } from './operation-name.ts';
import { attempts, entries, jobs } from './tables.ts';

/** Questions about the money, for people. */
export type SpendingJournal = {
  /**
   * One row for each film, scene, vendor, generator or day, the dearest first (days: the newest first). `name` is the
   * title as the newest job knows it; vendors and generators go by their ids here.
   */
  summary(query: SpendingQuery, by: SpendingGroup): Spending;
  /** The lines themselves, newest first; all without a `limit`. */
  lines(query: SpendingQuery, limit?: number): Entry[];
  line(entryId: string): Entry | null;
};

const micros = (condition: SQL): SQL<number> =>
  sql<number>`coalesce(sum(case when ${condition} then ${entries.micros} end), 0)`;

const sums = {
  settledMicros: micros(sql`${entries.state} = 'settled'`),
  reservedMicros: micros(sql`${entries.state} = 'reserved'`),
  unsureMicros: micros(sql`${entries.state} = 'unsure'`),
  lostMicros: micros(sql`${entries.state} <> 'reserved' and ${entries.takeId} is null`),
  takes: sql<number>`count(distinct ${entries.takeId})`,
  calls: sql<number>`count(${entries.attemptId})`,
};

/** The newest title that is one: jobs of before there were titles have none. */
const title = (column: 'film_title' | 'scene_title', where: string): SQL<string> =>
  sql<string>`coalesce((select ${sql.raw(column)} from jobs where ${sql.raw(where)} and ${sql.raw(column)} <> '' order by created_at desc, rowid desc limit 1), '')`;

const groups: Record<SpendingGroup, { readonly key: SQL<string>; readonly name: SQL<string> }> = {
  film: { key: sql`${entries.filmId}`, name: title('film_title', 'jobs.film_id = entries.film_id') },
  scene: { key: sql`${entries.sceneId}`, name: title('scene_title', 'jobs.scene_id = entries.scene_id') },
  vendor: { key: sql`${entries.vendor}`, name: sql`${entries.vendor}` },
  generator: { key: sql`${entries.generator}`, name: sql`${entries.generator}` },
  day: { key: sql`${entries.day}`, name: sql`${entries.day}` },
};

const lineColumns = {
  ...getTableColumns(entries),
  filmTitle: jobs.filmTitle,
  sceneTitle: jobs.sceneTitle,
  operation: attempts.operation,
  outcome: attempts.outcome,
};

/** The spending of a ledger. */
export function spendingJournal({ db, guard }: LedgerStore): SpendingJournal {
  const selectLines = (condition: SQL | undefined) =>
    db
      .select(lineColumns)
      .from(entries)
      .innerJoin(jobs, eq(jobs.id, entries.jobId))
      .leftJoin(attempts, eq(attempts.id, entries.attemptId))
      .where(condition)
      .orderBy(desc(entries.createdAt), sql`entries.rowid desc`);
  return {
    summary: (query, by) =>
      // In one transaction, so that the rows add up to the total.
      guard(() => db.transaction(() => ({ total: totalOf(db, query), rows: rowsOf(db, query, by) }))),
    lines: (query, limit) =>
      guard(() => {
        const all = selectLines(matching(query));
        return (limit === undefined ? all : all.limit(limit)).all().map(toEntry);
      }),
    line: (entryId) =>
      guard(() => {
        const found = selectLines(eq(entries.id, entryId)).get();
        return found ? toEntry(found) : null;
      }),
  };
}

function rowsOf(db: LedgerStore['db'], query: SpendingQuery, by: SpendingGroup): SpendingRow[] {
  const { key, name } = groups[by];
  return db
    .select({ key, name, ...sums })
    .from(entries)
    .where(matching(query))
    .groupBy(key)
    .orderBy(by === 'day' ? sql`${key} desc` : sql`sum(${entries.micros}) desc`, key)
    .all();
}

function totalOf(db: LedgerStore['db'], query: SpendingQuery): SpendingRow {
  const none = { settledMicros: 0, reservedMicros: 0, unsureMicros: 0, lostMicros: 0, takes: 0, calls: 0 };
  const found = db.select(sums).from(entries).where(matching(query)).get();
  return { key: 'total', name: 'Total', ...(found ?? none) };
}

const matching = ({ filmId, vendor, from, to }: SpendingQuery): SQL | undefined =>
  and(
    filmId === null ? undefined : eq(entries.filmId, filmId),
    vendor === null ? undefined : eq(entries.vendor, vendor),
    from === null ? undefined : gte(entries.day, from),
    to === null ? undefined : lte(entries.day, to),
  );

type Line = Omit<Entry, 'operation' | 'error'> & {
  readonly operation: Record<string, unknown> | null;
  readonly outcome: { readonly message: string } | null;
};

const toEntry = ({ operation, outcome, ...line }: Line): Entry => ({
  ...line,
  operation: operationName(operation),
  error: outcome?.message ?? null,
});
