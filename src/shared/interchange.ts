import { z } from 'zod';

/** Formats in which other editors take the cut. */
export const interchangeFormats = ['otio', 'fcpxml', 'xmeml', 'edl', 'capcut', 'srt', 'vtt'] as const;
export type InterchangeFormat = (typeof interchangeFormats)[number];

export const formatViewSchema = z.object({
  id: z.enum(interchangeFormats),
  name: z.string(),
  /** For people: which programs open it. */
  about: z.string(),
  /** Ends in a folder (CapCut drafts) instead of a file with this extension. */
  extension: z.string().nullable(),
  /** Can be brought back. */
  imports: z.boolean(),
});
export type FormatView = z.infer<typeof formatViewSchema>;

/** What does not carry over, or carries over changed. */
export const carryOverSchema = z.object({
  /** Scene it is about, counted from 1; null for the whole film. */
  scene: z.number().int().nullable(),
  /** For people: `Blurred sides become black bars`. */
  text: z.string(),
});
export type CarryOver = z.infer<typeof carryOverSchema>;

export const interchangeResultSchema = z.object({
  /** The file or folder that the editor opens, and all that was written. Absolute. */
  path: z.string(),
  files: z.array(z.string()),
  report: z.array(carryOverSchema),
});
export type InterchangeResult = z.infer<typeof interchangeResultSchema>;
