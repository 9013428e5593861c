import type { VendorFailure } from '../vendors/define-vendor.ts';

/** Polls grow rarer to this, so that an hour's wait costs a few hundred calls. */
const rarest = 30_000;
const longestOutageWait = 60_000;
const longestRateLimitWait = 10 * 60_000;

export type PollMoment = {
  /** The vendor's usual interval, ms. */
  readonly everyMs: number;
  /** Polls made so far, from 1. */
  readonly polls: number;
  /** As the vendor says, or null. */
  readonly secondsLeft: number | null;
  /** What the answer's `retry-after` asked for, ms, or null. */
  readonly askedMs: number | null;
  /** 0 to 1. */
  readonly random: number;
};

/**
 * Milliseconds until the next poll: the vendor's interval, growing by a tenth each time up to 30 s; half of the time
 * that the vendor says is left, where that is sooner than 30 s away; never before the vendor's own hint, up to ten
 * minutes; and up to a tenth either way, so that jobs started together do not call together.
 */
export function pollDelay({ everyMs, polls, secondsLeft, askedMs, random }: PollMoment): number {
  const grown = Math.min(Math.max(rarest, everyMs), everyMs * 1.1 ** (polls - 1));
  const half = secondsLeft === null ? grown : Math.min(rarest, Math.max(everyMs, secondsLeft * 500));
  return Math.max(
    Math.round(Math.min(grown * 2, half) * (0.9 + 0.2 * random)),
    Math.min(longestRateLimitWait, askedMs ?? 0),
  );
}

/**
 * Milliseconds to wait after the `failures`-th failed call in a row: the vendor's `retryAfterMs` (at most ten minutes),
 * else 1, 2, 4 … up to 60 s, of which a random half is taken off, as AWS's "equal jitter" does.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelay(failure: Pick<VendorFailure, 'retryAfterMs'>, failures: number, random: number): number {
  if (failure.retryAfterMs !== undefined) return Math.min(longestRateLimitWait, failure.retryAfterMs);
  const grown = Math.min(longestOutageWait, 1000 * 2 ** (failures - 1));
  return Math.round(grown * (0.5 + 0.5 * random));
}
