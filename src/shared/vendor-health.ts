import { z } from 'zod';
import { errorDataSchema } from './errors.ts';

/** How a vendor has fared in the calls that were really made, newest first; nothing is called to find out. */
export const vendorHealthSchema = z.object({
  vendor: z.string(),
  /** Attempts of the last 30 days that are over, and how many of them brought a take. */
  attempts: z.number().int().nonnegative(),
  takes: z.number().int().nonnegative(),
  /** Median seconds from sending to the take; null without takes. */
  medianSeconds: z.number().nullable(),
  /** ISO times; null where there was none. */
  lastTakeAt: z.string().nullable(),
  lastFailureAt: z.string().nullable(),
  lastFailure: errorDataSchema.nullable(),
  /** The last twenty, oldest first: true brought a take. */
  recent: z.array(z.boolean()),
});
export type VendorHealth = z.infer<typeof vendorHealthSchema>;
