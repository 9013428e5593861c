import { z } from 'zod';
import { assetSchema } from './asset.ts';

/** How loud one thing is against how it was made. */
export const levelSchema = z.object({ gainDb: z.number().min(-60).max(24), muted: z.boolean() });
export type Level = z.infer<typeof levelSchema>;

export const asMade: Level = { gainDb: 0, muted: false };

/** The music bed: one piece under the whole film. */
export const musicSchema = z.object({
  asset: assetSchema,
  gainDb: z.number().min(-60).max(24),
  muted: z.boolean(),
  /** How far it steps back while somebody speaks, dB; 0 does not duck. */
  duckDb: z.number().min(-60).max(0),
  /** Where in the piece the film begins, seconds. */
  startAt: z.number().min(0).max(36_000),
  /** Seconds over which it comes and goes at the film's ends. */
  fadeIn: z.number().min(0).max(30),
  fadeOut: z.number().min(0).max(30),
  /** Begins anew where it is shorter than the film. */
  loop: z.boolean(),
});
export type Music = z.infer<typeof musicSchema>;

/** 14 dB under speech: heard, never in the way. */
export const usualMusic: Omit<Music, 'asset'> = {
  gainDb: -8,
  muted: false,
  duckDb: -14,
  startAt: 0,
  fadeIn: 1,
  fadeOut: 2.5,
  loop: true,
};

/** Loudness that films are brought to, LUFS (EBU R128). -14 is what YouTube, TikTok and Spotify play at; -23 broadcast. */
export const loudnessTargets = [-14, -16, -18, -23, -24, -27] as const;

export const filmSoundSchema = z.object({
  /** All narration, and all sound of picture clips, against the scenes' own levels. */
  voice: levelSchema,
  clips: levelSchema,
  music: musicSchema.nullable(),
  loudnessLufs: z.number().min(-40).max(-8),
});
export type FilmSound = z.infer<typeof filmSoundSchema>;

export const usualFilmSound: FilmSound = { voice: asMade, clips: asMade, music: null, loudnessLufs: -14 };
