import type { VendorHealth } from '../../../shared/vendor-health.ts';
import { timeAgo } from '../../lib/time-ago.ts';
import { paceText } from './fact-text.ts';

/** `18 takes of 20 calls in 30 days · usually 41 s`. */
export function healthText({ attempts, takes, medianSeconds }: VendorHealth): string {
  if (attempts === 0) return 'No calls in the last 30 days';
  const parts = [
    `${takes} ${takes === 1 ? 'take' : 'takes'} of ${attempts} ${attempts === 1 ? 'call' : 'calls'} in 30 days`,
    medianSeconds !== null && `usually ${paceText({ typicalSeconds: medianSeconds })}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** `The last 20 calls, oldest first: 18 brought a take.` */
export const recentText = (recent: readonly boolean[]): string =>
  `The last ${recent.length === 1 ? 'call' : `${recent.length} calls, oldest first`}: ${recent.filter(Boolean).length} brought a take.`;

/** What went wrong last, and when; null where nothing did. */
export function failureText({ lastFailure, lastFailureAt }: VendorHealth, now: number): string | null {
  if (!lastFailure) return null;
  const when = lastFailureAt && ` (${timeAgo(lastFailureAt, now)})`;
  return `${lastFailure.message}${when ?? ''}`;
}
