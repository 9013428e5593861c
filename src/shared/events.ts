import { z } from 'zod';
import { exportJobSchema } from './export.ts';
import { idSchema } from './ids.ts';
import { jobSchema } from './job.ts';
import { vendorRingSchema } from './key.ts';
import { rehearsalSchema } from './rehearsal.ts';
import { takeViewSchema } from './take.ts';

/** What the engine tells every open window. Job and export progress comes at most about ten times a second each. */
export const studioEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('job'), job: jobSchema }),
  z.object({ type: z.literal('take'), filmId: idSchema('film'), take: takeViewSchema }),
  z.object({ type: z.literal('export'), export: exportJobSchema }),
  /** Another window saved the film. */
  z.object({ type: z.literal('film-saved'), filmId: idSchema('film'), revision: z.number().int() }),
  /** A window left the film. Others that still show it open it again, since they may have been held by that window. */
  z.object({ type: z.literal('film-closed'), filmId: idSchema('film') }),
  /** How a vendor's keys fare and what its jobs wait for; at most four a second for each vendor. */
  z.object({ type: z.literal('ring'), ring: vendorRingSchema }),
  /** Money moved: spending and budgets are to be asked for again. At most two a second. */
  z.object({ type: z.literal('money') }),
  /** Verdicts changed, and with them the ratings. */
  z.object({ type: z.literal('verdicts') }),
  /** How far a contact sheet is, 0 to 1; told at each hundredth. */
  z.object({ type: z.literal('sheet'), filmId: idSchema('film'), fraction: z.number() }),
  z.object({ type: z.literal('rehearsal'), rehearsal: rehearsalSchema }),
  /** Keys changed, so generators may have become usable or not. */
  z.object({ type: z.literal('keys') }),
  z.object({ type: z.literal('settings') }),
  /** Generators, their prices or vendors' addresses changed. */
  z.object({ type: z.literal('catalogue') }),
  /** The desktop shell asks the window to do something: a menu item, or a film that was opened from outside. */
  z.object({ type: z.literal('command'), command: z.string(), argument: z.string().nullable() }),
]);
export type StudioEvent = z.infer<typeof studioEventSchema>;
