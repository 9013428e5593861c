import type { Hurdle } from '../../../shared/batch.ts';
import { formatClock } from '../../../shared/time.ts';
import { formatSum } from '../../lib/usd.ts';

/** `$1.10`, or `$1.10 to $1.84`. */
export const rangeText = (lowMicros: number, highMicros: number): string =>
  lowMicros === highMicros ? formatSum(lowMicros) : `${formatSum(lowMicros)} to ${formatSum(highMicros)}`;

/** For how long a limit held jobs up: `2:10`. */
export const heldText = (seconds: number): string => formatClock(Math.ceil(seconds));

/** Where a hurdle is taken. */
export type Way = 'scene' | 'keys' | 'budgets';

/** What helps against a hurdle that the window can lead to; null where its own sentence has to do. */
export function wayPast({ code, sceneId, vendor }: Pick<Hurdle, 'code' | 'sceneId' | 'vendor'>): Way | null {
  if (code === 'over-budget') return 'budgets';
  if (code === 'unauthorized' || code === 'no-credit' || code === 'keychain-unavailable') return vendor ? 'keys' : null;
  return sceneId ? 'scene' : vendor ? 'keys' : null;
}
