import { z } from 'zod';
import { microsSchema } from './money.ts';

/**
 * Where a job goes when its generator cannot make the take. `auto`: to ranked generators of the same category that can
 * make what is asked for, that have a key that works now, and that cost no more than the first. `fixed`: to `generators`, in this order,
 * whatever they cost. `never`: nowhere.
 */
export const fallbackSchema = z.object({
  mode: z.enum(['auto', 'fixed', 'never']),
  /** Generator ids; only `fixed` uses them. */
  generators: z.array(z.string()).max(8),
  /** Go on even when the vendor refused the content: another may not. */
  afterRefusal: z.boolean(),
});
export type Fallback = z.infer<typeof fallbackSchema>;

/** Pictures go on to what costs no more; a voice stays the same voice. */
export const usualFallback: Readonly<Record<'picture' | 'voice', Fallback>> = {
  picture: { mode: 'auto', generators: [], afterRefusal: false },
  voice: { mode: 'never', generators: [], afterRefusal: false },
};

/** One generator of a job's chain. The first is what was asked for. */
export const chainLinkSchema = z.object({
  generator: z.string(),
  vendor: z.string(),
  /** The most that one take may cost here, by the price table. */
  priceCeilingMicros: microsSchema,
});
export type ChainLink = z.infer<typeof chainLinkSchema>;

/** A generator that was left out of a chain, and why: `makes no 9:16`. */
export type LeftOut = { readonly generator: string; readonly reason: string };
