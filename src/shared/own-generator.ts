import { z } from 'zod';
import { categories, generatorSchema } from './generator.ts';

/** Our words for what a model is sent, each under a name of the model's own. */
export const wireWords = [
  'prompt',
  'seconds',
  'aspect',
  'seed',
  'still',
  'endStill',
  'voice',
  'speed',
  'script',
] as const;
export type WireWord = (typeof wireWords)[number];

/** One input of a model, as the model's own schema describes it. */
export const modelFieldSchema = z.object({
  /** The model's own name; of a ComfyUI workflow `<node>.<input>`. */
  name: z.string(),
  title: z.string(),
  about: z.string(),
  type: z.enum(['text', 'number', 'integer', 'switch', 'choice', 'file', 'other']),
  choices: z.array(z.union([z.string(), z.number()])),
  least: z.number().nullable(),
  most: z.number().nullable(),
  /** What the model takes where nothing is sent; null where there is none. */
  usual: z.unknown(),
  required: z.boolean(),
});
export type ModelField = z.infer<typeof modelFieldSchema>;

/** A model that is not in the catalogue, as its vendor or its workflow describes it, and what it is taken for. */
export const modelSheetSchema = z.object({
  vendor: z.string(),
  /** As it was pasted, cleaned: `owner/name`, `fal-ai/…`, or the workflow's name. */
  model: z.string(),
  title: z.string(),
  about: z.string(),
  /** Page about it; null where there is none. */
  url: z.string().nullable(),
  category: z.enum(categories),
  fields: z.array(modelFieldSchema),
  /** Which of its inputs each of our words is taken for; absent where none fits. */
  guess: z.partialRecord(z.enum(wireWords), z.string()),
  /** A whole row with these guesses, ready to be kept; `problems` says what is still to be chosen. */
  draft: z.record(z.string(), z.unknown()),
  problems: z.array(z.string()),
});
export type ModelSheet = z.infer<typeof modelSheetSchema>;

/** What the user decided about a model; the engine makes the row of it. */
export const ownModelSchema = z.object({
  vendor: z.string(),
  model: z.string(),
  name: z.string().trim().min(1).max(80),
  category: z.enum(categories),
  quality: z.number().min(0).max(100),
  price: generatorSchema.shape.price,
  fields: z.partialRecord(z.enum(wireWords), z.string()),
  /** Values that are always sent, by the model's own names. */
  fixed: z.record(z.string(), z.unknown()),
  /** Seconds that it can make, as in a row's limits. */
  seconds: generatorSchema.shape.limits.shape.seconds,
  aspects: generatorSchema.shape.limits.shape.aspects,
  /** ComfyUI: the workflow in API format, as text. Else null. */
  workflow: z.string().max(2_000_000).nullable(),
});
export type OwnModel = z.infer<typeof ownModelSchema>;

/** The user's own part of the catalogue. */
export const ownCatalogueSchema = z.object({
  /** Absolute path of the file, which may be edited by hand too. */
  file: z.string(),
  generators: z.array(
    z.object({
      ...{ id: z.string(), name: z.string(), vendor: z.string() },
      /** What was decided about it, to be decided anew; null for a row that was written by hand and is no such model. */
      model: ownModelSchema.nullable(),
    }),
  ),
  /** Rows that cannot be used, for people: which one and why. */
  problems: z.array(z.string()),
});
export type OwnCatalogue = z.infer<typeof ownCatalogueSchema>;
