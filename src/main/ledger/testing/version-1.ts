import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/** Version 1 as it was released; never edited. */
const schema = `CREATE TABLE jobs (
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
   CREATE INDEX exports_of_film ON exports (film_id, created_at);`;

/** A job of version 1 with the states of its attempts, oldest first. */
export type OldJob = {
  readonly id: string;
  readonly state: string;
  readonly charged: 'no' | 'maybe' | 'yes';
  readonly ceiling: number;
  readonly inputs: Record<string, unknown>;
  readonly sceneId?: string;
  readonly filmDir?: string;
  readonly attempts: readonly OldAttempt[];
};
export type OldAttempt = {
  readonly state: string;
  /** What the vendor or the price table said. */
  readonly cost?: readonly [micros: number, basis: string];
  readonly local?: boolean;
};

/** Makes a ledger as version 1 left it. */
export function writeVersion1(file: string, jobs: readonly OldJob[]): void {
  mkdirSync(dirname(file), { recursive: true });
  const database = new BetterSqlite3(file);
  database.pragma('journal_mode = WAL');
  database.exec(schema);
  database.pragma('user_version = 1');
  const at = '2026-10-05T10:00:00.000Z';
  for (const job of jobs) {
    database
      .prepare(
        `INSERT INTO jobs VALUES (@id, 'fi_12345678', @filmDir, @sceneId, @role, 'kling', @state, @inputs,
           replace(@id, 'jb', 'tk'), '{}', NULL, @charged, @ceiling, '["kept"]', 0, 0, '${at}', '${at}')`,
      )
      .run({
        filmDir: '/home/ada/My films/Coffee.film',
        sceneId: 'sc_12345678',
        ...job,
        attempts: undefined,
        role: job.inputs.role,
        inputs: JSON.stringify(job.inputs),
      });
    job.attempts.forEach(({ state, cost, local }, index) => {
      database
        .prepare(
          `INSERT INTO attempts VALUES (@id, @jobId, @n, @vendor, 'kling', @keyLabel, @state, NULL, NULL, NULL, @micros,
             @basis, '${at}', '${at}')`,
        )
        .run({
          id: `at_${job.id.slice(3)}${index}`,
          jobId: job.id,
          n: index + 1,
          vendor: local ? 'local' : 'replicate',
          keyLabel: local ? null : 'r8_…4f2a',
          state,
          micros: cost?.[0] ?? null,
          basis: cost?.[1] ?? null,
        });
    });
  }
  database.close();
}
