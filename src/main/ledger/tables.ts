import { integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { ChainLink } from '../../shared/chain.ts';
import type { Cut } from '../../shared/cut.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { ExportJob, Preset } from '../../shared/export.ts';
import { kinds } from '../../shared/film.ts';
import { type JobInputs, jobStates, type Progress, priorities, type TrailStep } from '../../shared/job.ts';
import { keyStates } from '../../shared/key.ts';
import { entryBases, entryStates } from '../../shared/spending.ts';
import { type Cost, roles } from '../../shared/take.ts';
import { type Contestant, verdictModes } from '../../shared/verdict.ts';
import type { ProcessIdentity } from '../processes/process-identity.ts';

/** Whether money went out. */
export const chargedStates = ['no', 'maybe', 'yes'] as const;

/** One generator of a job's chain with all that it will be asked for. */
export type FrozenLink = ChainLink & { readonly inputs: JobInputs; readonly warnings: readonly string[] };

/** The wish for one take. `generator`, `inputs`, `warnings` and `priceCeilingMicros` are those of the chain's `link`. `takeId` is chosen when the job is written, so that filing its take twice files it once. */
export const jobs = sqliteTable('jobs', {
  id: text().primaryKey(),
  filmId: text().notNull(),
  /** Where the film lay when the job was last worked on; films may be moved. */
  filmDir: text().notNull(),
  sceneId: text().notNull(),
  role: text({ enum: roles }).notNull(),
  generator: text().notNull(),
  state: text({ enum: jobStates }).notNull(),
  inputs: text({ mode: 'json' }).$type<JobInputs>().notNull(),
  takeId: text().notNull(),
  /** Every generator that may make it, with its frozen inputs; `link` is the index of the one of now. */
  chain: text({ mode: 'json' }).$type<readonly FrozenLink[]>().notNull(),
  link: integer().notNull(),
  trail: text({ mode: 'json' }).$type<readonly TrailStep[]>().notNull(),
  priority: text({ enum: priorities }).notNull(),
  /** Titles of when it was written, for spending: films may be gone by then. */
  filmTitle: text().notNull(),
  sceneTitle: text().notNull(),
  progress: text({ mode: 'json' }).$type<Progress>().notNull(),
  error: text({ mode: 'json' }).$type<ErrorData>(),
  charged: text({ enum: chargedStates }).notNull(),
  priceCeilingMicros: integer().notNull(),
  warnings: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** The comparison that it is made for. */
  comparisonId: text(),
  /** The user asked to stop it; remembered, because the vendor may have to be asked after a restart. */
  cancelAsked: integer({ mode: 'boolean' }).notNull(),
  dismissed: integer({ mode: 'boolean' }).notNull(),
  createdAt: text().notNull(),
  updatedAt: text().notNull(),
});

/**
 * `stalled`: the vendor holds the operation and has not said its last word, but the studio gave up for now. It can be
 * taken up again without paying again.
 */
export const attemptStates = [
  'submitting',
  'running',
  'fetching',
  'done',
  'failed',
  'cancelled',
  'unknown',
  'stalled',
] as const;

/** What was asked of the vendor, for people who look into the ledger: no headers, no secrets, long values cut. */
export type RequestSummary = { readonly method: string; readonly path: string; readonly body?: unknown };

/** One call of a job to one generator with one key. Of a local vendor: one run. */
export const attempts = sqliteTable(
  'attempts',
  {
    id: text().primaryKey(),
    jobId: text()
      .notNull()
      .references(() => jobs.id),
    /** 1 for the job's first attempt. */
    n: integer().notNull(),
    vendor: text().notNull(),
    generator: text().notNull(),
    /** The key as the user may see it (`r8_…4f2a`), never the key; null for local vendors. */
    keyLabel: text(),
    /** Which key, and whose quota it used; null for local vendors and for attempts of before there were rings. */
    keyId: text(),
    account: text(),
    state: text({ enum: attemptStates }).notNull(),
    request: text({ mode: 'json' }).$type<RequestSummary>(),
    operation: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    /** Why it ended without a take. */
    outcome: text({ mode: 'json' }).$type<ErrorData>(),
    costMicros: integer(),
    costBasis: text().$type<Cost['basis']>(),
    createdAt: text().notNull(),
    updatedAt: text().notNull(),
  },
  (table) => [unique().on(table.jobId, table.n)],
);

/** What an export renders: fixed when it begins, so that it can go on after a pause with the very same film. */
export type ExportPlan = {
  /** Of the shape below and of `Cut`: a plan of another one cannot be gone on with. */
  readonly version: number;
  /** The film's title. */
  readonly title: string;
  readonly cut: Cut;
  readonly preset: Preset;
  /** Whether a file of the destination's name may be overwritten. */
  readonly replace: boolean;
};

export const exports = sqliteTable('exports', {
  id: text().primaryKey(),
  filmId: text().notNull(),
  state: text().$type<ExportJob['state']>().notNull(),
  job: text({ mode: 'json' }).$type<ExportJob>().notNull(),
  /** The unfinished file beside the destination. */
  part: text().notNull(),
  /** The studio that works on it: several may share a ledger, and none clears away what another is writing. */
  owner: text({ mode: 'json' }).$type<ProcessIdentity>().notNull(),
  /** Since when it works on it; exports of before they could be paused have the time of their beginning. */
  ownedAt: text().notNull(),
  /** Null once it has ended, and for exports of before they could be paused. */
  plan: text({ mode: 'json' }).$type<ExportPlan>(),
  createdAt: text().notNull(),
});

/** A line of the ledger: see `Entry` in src/shared/spending.ts. Only paid vendors have any. */
export const entries = sqliteTable('entries', {
  id: text().primaryKey(),
  jobId: text()
    .notNull()
    .references(() => jobs.id),
  attemptId: text().references(() => attempts.id),
  filmId: text().notNull(),
  sceneId: text().notNull(),
  role: text({ enum: roles }).notNull(),
  vendor: text().notNull(),
  generator: text().notNull(),
  keyLabel: text(),
  state: text({ enum: entryStates }).notNull(),
  micros: integer().notNull(),
  ceilingMicros: integer().notNull(),
  basis: text({ enum: entryBases }).notNull(),
  takeId: text(),
  sha256: text(),
  /** Local calendar day of the call (of the reservation before it), YYYY-MM-DD. */
  day: text().notNull(),
  createdAt: text().notNull(),
  updatedAt: text().notNull(),
});

/** How a key fares, so that a restart does not forget that it is dry or refused. */
export const keyHealth = sqliteTable('key_health', {
  keyId: text().primaryKey(),
  vendor: text().notNull(),
  state: text({ enum: keyStates }).notNull(),
  /** ISO; null where it does not end by itself. */
  until: text(),
  reason: text(),
  /** Noes in a row, for the back-off. */
  streak: integer().notNull(),
  successes: integer().notNull(),
  failures: integer().notNull(),
  updatedAt: text().notNull(),
});

/** What somebody found when takes were set side by side: see `Verdict` in src/shared/verdict.ts. */
export const verdicts = sqliteTable('verdicts', {
  id: text().primaryKey(),
  filmId: text().notNull(),
  filmTitle: text().notNull(),
  sceneId: text().notNull(),
  sceneTitle: text().notNull(),
  kind: text({ enum: kinds }).notNull(),
  comparisonId: text(),
  mode: text({ enum: verdictModes }).notNull(),
  blind: integer({ mode: 'boolean' }).notNull(),
  contestants: text({ mode: 'json' }).$type<Contestant[]>().notNull(),
  best: text({ mode: 'json' }).$type<string[]>().notNull(),
  createdAt: text().notNull(),
});

export type EntryRecord = typeof entries.$inferSelect;
export type KeyHealthRecord = typeof keyHealth.$inferSelect;
export type JobRecord = typeof jobs.$inferSelect;
export type AttemptRecord = typeof attempts.$inferSelect;
