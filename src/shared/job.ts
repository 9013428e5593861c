import { z } from 'zod';
import { chainLinkSchema } from './chain.ts';
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
  /** ISO time until which it waits, where that is known; else null. */
  until: z.string().nullable().optional(),
});
export type Progress = z.infer<typeof progressSchema>;

/** What a picture generator is asked for: frozen when the job is written. */
export const pictureInputsSchema = z.object({
  role: z.literal('picture'),
  prompt: z.string(),
  /** The scene's narration, for generators that speak it themselves; '' in jobs of before there were any. */
  script: z.string().default(''),
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
  /** Take whose picture is the last frame; null in jobs of before there were any. */
  endStillTakeId: idSchema('take').nullable().default(null),
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

export const priorities = ['high', 'medium', 'low'] as const;
export const prioritySchema = z.enum(priorities);
export type Priority = z.infer<typeof prioritySchema>;

export const chargedSchema = z.enum(['no', 'maybe', 'yes']);
export type Charged = z.infer<typeof chargedSchema>;

/** A generator that a job has left behind, and why. */
export const trailStepSchema = z.object({ generator: z.string(), error: errorDataSchema, charged: chargedSchema });
export type TrailStep = z.infer<typeof trailStepSchema>;

/** A job as the studio shows it. */
export const jobSchema = z.object({
  id: idSchema('job'),
  filmId: idSchema('film'),
  sceneId: idSchema('scene'),
  role: roleSchema,
  /** The generator that works on it now; one of the chain. */
  generator: z.string(),
  vendor: z.string(),
  /** Who may make it, in order; frozen when the job is written. */
  chain: z.array(chainLinkSchema),
  /** Generators of the chain that could not make it, oldest first. */
  trail: z.array(trailStepSchema),
  priority: prioritySchema,
  state: jobStateSchema,
  inputs: jobInputsSchema,
  progress: progressSchema,
  error: errorDataSchema.nullable(),
  /** Whether money went out: `maybe` for unknown fates and for cancelled work that a vendor bills by the second. */
  charged: chargedSchema,
  /** The most that the generator of now may cost; reserved against the budgets. */
  priceCeilingMicros: microsSchema,
  /** Label of the key in use, or last used: `Studio account`; null before a key was taken. */
  keyLabel: z.string().nullable(),
  takeId: idSchema('take').nullable(),
  /** The comparison that it is made for; such a job has no fallbacks. */
  comparisonId: idSchema('comparison').nullable(),
  warnings: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Job = z.infer<typeof jobSchema>;
