import { z } from 'zod';
import { idSchema } from './ids.ts';
import { microsSchema } from './money.ts';
import { roleSchema } from './take.ts';

/**
 * Where a line of the ledger stands. `reserved`: promised to a job that waits or runs, at its price ceiling. `settled`:
 * what it cost in the end, which may be nothing. `unsure`: the attempt is over and nobody knows whether it was billed; it
 * counts at its ceiling until the user or the vendor says.
 */
export const entryStates = ['reserved', 'settled', 'unsure'] as const;

/** Who says what a line costs: the vendor, our price table, nobody has to pay, the ceiling is assumed, or the user. */
export const entryBases = ['reported', 'computed', 'free', 'assumed', 'stated'] as const;

/** One line of the ledger: the money of one paid call, or of a job that has not called yet. */
export const entrySchema = z.object({
  id: idSchema('entry'),
  jobId: idSchema('job'),
  /** Null before the call. */
  attemptId: idSchema('attempt').nullable(),
  filmId: idSchema('film'),
  filmTitle: z.string(),
  sceneId: idSchema('scene'),
  sceneTitle: z.string(),
  role: roleSchema,
  vendor: z.string(),
  generator: z.string(),
  keyLabel: z.string().nullable(),
  state: z.enum(entryStates),
  /** Reserved, assumed or known, as `state` says. */
  micros: microsSchema,
  ceilingMicros: microsSchema,
  basis: z.enum(entryBases),
  takeId: idSchema('take').nullable(),
  sha256: z.string().nullable(),
  /** What the vendor calls the work, for looking it up there. */
  operation: z.string().nullable(),
  /** Why there is no take, for people. */
  error: z.string().nullable(),
  /** ISO times. `day` is the local calendar day of the call, YYYY-MM-DD. */
  day: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Entry = z.infer<typeof entrySchema>;

export const spendingGroups = ['film', 'scene', 'vendor', 'generator', 'day'] as const;
export type SpendingGroup = (typeof spendingGroups)[number];

export const spendingQuerySchema = z.object({
  /** One film, or all. */
  filmId: idSchema('film').nullable().default(null),
  vendor: z.string().nullable().default(null),
  /** Local days, both included, YYYY-MM-DD. */
  from: z.iso.date().nullable().default(null),
  to: z.iso.date().nullable().default(null),
});
export type SpendingQuery = z.infer<typeof spendingQuerySchema>;

export const spendingRowSchema = z.object({
  /** Film, scene, vendor or generator id, or the day. */
  key: z.string(),
  /** For people: title or name. */
  name: z.string(),
  settledMicros: microsSchema,
  reservedMicros: microsSchema,
  unsureMicros: microsSchema,
  /** Part of `settled` + `unsure` that went into attempts without a take. */
  lostMicros: microsSchema,
  takes: z.number().int(),
  calls: z.number().int(),
});
export type SpendingRow = z.infer<typeof spendingRowSchema>;

export const spendingSchema = z.object({ total: spendingRowSchema, rows: z.array(spendingRowSchema) });
export type Spending = z.infer<typeof spendingSchema>;

/** A budget and how full it is: spent + reserved never exceeds the cap by a paid call of ours. */
export const budgetSchema = z.object({
  kind: z.enum(['film', 'day', 'vendor']),
  /** Film or vendor id, or the day. */
  key: z.string(),
  /** `This film`, `Today`, `Replicate, November`. */
  name: z.string(),
  capMicros: microsSchema.nullable(),
  /** Settled and unsure. */
  spentMicros: microsSchema,
  reservedMicros: microsSchema,
});
export type Budget = z.infer<typeof budgetSchema>;
