import type { TakeView } from '../../../shared/take.ts';

/** Lines of the small copies that the studio makes. */
const lightLines = 540;
/** With more pictures than this at once, none is large enough to show more lines than that. */
export const lightAbove = 4;
/** Enlarged by more than this, the lines of the small copy are too few. */
export const sharpAbove = 1.5;

/** Whether a small copy of a take is any smaller. */
export const isLarge = ({ probe }: Pick<TakeView, 'probe'>): boolean =>
  Math.min(probe.width ?? 0, probe.height ?? 0) > lightLines;
