import { setTimeout as delay } from 'node:timers/promises';

/** Time, as generation sees it: a test gives a faster one. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` is aborted; the caller looks which it was. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  // The only way this can reject is the abort, which is a way of waking up here and no failure.
  sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
};
