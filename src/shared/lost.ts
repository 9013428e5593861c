import { z } from 'zod';
import { errorDataSchema } from './errors.ts';
import { idSchema } from './ids.ts';
import { microsSchema } from './money.ts';
import { roleSchema } from './take.ts';

/** Work that a vendor lists and that no job of this studio holds. */
export const orphanSchema = z.object({
  /** Plain JSON, enough to poll it. */
  operation: z.record(z.string(), z.unknown()),
  /** What the vendor calls it. */
  name: z.string(),
  /** ISO time at which the vendor took it. */
  takenAt: z.string(),
  state: z.enum(['running', 'succeeded', 'failed']),
  /** For people: the prompt or text as the vendor lists it. */
  about: z.string(),
  /** `same`: exactly what this job asked for. `similar`: the same model, other words. */
  match: z.enum(['same', 'similar']),
});
export type Orphan = z.infer<typeof orphanSchema>;

/** A paid call whose fate nobody knows, with all the facts there are. */
export const lostJobSchema = z.object({
  jobId: idSchema('job'),
  filmId: idSchema('film'),
  filmTitle: z.string(),
  sceneId: idSchema('scene'),
  sceneTitle: z.string(),
  role: roleSchema,
  generator: z.string(),
  vendor: z.string(),
  keyLabel: z.string().nullable(),
  /** ISO time at which it was sent. */
  sentAt: z.string(),
  /** What was asked for, for people. */
  about: z.string(),
  ceilingMicros: microsSchema,
  /** Why its fate is not known. */
  reason: errorDataSchema,
  /** Whether the vendor can be asked what it took lately. */
  canAsk: z.boolean(),
  /** When it was asked last, and what it said: null before. `problem` when it could not be asked. */
  asked: z.object({ at: z.string(), orphans: z.array(orphanSchema), problem: errorDataSchema.nullable() }).nullable(),
  /** Where the user can look: the vendor's own list of work, or of bills. */
  lookUrl: z.string().nullable(),
});
export type LostJob = z.infer<typeof lostJobSchema>;

/** What the user found out: the vendor never took it, or took and billed it and the result is gone. */
export const lostVerdicts = ['never-arrived', 'billed'] as const;
