import { z } from 'zod';
import { errorDataSchema } from './errors.ts';
import { idSchema } from './ids.ts';
import { microsSchema } from './money.ts';
import { roleSchema } from './take.ts';

/**
 * queued -> submitting -> running -> fetching -> done. `submitting` is on disk before the paid call, `running` has the
 * vendor's operation on disk before the first poll, `fetching` downloads and inspects. `unknown`: the studio died or
 * lost the answer while submitting; it is never sent again by itself.
 */
export const jobStates = [
  'queued',
  'submitting',
  'running',
  'fetching',
  'done',
  'failed',
  'cancelled',
  'unknown',
] as const;
export const jobStateSchema = z.enum(jobStates);
export type JobState = z.infer<typeof jobStateSchema>;

/** States that no longer change by themselves. */
export const settledStates: readonly JobState[] = ['done', 'failed', 'cancelled', 'unknown'];
export const isSettled = (state: JobState): boolean => settledStates.includes(state);

export const progressSchema = z.object({
  /** 0 to 1, or null while the vendor does not say. */
  fraction: z.number().min(0).max(1).nullable(),
  /** Seconds left as well as anyone knows, or null. */
  secondsLeft: z.number().nonnegative().nullable(),
  /** What happens now, for people: `waits in Replicate's queue`. */
  text: z.string(),
});
export type Progress = z.infer<typeof progressSchema>;

/** What a picture generator is asked for: frozen when the job is written. */
export const pictureInputsSchema = z.object({
  role: z.literal('picture'),
  prompt: z.string(),
  title: z.string(),
  kind: z.string(),
  seconds: z.number().positive(),
  aspect: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  fps: z.string(),
  seed: z.number().int(),
  /** Take whose picture is the first frame or reference. */
  stillTakeId: idSchema('take').nullable(),
});
export type PictureInputs = z.infer<typeof pictureInputsSchema>;

/** What a voice is asked for. */
export const voiceInputsSchema = z.object({
  role: z.literal('voice'),
  text: z.string(),
  voice: z.string().nullable(),
  speed: z.number(),
});
export type VoiceInputs = z.infer<typeof voiceInputsSchema>;

export const jobInputsSchema = z.discriminatedUnion('role', [pictureInputsSchema, voiceInputsSchema]);
export type JobInputs = z.infer<typeof jobInputsSchema>;

/** A job as the studio shows it. */
export const jobSchema = z.object({
  id: idSchema('job'),
  filmId: idSchema('film'),
  sceneId: idSchema('scene'),
  role: roleSchema,
  generator: z.string(),
  state: jobStateSchema,
  inputs: jobInputsSchema,
  progress: progressSchema,
  error: errorDataSchema.nullable(),
  /** Whether money went out: `maybe` for unknown fates and for cancelled work that a vendor bills by the second. */
  charged: z.enum(['no', 'maybe', 'yes']),
  priceCeilingMicros: microsSchema,
  takeId: idSchema('take').nullable(),
  warnings: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Job = z.infer<typeof jobSchema>;
