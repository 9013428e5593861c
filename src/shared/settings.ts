import { z } from 'zod';

export const themes = ['system', 'dark', 'light'] as const;

export const settingsSchema = z.object({
  theme: z.enum(themes),
  /** Where new films and exports go; absolute. */
  libraryDir: z.string(),
  /** Paid steps above this many US dollars ask first. */
  confirmAboveUsd: z.number().nonnegative(),
  /** A folder or program that holds ffmpeg; null looks for it. */
  ffmpegPath: z.string().nullable(),
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
