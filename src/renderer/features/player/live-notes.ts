import type { Cut } from '../../../shared/cut.ts';
import { looks } from '../../../shared/looks.ts';

/** What the rough cut cannot show as the export will: one short sentence each, for the whole film. */
export function notShownLive(cut: Cut): string[] {
  const { look, strength } = cut.grade;
  const name = typeof look === 'string' ? looks.find(({ id }) => id === look)?.name : 'your own';
  const notes: (string | false)[] = [
    look !== null && strength > 0 && `The look (${name ?? look}) is not shown here.`,
    cut.scenes.some(({ transition, fit }) => transition === 'blur' || fit === 'blur') &&
      'Blur is drawn a little finer in the export.',
  ];
  return notes.filter((note) => note !== false);
}
