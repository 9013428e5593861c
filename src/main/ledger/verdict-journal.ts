import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { Verdict, VerdictQuery } from '../../shared/verdict.ts';
import type { LedgerStore } from './ledger-store.ts';
import { preparedInsert } from './prepared-insert.ts';
import { verdicts } from './tables.ts';
import { bestAmong } from './verdict-rules.ts';

export type NewVerdictRow = Omit<Verdict, 'id' | 'createdAt'>;

/** Which verdicts are forgotten: these, all of a query, or that of the take circled on an open wall for a scene. */
export type ForgetOrder =
  | { readonly ids: readonly string[] }
  | { readonly query: VerdictQuery }
  | { readonly circleOf: { readonly filmId: string; readonly sceneId: string } };

/**
 * What somebody found when takes were set side by side. Each write is on disk when the call returns; each throws
 * `disk-full`, `not-writable` or `locked`.
 */
export type VerdictJournal = {
  /** One of mode `circle` takes the place of the one of the same film and scene. Throws `invalid-input`. */
  add(row: NewVerdictRow): Verdict;
  /** Somebody thought better of it. Throws `not-found`, or `invalid-input` where `best` did not stand for choice. */
  change(id: string, best: readonly string[]): Verdict;
  /** Gives what it took away, newest first; ids that are not there are passed over. */
  forget(order: ForgetOrder): Verdict[];
  /**
   * Puts back what was forgotten, with its ids and times. What is there already stays as it is, and so does a scene's
   * newer verdict of mode `circle`. All or none; throws `invalid-input`.
   */
  restore(forgotten: readonly Verdict[]): void;
  /** Newest first. */
  list(query: VerdictQuery): Verdict[];
  /** Tells whenever this studio changed verdicts; ends with the function that it gives back. */
  onChange(listener: () => void): () => void;
};

/** The verdicts of a ledger. */
export function verdictJournal({ db, guard, together, now }: LedgerStore): VerdictJournal {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const insert = preparedInsert(db, verdicts);
  const byId = db
    .select()
    .from(verdicts)
    .where(eq(verdicts.id, sql.placeholder('id')))
    .prepare();
  const find = (condition: SQL | undefined): Verdict[] =>
    db.select().from(verdicts).where(condition).orderBy(desc(verdicts.createdAt), sql`rowid desc`).all();
  const remove = (condition: SQL | undefined) => void db.delete(verdicts).where(condition).run();
  return {
    add(row) {
      bestAmong(row.contestants, row.best);
      const verdict = { ...row, id: newId('verdict'), createdAt: now().toISOString() };
      together(() => {
        if (row.mode === 'circle') remove(circleOf(row));
        insert(verdict);
      });
      tell();
      return verdict;
    },
    change(id, best) {
      const changed = together(() => {
        const { contestants } = byId.get({ id }) ?? gone(id);
        bestAmong(contestants, best);
        return db
          .update(verdicts)
          .set({ best: [...best] })
          .where(eq(verdicts.id, id))
          .returning()
          .get();
      });
      tell();
      return changed;
    },
    forget(order) {
      const condition = meant(order);
      const forgotten = together(() => {
        const found = find(condition);
        remove(condition);
        return found;
      });
      if (forgotten.length > 0) tell();
      return forgotten;
    },
    restore(forgotten) {
      for (const { contestants, best } of forgotten) bestAmong(contestants, best);
      // The oldest first, so that those of one moment are in their order again.
      const rows = forgotten.toReversed();
      together(() => {
        for (const row of rows) db.insert(verdicts).values(row).onConflictDoNothing().run();
      });
      if (rows.length > 0) tell();
    },
    list: (query) => guard(() => find(matching(query))),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function meant(order: ForgetOrder): SQL | undefined {
  if ('query' in order) return matching(order.query);
  if ('circleOf' in order) return circleOf(order.circleOf);
  // As one value: SQLite takes no more than 32,766 of them.
  return sql`${verdicts.id} in (select value from json_each(${JSON.stringify(order.ids)}))`;
}

const matching = ({ kind, generator, comparisonId }: VerdictQuery): SQL | undefined =>
  and(
    kind === null ? undefined : eq(verdicts.kind, kind),
    generator === null
      ? undefined
      : sql`exists (select 1 from json_each(${verdicts.contestants}) where value ->> 'generator' = ${generator})`,
    comparisonId === null ? undefined : eq(verdicts.comparisonId, comparisonId),
  );

/** At most one. The mode is written out: SQLite finds a partial index by no parameter. */
const circleOf = ({ filmId, sceneId }: { readonly filmId: string; readonly sceneId: string }): SQL | undefined =>
  and(sql`${verdicts.mode} = 'circle'`, eq(verdicts.filmId, filmId), eq(verdicts.sceneId, sceneId));

function gone(id: string): never {
  throw new AppError({
    code: 'not-found',
    message: 'This verdict is not in the ledger any more.',
    action: 'Look at the verdicts again.',
    details: { verdictId: id },
  });
}
