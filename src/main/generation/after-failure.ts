import type { ErrorCode } from '../../shared/errors.ts';

/** What follows a call that certainly had no effect. */
export type Consequence = 'try-again' | 'give-up';

/** How often a call without effect is made in all, where making it again can help. */
const tries: Partial<Record<ErrorCode, number>> = { 'rate-limited': 6, network: 3, 'provider-down': 3, 'timed-out': 3 };

/**
 * What to do after the `failures`-th failure in a row of a call that cost nothing. The place where a job will go on to
 * the next key or the next generator of its chain.
 */
export function afterFailure(code: ErrorCode, failures: number): Consequence {
  return failures < (tries[code] ?? 1) ? 'try-again' : 'give-up';
}
