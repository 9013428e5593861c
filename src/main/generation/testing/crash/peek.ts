import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/** What is on disk of a studio that was killed. */
export type Peek = {
  /** Jobs that are not over. */
  readonly unsettled: number;
  /** Attempts that were sent, or about to be, and have no receipt. */
  readonly submitting: readonly string[];
  /** All that is settled, unsure or reserved, in micro-dollars. */
  readonly micros: number;
};

/** Looks without recovering or changing anything: that is the next engine's to do. */
export function peek(dir: string): Peek {
  const database = new BetterSqlite3(join(dir, 'ledger.sqlite'), { readonly: true });
  const ids = (sql: string) => database.prepare(sql).pluck().all().map(String);
  const number = (sql: string) => Number(database.prepare(sql).pluck().get());
  try {
    return {
      unsettled: number("SELECT count(*) FROM jobs WHERE state NOT IN ('done', 'failed', 'cancelled', 'unknown')"),
      submitting: ids("SELECT id FROM attempts WHERE state = 'submitting'"),
      micros: number('SELECT coalesce(sum(micros), 0) FROM entries'),
    };
  } finally {
    database.close();
  }
}
