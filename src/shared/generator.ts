import { z } from 'zod';
import { aspectSchema, kindSchema } from './film.ts';
import { priceSchema } from './money.ts';
import { roleSchema } from './take.ts';

export const categories = [
  'text-to-video',
  'image-to-video',
  'text-to-image',
  'avatar',
  'short-form',
  'speech',
] as const;
export type Category = (typeof categories)[number];

const dateSchema = z.string().regex(/^\d{4}-\d\d(-\d\d)?$/);

/**
 * Whether a model can be had. `preview`: its maker may change or end it at any time. `retired`: it cannot be had any more,
 * since a day or month; `successor` is the row that takes its place, `note` says which way still leads to it, if any.
 * `hand-off`: it has no public API; the user makes the take in the tool's own site and brings it back.
 */
export const statusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live') }),
  z.object({ kind: z.literal('preview'), note: z.string() }),
  z.object({
    kind: z.literal('retired'),
    since: dateSchema,
    successor: z.string().nullable(),
    note: z.string(),
  }),
  z.object({
    kind: z.literal('hand-off'),
    /** Where the tool is, https. */
    url: z.url({ protocol: /^https$/ }),
    /** What is pasted there: `{prompt}`, `{narration}`, `{aspect}`, `{seconds}` and `{title}` are filled in. */
    template: z.string(),
    /** How it is done there, one sentence. */
    note: z.string(),
  }),
]);
export type Status = z.infer<typeof statusSchema>;

/** Whether its takes speak the scene's narration themselves, so that it needs no voice beside it. */
export const speaksItself = ({ category }: { readonly category: Category }): boolean =>
  category === 'avatar' || category === 'short-form';

/** Whether the studio can order takes of it: it is neither retired nor worked by hand. */
export const canBeOrdered = ({ status }: { readonly status: Status }): boolean =>
  status.kind === 'live' || status.kind === 'preview';

/** Whether it may be proposed, or stand in for another: what its maker may change or end at any time waits to be named. */
export const mayBeProposed = ({ status }: { readonly status: Status }): boolean => status.kind === 'live';

/** Language of a voice that does not say which it speaks. */
export const unknownLanguage = 'und';

/** One model reached through one vendor: a row of resources/generators/<vendor>.json. */
export const generatorSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  vendor: z.string(),
  name: z.string(),
  maker: z.string(),
  /** Other words that people look for it by: `SD 3.5`. */
  alsoCalled: z.array(z.string()).optional(),
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
    /** As the vendor calls them, the smallest first: `720p`; null where it does not say or does not let one choose. */
    resolutions: z.array(z.string()).nullable().default(null),
    /** Longest prompt or text, characters; null where none is known. */
    characters: z.number().int().positive().nullable(),
  }),
  strengths: z.array(kindSchema),
  status: statusSchema.default({ kind: 'live' }),
  /** What can be had for nothing, in a sentence: `25 credits a month`; null where nothing is known of. */
  free: z.string().nullable().default(null),
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
  /** One sentence on what to type for a key that is not one word; null where it is, or where no key is needed. */
  keyHint: z.string().nullable(),
  /** The user runs it: instead of keys it has servers, and this sentence says what has to run. Else null. */
  serverHint: z.string().nullable(),
  /** Where it is called, and where it is unless the user says otherwise; null for what works on this machine. */
  baseUrl: z.string().nullable(),
  usualBaseUrl: z.string().nullable(),
});
export type VendorView = z.infer<typeof vendorViewSchema>;

/** A generator with whether it can be used right now, and if not, why. */
export const generatorViewSchema = generatorSchema.omit({ route: true }).extend({
  /** `own`: the user added it. */
  source: z.enum(['shipped', 'own']),
  /** The catalogue's price where the user corrected it; null where the price is the catalogue's. */
  usualPrice: priceSchema.nullable(),
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
