import { z } from 'zod';
import { errorDataSchema } from './errors.ts';
import { idSchema } from './ids.ts';

export const presetSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** For people: what it is good for. */
  about: z.string(),
  /** Pixels on the short side; the film's aspect gives the other. */
  shortSide: z.number().int(),
  /** x264 constant rate factor and speed preset. */
  crf: z.number(),
  speed: z.enum(['ultrafast', 'veryfast', 'fast', 'medium', 'slow']),
});
export type Preset = z.infer<typeof presetSchema>;

/** All presets: H.264 High + AAC 192 kb/s in MP4 with faststart. crf figures: x264's own advice, 17 to 28. */
export const presets: readonly Preset[] = [
  { id: 'hd', name: 'Full HD', about: 'YouTube, Vimeo, most players', shortSide: 1080, crf: 20, speed: 'fast' },
  { id: 'web', name: 'Web', about: '720 lines: smaller and quicker', shortSide: 720, crf: 21, speed: 'veryfast' },
  { id: 'draft', name: 'Draft', about: 'For a quick look', shortSide: 360, crf: 26, speed: 'ultrafast' },
];

export const exportStates = ['queued', 'rendering', 'joining', 'checking', 'done', 'failed', 'cancelled'] as const;

/** States that no longer change. */
export const endedExports: readonly (typeof exportStates)[number][] = ['done', 'failed', 'cancelled'];

export const exportJobSchema = z.object({
  id: idSchema('export'),
  filmId: idSchema('film'),
  preset: z.string(),
  /** Absolute path of the finished file. */
  destination: z.string(),
  state: z.enum(exportStates),
  /** 0 to 1, from frames really written. */
  fraction: z.number().min(0).max(1),
  secondsLeft: z.number().nonnegative().nullable(),
  error: errorDataSchema.nullable(),
  /** Measured on the finished file. */
  result: z
    .object({
      bytes: z.number().int(),
      seconds: z.number(),
      frames: z.number().int(),
      width: z.number().int(),
      height: z.number().int(),
    })
    .nullable(),
  createdAt: z.string(),
});
export type ExportJob = z.infer<typeof exportJobSchema>;
