import { z } from 'zod';

export const rankModes = ['fit', 'quality', 'cheap', 'fast'] as const;

/** What matters to the user when generators are ranked. */
export const rankWishSchema = z.object({
  /** Best fit, best quality, cheapest, fastest. */
  mode: z.enum(rankModes),
  freeOnly: z.boolean(),
  /** The most that one take may cost, US dollars; null is no limit. */
  maxUsd: z.number().nonnegative().nullable(),
  /** 0 to 100; null takes all. */
  minQuality: z.number().min(0).max(100).nullable(),
  /** Only clips that come with sound. */
  sound: z.boolean(),
});
export type RankWish = z.infer<typeof rankWishSchema>;

export const usualRankWish: RankWish = { mode: 'fit', freeOnly: false, maxUsd: null, minQuality: null, sound: false };

/** Stands for a generator: the ranking chooses for every scene. */
export const autoGenerator = 'auto';

/** Points for words in a prompt: a row of resources/ranking.json. */
export const wordRuleSchema = z.object({
  name: z.string(),
  /** Whole words or phrases, lower case; one of them is enough, and several count once. */
  words: z.array(z.string()).min(1),
  points: z.number(),
  /** Families of generators that get the points. */
  families: z.array(z.string()).min(1),
});

/** resources/ranking.json: base - perPriority x priority, + strength for the scene's kind, + words. */
export const rankRulesSchema = z.object({
  version: z.literal(1),
  base: z.number(),
  perPriority: z.number(),
  strength: z.number(),
  words: z.array(wordRuleSchema),
  /**
   * Points for what verdicts taught: `perLogit` for each unit of strength that is beyond doubt (the strength less one
   * standard error), at most `most` either way, once `least` verdicts are there.
   */
  learned: z.object({ perLogit: z.number(), most: z.number().nonnegative(), least: z.number().int().positive() }),
});
export type RankRules = z.infer<typeof rankRulesSchema>;

/** One reason for a place in the ranking: `good at testimonial`, +50. Points are 0 where a mode orders by something else. */
export const rankReasonSchema = z.object({ points: z.number(), text: z.string() });
export type RankReason = z.infer<typeof rankReasonSchema>;
