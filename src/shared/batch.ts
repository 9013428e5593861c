import { z } from 'zod';
import { chainLinkSchema } from './chain.ts';
import { errorCodes } from './errors.ts';
import { idSchema } from './ids.ts';
import { microsSchema } from './money.ts';
import { rankReasonSchema } from './rank-wish.ts';
import { roleSchema } from './take.ts';

/** One take that somebody wants; without a generator, the scene's own choice. */
export const wishSchema = z.object({
  sceneId: idSchema('scene'),
  role: roleSchema,
  generator: z.string().optional(),
  /** The comparison that it is made for. A column is its generator's, so nobody takes its place. */
  comparisonId: idSchema('comparison').optional(),
  /** Given to generators that take one; without it, one by chance. */
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional(),
});
export type JobWish = z.infer<typeof wishSchema>;

/** What a wish would become. */
export const judgedWishSchema = wishSchema.extend({
  /** The generators that may make it, in order; empty when none can. */
  chain: z.array(chainLinkSchema),
  /** Why this generator, where the ranking chose it. */
  reasons: z.array(rankReasonSchema),
  warnings: z.array(z.string()),
  /** Generators of a fixed chain that were left out, and why. */
  leftOut: z.array(z.object({ generator: z.string(), reason: z.string() })),
});
export type JudgedWish = z.infer<typeof judgedWishSchema>;

/** Why something cannot start: one line of the list. */
export const hurdleSchema = z.object({
  code: z.enum(errorCodes),
  /** One sentence that names the scene or the vendor, and the next step. */
  message: z.string(),
  action: z.string(),
  sceneId: idSchema('scene').nullable(),
  /** Vendor whose key or budget is missing. */
  vendor: z.string().nullable(),
  /** Generator that is asked for and cannot start; null where it is about none, or about several. */
  generator: z.string().nullable(),
});
export type Hurdle = z.infer<typeof hurdleSchema>;

/** What bites first when many jobs run: `Replicate takes 8 jobs at once`. */
export const biteSchema = z.object({ vendor: z.string(), text: z.string(), seconds: z.number() });
export type Bite = z.infer<typeof biteSchema>;

/** A whole batch, judged before any job exists. */
export const judgementSchema = z.object({
  wishes: z.array(judgedWishSchema),
  /** Empty when the batch can start. Nothing starts while there is one. */
  hurdles: z.array(hurdleSchema),
  /** All first generators succeed; and every job costs the dearest of its chain. */
  lowMicros: microsSchema,
  highMicros: microsSchema,
  /** Whether some price is an estimate. */
  estimated: z.boolean(),
  /** From now until the last take, as well as anyone knows. */
  seconds: z.number(),
  bites: z.array(biteSchema),
});
export type Judgement = z.infer<typeof judgementSchema>;

/** What it takes to finish a film with what is left of its budgets. */
export const finishPlanSchema = z.object({
  /** What may still be spent, or null where no budget limits it. */
  leftMicros: microsSchema.nullable(),
  micros: microsSchema,
  /** Scenes that lack a take, with the generator that fits what is left; null where nothing fits. */
  scenes: z.array(
    z.object({
      sceneId: idSchema('scene'),
      role: roleSchema,
      generator: z.string().nullable(),
      micros: microsSchema,
      reason: z.string(),
    }),
  ),
});
export type FinishPlan = z.infer<typeof finishPlanSchema>;
