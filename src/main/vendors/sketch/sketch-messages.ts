import { z } from 'zod';
import { kindSchema } from '../../../shared/film.ts';
import { frameRateSchema } from '../../../shared/time.ts';

/** One moving picture for the sketch process to paint. */
export const sketchJobSchema = z.object({
  prompt: z.string(),
  title: z.string(),
  kind: kindSchema,
  seconds: z.number().positive(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  fps: frameRateSchema,
  seed: z.number().int(),
  /** Absolute path of a picture to move instead of painting. */
  still: z.string().nullable(),
  /** Absolute path of the program. */
  ffmpeg: z.string(),
  /** Absolute path of the MP4 to write. */
  file: z.string(),
  /** Absolute path of a folder with Inter in it. */
  fontsDir: z.string(),
});
export type SketchJob = z.infer<typeof sketchJobSchema>;

export const sketchNewsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('frame'), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
]);
export type SketchNews = z.infer<typeof sketchNewsSchema>;
