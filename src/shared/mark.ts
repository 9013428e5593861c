import { z } from 'zod';
import { idSchema } from './ids.ts';

/** What somebody thinks of one take. Takes are never edited, so it stands in the film, with the scene. */
export const markSchema = z.object({
  takeId: idSchema('take'),
  star: z.boolean(),
  /** Kept, but set aside: the cut uses it only when it is circled. */
  rejected: z.boolean(),
  note: z.string().max(2000),
});
export type Mark = z.infer<typeof markSchema>;

type Marked = { readonly marks: readonly Mark[] };

/** The mark of a take; one that says nothing where there is none. */
export const markOf = ({ marks }: Marked, takeId: string): Mark =>
  marks.find((mark) => mark.takeId === takeId) ?? { takeId, star: false, rejected: false, note: '' };

export const isRejected = (scene: Marked, takeId: string): boolean => markOf(scene, takeId).rejected;

/** The marks with one of them changed; a mark that says nothing any more goes. */
export function withMark(marks: readonly Mark[], takeId: string, change: Partial<Omit<Mark, 'takeId'>>): Mark[] {
  const mark = { ...markOf({ marks }, takeId), ...change };
  const others = marks.filter((each) => each.takeId !== takeId);
  return mark.star || mark.rejected || mark.note !== '' ? [...others, mark] : others;
}
