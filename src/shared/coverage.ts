import { z } from 'zod';

/** Characters of a scene that no bundled font can draw: they would be boxes in the film. */
export const undrawableSchema = z.object({
  sceneId: z.string(),
  where: z.enum(['narration', 'title']),
  characters: z.array(z.string()),
});
export type Undrawable = z.infer<typeof undrawableSchema>;
