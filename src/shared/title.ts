import { z } from 'zod';

/** Where a title stands. Captions keep the lowest place. */
export const titlePlaces = ['centre', 'lower-third', 'top'] as const;

/** Words over a scene's picture. */
export const titleSchema = z.object({
  text: z.string().max(300),
  place: z.enum(titlePlaces),
  /** Seconds from the scene's start, and on screen; null is until the scene's end. */
  from: z.number().min(0).max(600),
  seconds: z.number().min(0.2).max(600).nullable(),
});
export type Title = z.infer<typeof titleSchema>;
