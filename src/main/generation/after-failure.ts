import type { ErrorCode } from '../../shared/errors.ts';

/** What a failure leads to: the same generator again, the next of the chain, or the end until the user says more. */
export type Consequence = 'again' | 'next' | 'stop';

export type FailureFacts = {
  readonly code: ErrorCode;
  /** The call certainly had no effect and cost nothing: only then may it be made again. */
  readonly harmless: boolean;
  /** Such failures of this code at this generator so far, this one included. */
  readonly failures: number;
  /** Whether the vendor has keys that may do better, now or later by themselves. */
  readonly otherKeys: boolean;
  /** The user allows to go on after a refusal of the content. */
  readonly afterRefusal: boolean;
};

type Rule = {
  /** How often a call without effect is made in all. */
  readonly tries?: number;
  /** Made again for as long as there is another key. */
  readonly withOtherKeys?: boolean;
  /** When it is not made again. */
  readonly last: 'next' | 'stop' | 'next-if-allowed';
};

/**
 * The failure table of the design (docs/architecture.md, "A take, file by file"), by error code and nothing else. What
 * happens to the key is the key ring's business. What is not the vendor's fault would fail at every vendor: it stops.
 */
const table: Readonly<Record<ErrorCode, Rule>> = {
  'rate-limited': { tries: 6, last: 'next' },
  unauthorized: { withOtherKeys: true, last: 'next' },
  'no-credit': { withOtherKeys: true, last: 'next' },
  'content-rejected': { last: 'next-if-allowed' },
  'invalid-input': { last: 'next' },
  unsupported: { withOtherKeys: true, last: 'next' },
  'not-found': { last: 'next' },
  'provider-down': { tries: 3, last: 'next' },
  network: { tries: 3, last: 'next' },
  'timed-out': { tries: 3, last: 'next' },
  'provider-failed': { last: 'next' },
  'bad-output': { last: 'next' },
  'over-budget': { last: 'next' },
  'fate-unknown': { last: 'stop' },
  'not-allowed': { last: 'stop' },
  conflict: { last: 'stop' },
  locked: { last: 'stop' },
  damaged: { last: 'stop' },
  'missing-tool': { last: 'stop' },
  'disk-full': { last: 'stop' },
  'not-writable': { last: 'stop' },
  'keychain-unavailable': { last: 'stop' },
  cancelled: { last: 'stop' },
  internal: { last: 'stop' },
};

/** What follows an attempt that failed, by the table. */
export function afterFailure({ code, harmless, failures, otherKeys, afterRefusal }: FailureFacts): Consequence {
  const rule = table[code];
  if (harmless && failures < (rule.tries ?? 0)) return 'again';
  if (harmless && rule.withOtherKeys && otherKeys) return 'again';
  if (rule.last === 'next-if-allowed') return afterRefusal ? 'next' : 'stop';
  return rule.last;
}

/** Whether a call that costs nothing is made again after its `failures`-th failure in a row. */
export const mayAskAgain = (code: ErrorCode, failures: number): boolean => failures < (table[code].tries ?? 1);
