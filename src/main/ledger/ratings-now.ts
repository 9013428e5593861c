import { sql } from 'drizzle-orm';
import type { KindRating, Verdict } from '../../shared/verdict.ts';
import type { LedgerStore } from './ledger-store.ts';
import type { VerdictJournal } from './verdict-journal.ts';

/** Works ratings out of verdicts: see `rateKinds`. */
export type Rate = (verdicts: readonly Verdict[]) => readonly KindRating[];

const everything = { kind: null, generator: null, comparisonId: null };

/**
 * What all verdicts teach by now. `rate` is asked again only when this studio changed verdicts, or another one wrote into
 * the ledger. Throws what reading the ledger throws.
 */
export function ratingsNow(
  { db, guard }: LedgerStore,
  verdicts: VerdictJournal,
  rate: Rate,
): () => readonly KindRating[] {
  let known: { readonly version: number; readonly ratings: readonly KindRating[] } | null = null;
  verdicts.onChange(() => {
    known = null;
  });
  return () => {
    // Looked at before the verdicts are: what another studio writes in between is noticed the next time.
    const version = guard(() => writesOfOthers(db));
    if (known?.version !== version) known = { version, ratings: rate(verdicts.list(everything)) };
    return known.ratings;
  };
}

/** Another number whenever another connection has committed. https://sqlite.org/pragma.html#pragma_data_version */
const writesOfOthers = (db: LedgerStore['db']): number =>
  db.get<{ data_version: number }>(sql`pragma data_version`).data_version;
