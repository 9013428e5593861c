import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';

/** SQL that brings the ledger from version `index` to `index + 1`. Steps are never edited once released. */
const steps: readonly string[] = [
  `CREATE TABLE jobs (
     id TEXT PRIMARY KEY,
     film_id TEXT NOT NULL,
     film_dir TEXT NOT NULL,
     scene_id TEXT NOT NULL,
     role TEXT NOT NULL,
     generator TEXT NOT NULL,
     state TEXT NOT NULL,
     inputs TEXT NOT NULL,
     take_id TEXT NOT NULL UNIQUE,
     progress TEXT NOT NULL,
     error TEXT,
     charged TEXT NOT NULL,
     price_ceiling_micros INTEGER NOT NULL,
     warnings TEXT NOT NULL,
     cancel_asked INTEGER NOT NULL,
     dismissed INTEGER NOT NULL,
     created_at TEXT NOT NULL,
     updated_at TEXT NOT NULL
   ) STRICT;
   CREATE INDEX jobs_of_film ON jobs (film_id, created_at);
   CREATE INDEX jobs_by_state ON jobs (state);
   CREATE TABLE attempts (
     id TEXT PRIMARY KEY,
     job_id TEXT NOT NULL REFERENCES jobs (id),
     n INTEGER NOT NULL,
     vendor TEXT NOT NULL,
     generator TEXT NOT NULL,
     key_label TEXT,
     state TEXT NOT NULL,
     request TEXT,
     operation TEXT,
     outcome TEXT,
     cost_micros INTEGER,
     cost_basis TEXT,
     created_at TEXT NOT NULL,
     updated_at TEXT NOT NULL,
     UNIQUE (job_id, n)
   ) STRICT;
   CREATE TABLE exports (
     id TEXT PRIMARY KEY,
     film_id TEXT NOT NULL,
     state TEXT NOT NULL,
     job TEXT NOT NULL,
     part TEXT NOT NULL,
     owner TEXT NOT NULL,
     created_at TEXT NOT NULL
   ) STRICT;
   CREATE INDEX exports_of_film ON exports (film_id, created_at);`,
];

/** Version of the ledger that this program writes. */
export const ledgerVersion = steps.length;

/**
 * Brings an opened ledger to the newest version, each step whole or not at all. Throws `unsupported` when a newer
 * Circle Take wrote it.
 */
export function migrate(database: Database, file: string): void {
  // IMMEDIATE, and the version is read inside: two studios that start at once must not both take a step.
  database
    .transaction(() => {
      const version = Number(database.pragma('user_version', { simple: true }));
      if (version > ledgerVersion) throw tooNew(file, version);
      for (const step of steps.slice(version)) database.exec(step);
      database.pragma(`user_version = ${ledgerVersion}`);
    })
    .immediate();
}

const tooNew = (file: string, version: number) =>
  new AppError({
    code: 'unsupported',
    message: `The ledger ${file} was written by a newer Circle Take (version ${version}, this one knows ${ledgerVersion}).`,
    action: 'Start the newer Circle Take.',
  });
