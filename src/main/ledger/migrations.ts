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
  // Chains, key rings and money. An old job is a chain of its one generator; its attempts become lines of the ledger.
  `ALTER TABLE jobs ADD COLUMN chain TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE jobs ADD COLUMN link INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE jobs ADD COLUMN trail TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE jobs ADD COLUMN priority TEXT NOT NULL DEFAULT 'medium';
   ALTER TABLE jobs ADD COLUMN film_title TEXT NOT NULL DEFAULT '';
   ALTER TABLE jobs ADD COLUMN scene_title TEXT NOT NULL DEFAULT '';
   ALTER TABLE attempts ADD COLUMN key_id TEXT;
   ALTER TABLE attempts ADD COLUMN account TEXT;
   CREATE INDEX attempts_by_key ON attempts (key_id, created_at);
   CREATE TABLE entries (
     id TEXT PRIMARY KEY,
     job_id TEXT NOT NULL REFERENCES jobs (id),
     attempt_id TEXT REFERENCES attempts (id),
     film_id TEXT NOT NULL,
     scene_id TEXT NOT NULL,
     role TEXT NOT NULL,
     vendor TEXT NOT NULL,
     generator TEXT NOT NULL,
     key_label TEXT,
     state TEXT NOT NULL,
     micros INTEGER NOT NULL,
     ceiling_micros INTEGER NOT NULL,
     basis TEXT NOT NULL,
     take_id TEXT,
     sha256 TEXT,
     day TEXT NOT NULL,
     created_at TEXT NOT NULL,
     updated_at TEXT NOT NULL
   ) STRICT;
   CREATE INDEX entries_of_film ON entries (film_id);
   CREATE INDEX entries_of_job ON entries (job_id);
   CREATE INDEX entries_by_day ON entries (day, vendor);
   CREATE TABLE key_health (
     key_id TEXT PRIMARY KEY,
     vendor TEXT NOT NULL,
     state TEXT NOT NULL,
     until TEXT,
     reason TEXT,
     streak INTEGER NOT NULL,
     successes INTEGER NOT NULL,
     failures INTEGER NOT NULL,
     updated_at TEXT NOT NULL
   ) STRICT;
   UPDATE jobs SET chain = json_array(json_object(
     'generator', generator,
     'vendor', COALESCE((SELECT vendor FROM attempts WHERE job_id = jobs.id ORDER BY n DESC LIMIT 1), ''),
     'priceCeilingMicros', price_ceiling_micros, 'inputs', json(inputs), 'warnings', json(warnings)));
   INSERT INTO entries
     SELECT 'en_' || substr(attempts.id, 4), jobs.id, attempts.id, film_id, scene_id, role, attempts.vendor,
       attempts.generator, key_label,
       CASE WHEN attempts.state IN ('submitting', 'running', 'fetching', 'stalled') THEN 'reserved'
            WHEN attempts.state = 'unknown' OR (attempts.state <> 'done' AND charged <> 'no') THEN 'unsure'
            ELSE 'settled' END,
       CASE WHEN attempts.state = 'done' THEN COALESCE(cost_micros, price_ceiling_micros)
            WHEN attempts.state IN ('submitting', 'running', 'fetching', 'stalled', 'unknown') OR charged <> 'no'
              THEN price_ceiling_micros
            ELSE 0 END,
       price_ceiling_micros,
       CASE WHEN attempts.state = 'done' THEN COALESCE(cost_basis, 'assumed')
            WHEN attempts.state IN ('submitting', 'running', 'fetching', 'stalled', 'unknown') OR charged <> 'no'
              THEN 'assumed'
            ELSE 'free' END,
       CASE WHEN attempts.state = 'done' THEN take_id END, NULL,
       date(attempts.created_at, 'localtime'), attempts.created_at, attempts.updated_at
     FROM attempts JOIN jobs ON jobs.id = attempts.job_id WHERE key_label IS NOT NULL;`,
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
