import { z } from 'zod';
import { mostColumns } from './comparison.ts';
import { vendorLimitsSchema } from './generator.ts';
import { priceSchema } from './money.ts';
import { remarkCodes } from './take.ts';

export const themes = ['system', 'dark', 'light'] as const;

export const settingsSchema = z.object({
  theme: z.enum(themes),
  /** Where new films and exports go; absolute. */
  libraryDir: z.string(),
  /** Paid steps above this many US dollars ask first. */
  confirmAboveUsd: z.number().nonnegative(),
  /** A folder or program that holds ffmpeg; null looks for it. */
  ffmpegPath: z.string().nullable(),
  /** US dollars; null is no limit. A day is a calendar day of this machine; a vendor's budget is for a calendar month. */
  budgets: z.object({
    dayUsd: z.number().nonnegative().nullable(),
    vendorUsd: z.record(z.string(), z.number().nonnegative()),
  }),
  /** By vendor id: what differs from resources/vendor-limits.json. */
  vendorLimits: z.record(z.string(), vendorLimitsSchema),
  /** By generator id: what differs from the catalogue. 1 is offered first. */
  generatorPriorities: z.record(z.string(), z.number().int().min(1).max(9)),
  /** By generator id: prices that the user corrected. */
  generatorPrices: z.record(z.string(), priceSchema),
  /** By vendor id: where it is called instead of its own address, for gateways and proxies. No slash at the end. */
  vendorUrls: z.record(z.string(), z.url({ protocol: /^https?$/ })),
  /** Where results of hand-offs are looked for; absolute, null is nowhere. */
  handOffDir: z.string().nullable(),
  /** The most that a film's rendered pieces may take on disk, gigabytes. What was used longest ago goes first. */
  cacheGb: z.number().min(1).max(1000),
  /** Whether the ranking counts what verdicts taught. */
  learnFromVerdicts: z.boolean(),
  /** Generators that are compared together, by the name that the user gave them. */
  generatorSets: z
    .array(
      z.object({ name: z.string().trim().min(1).max(60), generators: z.array(z.string()).min(1).max(mostColumns) }),
    )
    .max(100),
  /** Findings of the inspection that make a take no good by themselves. */
  failTakesThatAre: z.array(z.enum(remarkCodes)),
});
export type Settings = z.infer<typeof settingsSchema>;

export const recentFilmSchema = z.object({
  dir: z.string(),
  title: z.string(),
  openedAt: z.string(),
  /** False when the folder is not there any more. */
  exists: z.boolean(),
  /** A small JPEG as data URL: the film is not open, so its media cannot be asked for. */
  poster: z.string().startsWith('data:image/jpeg;base64,').nullable(),
  scenes: z.number().int().nonnegative(),
});
export type RecentFilm = z.infer<typeof recentFilmSchema>;
