import { z } from 'zod';
import { assetSchema } from './asset.ts';

/** The film look: colours changed over the whole picture, before titles and captions are laid over it. */
export const gradeSchema = z.object({
  /** Id of a look that comes with the studio, or an asset of the film (a .cube file); null leaves the colours alone. */
  look: z.union([z.string().regex(/^[a-z][a-z-]{0,39}$/), assetSchema]).nullable(),
  /** 0 is none of it, 1 is all. */
  strength: z.number().min(0).max(1),
});
export type Grade = z.infer<typeof gradeSchema>;

export const noGrade: Grade = { look: null, strength: 1 };
