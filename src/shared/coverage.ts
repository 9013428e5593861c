import { z } from 'zod';

/** What a scene's captions or titles cannot show: emoji, which are left out, and characters that no bundled font can draw, which would be boxes. */
export const undrawableSchema = z.object({
  sceneId: z.string(),
  where: z.enum(['narration', 'title']),
  characters: z.array(z.string()),
});
export type Undrawable = z.infer<typeof undrawableSchema>;
