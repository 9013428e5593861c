import { z } from 'zod';

/** Vendor of rows whose takes people make themselves, in a tool without an API. */
export const handOffVendor = 'hand-off';

/** Largest picture that can be pasted, bytes. */
export const mostPasted = 30_000_000;

/** What the user takes to a tool that has no API: see `hand-off` of a generator's status. */
export const handOffSchema = z.object({
  generator: z.string(),
  name: z.string(),
  /** To paste there, in the tool's own manner. */
  text: z.string(),
  /** Where the tool is. */
  url: z.string(),
  /** How it is done there, one sentence. */
  note: z.string(),
  /** What the tool cannot do of what the scene wants, for people. */
  warnings: z.array(z.string()),
});
export type HandOff = z.infer<typeof handOffSchema>;

/** A file that appeared in the folder where results are looked for. */
export const foundFileSchema = z.object({
  path: z.string(),
  name: z.string(),
  bytes: z.number().int().nonnegative(),
  /** ISO time of its last change. */
  changedAt: z.string(),
  /** Still growing, or shorter than a second old: not to be taken yet. */
  settling: z.boolean(),
});
export type FoundFile = z.infer<typeof foundFileSchema>;
