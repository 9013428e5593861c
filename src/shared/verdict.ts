import { z } from 'zod';
import { kindSchema } from './film.ts';
import { idSchema } from './ids.ts';
import { microsSchema } from './money.ts';

/** `duel`: one of two; `pick`: the best of several; `circle`: the take that was circled on an open wall. */
export const verdictModes = ['duel', 'pick', 'circle'] as const;
export type VerdictMode = (typeof verdictModes)[number];

/** A take as it stood for choice. */
export const contestantSchema = z.object({
  takeId: idSchema('take'),
  /** Null for imported takes, which no rating counts. */
  generator: z.string().nullable(),
  vendor: z.string().nullable(),
  /** What the take cost. */
  micros: microsSchema,
  /** Length of the take; null for stills. */
  seconds: z.number().nonnegative().nullable(),
});
export type Contestant = z.infer<typeof contestantSchema>;

/** What somebody found when takes of one scene were set side by side. It stays on this machine, in the ledger. */
export const verdictSchema = z.object({
  id: idSchema('verdict'),
  filmId: idSchema('film'),
  /** Titles and kind of when it was found: films may be gone by now. */
  filmTitle: z.string(),
  sceneId: idSchema('scene'),
  sceneTitle: z.string(),
  kind: kindSchema,
  comparisonId: idSchema('comparison').nullable(),
  mode: z.enum(verdictModes),
  /** Names were hidden when it was found. */
  blind: z.boolean(),
  contestants: z.array(contestantSchema).min(2),
  /** Ids of the best: one won, several tie before the rest, none means that all were bad. */
  best: z.array(idSchema('take')),
  /** ISO time. */
  createdAt: z.string(),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** A verdict as the window says it; the engine adds what the takes cost and who made them. */
export const newVerdictSchema = z.object({
  filmId: idSchema('film'),
  sceneId: idSchema('scene'),
  comparisonId: idSchema('comparison').nullable(),
  mode: z.enum(verdictModes),
  blind: z.boolean(),
  takeIds: z.array(idSchema('take')).min(2).max(500),
  best: z.array(idSchema('take')).max(500),
});
export type NewVerdict = z.infer<typeof newVerdictSchema>;

/** Which verdicts are asked for; null takes all. */
export const verdictQuerySchema = z.object({
  kind: kindSchema.nullable().default(null),
  generator: z.string().nullable().default(null),
  comparisonId: idSchema('comparison').nullable().default(null),
});
export type VerdictQuery = z.infer<typeof verdictQuerySchema>;

/** How one generator fared among the verdicts of a kind. */
export const generatorRatingSchema = z.object({
  generator: z.string(),
  /**
   * Bradley-Terry strength, natural logarithm: one that is stronger by s wins with 1 / (1 + e^-s). 0 is the average of
   * the generators rated, each as often as it stood for choice.
   */
  strength: z.number(),
  /** Standard error of `strength`. */
  error: z.number().nonnegative(),
  /** Verdicts that it took part in against another generator. */
  met: z.number().int().nonnegative(),
  /** Those that it won; a tie among n counts 1/n. */
  won: z.number().nonnegative(),
  /** Verdicts that found all of them bad, which the strength leaves out. */
  allBad: z.number().int().nonnegative(),
  /** What its takes that stood for choice cost on average. */
  microsPerTake: z.number().nonnegative(),
  /** And for each second of them; null where there were only stills. */
  microsPerSecond: z.number().nonnegative().nullable(),
});
export type GeneratorRating = z.infer<typeof generatorRatingSchema>;

/** The ratings of one kind of scene, the strongest first; `kind` null is all kinds together. */
export const kindRatingSchema = z.object({
  kind: kindSchema.nullable(),
  /** Verdicts that it rests on. */
  verdicts: z.number().int().nonnegative(),
  generators: z.array(generatorRatingSchema),
  /** Of the strengths, in the order of `generators`: what the doubt of a difference is worked out from. */
  covariance: z.array(z.array(z.number())),
});
export type KindRating = z.infer<typeof kindRatingSchema>;
