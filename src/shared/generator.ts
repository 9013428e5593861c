import { z } from 'zod';
import { aspectSchema, kindSchema } from './film.ts';
import { priceSchema } from './money.ts';
import { roleSchema } from './take.ts';

export const categories = ['text-to-video', 'image-to-video', 'text-to-image', 'speech'] as const;

/** One model reached through one vendor: a row of resources/generators/<vendor>.json. */
export const generatorSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  vendor: z.string(),
  name: z.string(),
  maker: z.string(),
  /** What people call it whatever its version: `kling`, `veo`. Ranking rules name families. */
  family: z.string(),
  role: roleSchema,
  category: z.enum(categories),
  /** 1 is offered first; the user may say otherwise in the settings. */
  priority: z.number().int().min(1).max(9),
  /** 0 to 100: our own judgement of how good its takes are, among generators of its category. */
  quality: z.number().min(0).max(100),
  price: priceSchema,
  limits: z.object({
    /** Lengths that the generator can make: a fixed list, a range, or null for any. Seconds. */
    seconds: z
      .union([z.array(z.number().positive()).min(1), z.object({ min: z.number(), max: z.number() })])
      .nullable(),
    aspects: z.array(aspectSchema).nullable(),
    /** `required`: cannot work without a still; `optional`: takes one; `no`: ignores it. */
    still: z.enum(['required', 'optional', 'no']),
    /** Takes a picture for the last frame too. */
    lastFrame: z.boolean(),
    /** Reference pictures that it takes besides the still. */
    references: z.number().int().nonnegative(),
    /** Its clips come with sound. */
    sound: z.boolean(),
    /** Its vendor is sent a seed. */
    seed: z.boolean().default(false),
    /** Longest prompt or text, characters; null where none is known. */
    characters: z.number().int().positive().nullable(),
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

/**
 * How fast a vendor may be called: a row of resources/vendor-limits.json, which the user can change. `perMinute` counts
 * paid calls of one account in any 60 s; `atOnce` counts its jobs under way; null is no limit that is known.
 */
export const vendorLimitsSchema = z.object({
  perMinute: z.number().int().positive().nullable(),
  atOnce: z.number().int().positive(),
  /** How long a key is left alone after the vendor's first no, where the vendor does not say. */
  coolDownSeconds: z.number().positive(),
});
export type VendorLimits = z.infer<typeof vendorLimitsSchema>;

export const vendorViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** False for vendors that work on this machine. */
  needsKey: z.boolean(),
  /** Where the user gets a key. */
  keyUrl: z.string().nullable(),
  /** Environment variable that is read as an extra, read-only key. */
  keyVariable: z.string().nullable(),
  /** One sentence: what a stopped job still costs. Null for vendors that work on this machine. */
  afterCancel: z.string().nullable(),
  /** As they are in force, and as they are unless the user changes them. Null for vendors on this machine. */
  limits: vendorLimitsSchema.nullable(),
  usualLimits: vendorLimitsSchema.nullable(),
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

/** The longest clip that the generator makes, in seconds; null where it makes any length. */
export function longestSeconds({ seconds }: Generator['limits']): number | null {
  if (seconds === null) return null;
  return Array.isArray(seconds) ? Math.max(...seconds) : seconds.max;
}
