import { z } from 'zod';
import { aspectSchema, kindSchema } from './film.ts';
import { priceSchema } from './money.ts';
import { roleSchema } from './take.ts';

/** One model reached through one vendor: a row of resources/generators.json. */
export const generatorSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  vendor: z.string(),
  name: z.string(),
  maker: z.string(),
  role: roleSchema,
  category: z.enum(['text-to-video', 'image-to-video', 'text-to-image', 'speech']),
  price: priceSchema,
  limits: z.object({
    /** Lengths that the generator can make: a fixed list, a range, or null for any. Seconds. */
    seconds: z
      .union([z.array(z.number().positive()).min(1), z.object({ min: z.number(), max: z.number() })])
      .nullable(),
    aspects: z.array(aspectSchema).nullable(),
    /** `required`: cannot work without a still; `optional`: takes one; `no`: ignores it. */
    still: z.enum(['required', 'optional', 'no']),
  }),
  strengths: z.array(kindSchema),
  /** Usual time for one take, for estimates. */
  typicalSeconds: z.number().positive(),
  /** Voices of a speech generator, best first. */
  voices: z.array(z.object({ id: z.string(), name: z.string(), language: z.string() })),
  /** What the vendor's adapter needs to address the model: its own business, plain JSON. */
  route: z.record(z.string(), z.unknown()),
});
export type Generator = z.infer<typeof generatorSchema>;

export const vendorViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** False for vendors that work on this machine. */
  needsKey: z.boolean(),
  /** Where the user gets a key. */
  keyUrl: z.string().nullable(),
  /** Environment variable that is read as an extra, read-only key. */
  keyVariable: z.string().nullable(),
});
export type VendorView = z.infer<typeof vendorViewSchema>;

/** A generator with whether it can be used right now, and if not, why. */
export const generatorViewSchema = generatorSchema.omit({ route: true }).extend({
  vendorName: z.string(),
  usable: z.boolean(),
  /** `needs a Replicate key`; null when usable. */
  hindrance: z.string().nullable(),
});
export type GeneratorView = z.infer<typeof generatorViewSchema>;

/**
 * The length the generator is asked for so that the scene's `seconds` are covered: the shortest allowed length that
 * is long enough, else the longest allowed (the cut then loops, holds or slows the clip). Of a range whole seconds: that is
 * what vendors take and bill, while scenes last whole frames.
 */
export function secondsToAsk(limits: Generator['limits'], seconds: number): number {
  const allowed = limits.seconds;
  if (allowed === null) return seconds;
  if (!Array.isArray(allowed)) return Math.min(allowed.max, Math.max(allowed.min, Math.ceil(seconds - 0.05)));
  const sorted = [...allowed].sort((a, b) => a - b);
  return sorted.find((length) => length >= seconds - 0.05) ?? sorted[sorted.length - 1] ?? seconds;
}
