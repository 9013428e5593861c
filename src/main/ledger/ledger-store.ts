import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

/** What the journals of one ledger share. */
export type LedgerStore = {
  readonly db: BetterSQLite3Database;
  /** Runs a query; failures of the file or the disk come out as AppErrors. */
  guard<T>(work: () => T): T;
  /** One transaction that holds the right to write from its start, so that what it reads stays true until it writes. */
  together<T>(work: () => T): T;
  now(): Date;
  /** The local calendar day, YYYY-MM-DD. */
  today(): string;
};
