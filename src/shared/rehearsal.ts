import { z } from 'zod';
import { biteSchema, hurdleSchema } from './batch.ts';
import { errorDataSchema } from './errors.ts';
import { idSchema } from './ids.ts';
import { microsSchema } from './money.ts';

/** The whole film run against simulated vendors, at no cost. */
export const rehearsalSchema = z.object({
  filmId: idSchema('film'),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** 0 to 1. */
  fraction: z.number().min(0).max(1),
  /** What happens now, for people. */
  text: z.string(),
  error: errorDataSchema.nullable(),
  /** Null until it is done. */
  report: z
    .object({
      /** Folder of the animatic: a film of its own with sketched pictures, to be opened and played. */
      animaticDir: z.string(),
      /** Takes that were asked for, and that came. */
      wished: z.number().int(),
      made: z.number().int(),
      lowMicros: microsSchema,
      highMicros: microsSchema,
      /** What the simulated vendors put into their charge books. */
      chargedMicros: microsSchema,
      /** How long the real vendors would take, seconds. */
      seconds: z.number(),
      /** Which limits would bite, the worst first. */
      bites: z.array(biteSchema),
      /** What would not start, and what a vendor would refuse. */
      hurdles: z.array(hurdleSchema),
    })
    .nullable(),
});
export type Rehearsal = z.infer<typeof rehearsalSchema>;
