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
  // Version 1 sent again, within one job, only what the vendor had certainly refused: earlier attempts were free. It
  // kept no titles: a film's is that of its folder, a scene's that of its picture.
  `ALTER TABLE jobs ADD COLUMN chain TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE jobs ADD COLUMN link INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE jobs ADD COLUMN trail TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE jobs ADD COLUMN priority TEXT NOT NULL DEFAULT 'medium';
   ALTER TABLE jobs ADD COLUMN film_title TEXT NOT NULL DEFAULT '';
   ALTER TABLE jobs ADD COLUMN scene_title TEXT NOT NULL DEFAULT '';
   ALTER TABLE attempts ADD COLUMN key_id TEXT;
   ALTER TABLE attempts ADD COLUMN account TEXT;
   CREATE INDEX attempts_by_time ON attempts (created_at);
   CREATE INDEX jobs_of_scene ON jobs (scene_id, created_at);
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
   CREATE INDEX entries_of_film ON entries (film_id, state, micros);
   CREATE INDEX entries_of_job ON entries (job_id);
   CREATE INDEX entries_by_time ON entries (created_at);
   CREATE UNIQUE INDEX entries_of_attempt ON entries (attempt_id);
   CREATE INDEX entries_by_day ON entries (day, state, micros);
   CREATE INDEX entries_of_vendor ON entries (vendor, day, state, micros);
   CREATE UNIQUE INDEX entries_uncalled ON entries (job_id) WHERE attempt_id IS NULL;
   CREATE INDEX entries_reserved_of_vendor ON entries (vendor, micros) WHERE state = 'reserved';
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
   UPDATE jobs SET
     film_title = replace(substr(film_dir, 1 + length(rtrim(film_dir,
       replace(replace(film_dir, '/', ''), char(92), '')))), '.film', ''),
     scene_title = COALESCE(inputs ->> 'title', (SELECT picture.inputs ->> 'title' FROM jobs AS picture
       WHERE picture.film_id = jobs.film_id AND picture.scene_id = jobs.scene_id AND picture.role = 'picture'
       ORDER BY picture.created_at DESC, picture.rowid DESC LIMIT 1), '');
   UPDATE jobs SET inputs = json_set(inputs, '$.endStillTakeId', NULL) WHERE role = 'picture';
   UPDATE jobs SET chain = json_array(json_object(
     'generator', generator,
     'vendor', COALESCE((SELECT vendor FROM attempts WHERE job_id = jobs.id ORDER BY n DESC LIMIT 1), ''),
     'priceCeilingMicros', price_ceiling_micros, 'inputs', json(inputs), 'warnings', json(warnings)));
   INSERT INTO entries
     SELECT 'en_' || substr(id, 4), job_id, id, film_id, scene_id, role, vendor, generator, key_label,
       CASE fate WHEN 'open' THEN 'reserved' WHEN 'unclear' THEN 'unsure' ELSE 'settled' END,
       CASE fate WHEN 'free' THEN 0 WHEN 'done' THEN COALESCE(cost_micros, ceiling) ELSE ceiling END,
       ceiling,
       CASE fate WHEN 'free' THEN 'free' WHEN 'done' THEN COALESCE(cost_basis, 'assumed') ELSE 'assumed' END,
       CASE fate WHEN 'done' THEN take_id END,
       NULL, date(created_at, 'localtime'), created_at, updated_at
     FROM (
       SELECT attempts.*, film_id, scene_id, role, take_id, price_ceiling_micros AS ceiling,
         CASE WHEN attempts.state = 'done' THEN 'done'
              WHEN n < (SELECT MAX(n) FROM attempts AS later WHERE later.job_id = jobs.id) THEN 'free'
              WHEN attempts.state IN ('submitting', 'running', 'fetching') THEN 'open'
              WHEN attempts.state IN ('unknown', 'stalled') THEN 'unclear'
              ELSE CASE charged WHEN 'no' THEN 'free' WHEN 'maybe' THEN 'unclear' ELSE 'billed' END END AS fate
       FROM attempts JOIN jobs ON jobs.id = attempts.job_id WHERE key_label IS NOT NULL);`,
  // Exports of before were H.264 with burnt captions, and only their size was written down.
  `ALTER TABLE exports ADD COLUMN plan TEXT;
   ALTER TABLE exports ADD COLUMN owned_at TEXT NOT NULL DEFAULT '';
   UPDATE exports SET owned_at = created_at, job = json_set(job,
     '$.options', json('{"aspect":null,"captions":"burnt","hardware":false}'),
     '$.notes', json('[]'),
     '$.draft', json('false'));
   UPDATE exports SET job = json_set(job,
     '$.result.encoder', 'libx264',
     '$.result.rendered', 0,
     '$.result.reused', 0,
     '$.result.checks', json('[]'),
     '$.result.beside', json('[]'))
     WHERE json_type(job, '$.result') = 'object';`,
  // Verdicts, and jobs that are made to be compared.
  `ALTER TABLE jobs ADD COLUMN comparison_id TEXT;
   CREATE TABLE verdicts (
     id TEXT PRIMARY KEY,
     film_id TEXT NOT NULL,
     film_title TEXT NOT NULL,
     scene_id TEXT NOT NULL,
     scene_title TEXT NOT NULL,
     kind TEXT NOT NULL,
     comparison_id TEXT,
     mode TEXT NOT NULL,
     blind INTEGER NOT NULL,
     contestants TEXT NOT NULL,
     best TEXT NOT NULL,
     created_at TEXT NOT NULL
   ) STRICT;
   CREATE INDEX verdicts_by_time ON verdicts (created_at);
   CREATE INDEX verdicts_of_comparison ON verdicts (comparison_id);
   CREATE UNIQUE INDEX verdicts_circle ON verdicts (film_id, scene_id) WHERE mode = 'circle';`,
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
