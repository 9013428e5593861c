import type { ErrorCode } from '../../shared/errors.ts';
import type { VendorLimits } from '../../shared/generator.ts';
import type { keyStates } from '../../shared/key.ts';
import type { RingKey } from '../keys/ring-key.ts';

/** Paid calls of an account are counted over any 60 s. */
export const windowMs = 60_000;
const longestCoolDownMs = 10 * 60_000;
const dryMs = 60 * 60_000;
/** A header can ask for anything; quotas are for a day at most. */
const longestAskedMs = 24 * 60 * 60_000;

/** What is remembered of one key. Times are milliseconds since 1970. */
export type KeyFacts = {
  readonly state: (typeof keyStates)[number];
  /** When `cooling` or `dry` ends by itself. */
  readonly until: number | null;
  /** Why it is not healthy, for people. */
  readonly reason: string | null;
  /** Refusals for pace in a row. */
  readonly streak: number;
  readonly successes: number;
  readonly failures: number;
  /** Its paid calls, oldest first; older ones than a window may be missing. */
  readonly calls: readonly number[];
  /** Its jobs under way. */
  readonly running: number;
  /** When it had its turn, counted in turns of its vendor; 0 for never. */
  readonly turn: number;
};

/** A vendor's keys by id, as plain data; a key that nobody used yet is missing. */
export type RingState = Readonly<Record<string, KeyFacts>>;

/** A vendor's ring as the user has it. */
export type Ring = { readonly keys: readonly RingKey[]; readonly limits: VendorLimits };

/** Why a key cannot be taken now. */
export type Obstacle = {
  readonly key: RingKey;
  readonly kind: 'refused' | 'dry' | 'cooling' | 'at-once' | 'pace';
  /** When it ends by itself; null where that is not known. */
  readonly until: number | null;
};

/** How a paid call ended, as far as the key is concerned. */
export type CallOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string; readonly retryAfterMs?: number };

/** A key of which nothing is known yet. */
export const unused: KeyFacts = {
  state: 'healthy',
  until: null,
  reason: null,
  streak: 0,
  successes: 0,
  failures: 0,
  calls: [],
  running: 0,
  turn: 0,
};

/** A key at a moment: healthy again by itself once its time has passed, though it remembers its streak. */
export function factsAt(state: RingState, keyId: string, now: number): KeyFacts {
  const facts = state[keyId] ?? unused;
  const over = facts.until !== null && facts.until <= now;
  return over ? { ...facts, state: 'healthy', until: null, reason: null } : facts;
}

const accountOf = (ring: Ring, key: RingKey): readonly RingKey[] =>
  ring.keys.filter(({ account }) => account === key.account);

/**
 * Paid calls of a key's account within the window, oldest first. A call that lies further ahead than a window was made
 * before the machine's clock was set back, and would block the account for as long.
 */
export function callsAt(ring: Ring, state: RingState, key: RingKey, now: number): number[] {
  const calls = accountOf(ring, key).flatMap(({ id }) => state[id]?.calls ?? []);
  return calls.filter((at) => at > now - windowMs && at <= now + windowMs).sort((a, b) => a - b);
}

/** Jobs of a key's account under way. */
export const runningAt = (ring: Ring, state: RingState, key: RingKey): number =>
  accountOf(ring, key).reduce((sum, { id }) => sum + (state[id]?.running ?? 0), 0);

/** Jobs under way at the accounts of some keys, each account counted once. */
export function runningOf(ring: Ring, state: RingState, keys: readonly RingKey[]): number {
  const ofAccount = new Map(keys.map((key) => [key.account, key]));
  return [...ofAccount.values()].reduce((sum, key) => sum + runningAt(ring, state, key), 0);
}

/** What keeps a key from being taken now, or null when it is free. */
export function obstacleAt(ring: Ring, state: RingState, key: RingKey, now: number): Obstacle | null {
  const { state: health, until } = factsAt(state, key.id, now);
  if (health !== 'healthy') return { key, kind: health, until };
  const { perMinute, atOnce } = ring.limits;
  if (runningAt(ring, state, key) >= atOnce) return { key, kind: 'at-once', until: null };
  const calls = perMinute === null ? [] : callsAt(ring, state, key, now);
  const blocking = perMinute === null ? undefined : calls[calls.length - perMinute];
  return blocking === undefined ? null : { key, kind: 'pace', until: blocking + windowMs };
}

/** The free key whose turn lies longest ago, or why there is none: one obstacle for each key, in ring order. */
export function choose(
  ring: Ring,
  state: RingState,
  now: number,
  not: ReadonlySet<string> = new Set(),
): RingKey | readonly Obstacle[] {
  const looked = ring.keys
    .filter(({ id }) => !not.has(id))
    .map((key) => ({ key, obstacle: obstacleAt(ring, state, key, now), turn: state[key.id]?.turn ?? 0 }));
  const free = looked.filter(({ obstacle }) => obstacle === null).sort((a, b) => a.turn - b.turn)[0];
  return free ? free.key : looked.flatMap(({ obstacle }) => obstacle ?? []);
}

const changed = (state: RingState, keyId: string, patch: Partial<KeyFacts>): RingState => ({
  ...state,
  [keyId]: { ...unused, ...state[keyId], ...patch },
});

/** A paid call was made or is about to be: it counts from now on, and the key goes to the end of the row. */
export function called(state: RingState, keyId: string, at: number): RingState {
  const turn = 1 + Math.max(0, ...Object.values(state).map((facts) => facts.turn));
  const calls = (state[keyId]?.calls ?? []).filter((earlier) => earlier > at - windowMs);
  return changed(state, keyId, { calls: [...calls, at], turn });
}

/** A call that was never sent does not count. */
export function uncalled(state: RingState, keyId: string, at: number): RingState {
  const calls = state[keyId]?.calls ?? [];
  const index = calls.lastIndexOf(at);
  return index < 0 ? state : changed(state, keyId, { calls: calls.toSpliced(index, 1) });
}

/** One job more, or with -1 one less, is under way with a key. */
export const ran = (state: RingState, keyId: string, jobs: 1 | -1): RingState =>
  changed(state, keyId, { running: Math.max(0, (state[keyId]?.running ?? 0) + jobs) });

/** Codes that say nothing about the key: it cannot be known whether the vendor even looked at it. */
const blameless: ReadonlySet<ErrorCode> = new Set([
  'network',
  'provider-down',
  'timed-out',
  'fate-unknown',
  'cancelled',
  'internal',
]);

type Report = {
  readonly ring: Ring;
  readonly key: RingKey;
  readonly outcome: CallOutcome;
  readonly now: number;
  /** 0 to 1. */
  readonly random: number;
};

/** How a paid call ended, and what follows for the key; of pace and credit, for its whole account. */
export function reported(state: RingState, report: Report): RingState {
  const { ring, key, outcome, now } = report;
  const facts = state[key.id] ?? unused;
  if (outcome.ok) return changed(state, key.id, { successes: facts.successes + 1, ...recovered(facts, now) });
  if (blameless.has(outcome.code)) return state;
  const counted = changed(state, key.id, { failures: facts.failures + 1 });
  const reason = outcome.message;
  if (outcome.code === 'unauthorized') return refused(counted, key.id, reason);
  if (outcome.code === 'no-credit') {
    return accountBecomes(counted, ring, key, () => ({ state: 'dry', until: now + dryMs, reason }));
  }
  if (outcome.code !== 'rate-limited') return counted;
  const waitMs = coolDown(factsAt(state, key.id, now), ring.limits, report.random, outcome.retryAfterMs);
  return accountBecomes(counted, ring, key, (each) => cooled(factsAt(counted, each, now), now + waitMs, reason));
}

/** The vendor does not take the key. */
export const refused = (state: RingState, keyId: string, reason: string): RingState =>
  changed(state, keyId, { state: 'refused', until: null, reason });

/** A success ends a streak; not one that was under way already when the vendor said no. */
const recovered = (facts: KeyFacts, now: number): Partial<KeyFacts> =>
  facts.state === 'healthy' || (facts.until !== null && facts.until <= now)
    ? { state: 'healthy', until: null, reason: null, streak: 0 }
    : {};

/**
 * Milliseconds to leave an account alone after a refusal for pace. The vendor's own word counts as it is; when it was
 * followed and the vendor refuses again, at least the back-off: the cool-down, doubled with each refusal in a row, at
 * most ten minutes, of which a random half is taken off, as AWS's "equal jitter" does.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function coolDown(facts: KeyFacts, limits: VendorLimits, random: number, askedMs: number | undefined): number {
  // Several calls under way are refused together: that is one refusal.
  const streak = facts.state === 'cooling' ? Math.max(0, facts.streak - 1) : facts.streak;
  const asked = Math.min(longestAskedMs, Math.max(0, askedMs ?? 0));
  if (askedMs !== undefined && streak === 0) return asked;
  const grown = Math.min(longestCoolDownMs, limits.coolDownSeconds * 1000 * 2 ** streak);
  return Math.max(asked, Math.round(grown * (0.5 + 0.5 * random)));
}

function cooled(facts: KeyFacts, until: number, reason: string): Partial<KeyFacts> {
  if (facts.state === 'healthy') return { state: 'cooling', until, reason, streak: facts.streak + 1 };
  if (facts.state === 'cooling') return { until: Math.max(until, facts.until ?? 0), reason };
  return {};
}

/** Changes every key of an account but those that are refused: for them nothing ends by itself. */
function accountBecomes(
  state: RingState,
  ring: Ring,
  key: RingKey,
  patchOf: (keyId: string) => Partial<KeyFacts>,
): RingState {
  const ids = accountOf(ring, key).map(({ id }) => id);
  return ids.filter((id) => state[id]?.state !== 'refused').reduce((next, id) => changed(next, id, patchOf(id)), state);
}

/** A key is healthy again, and with it its account's other keys unless they are refused. */
export function revived(state: RingState, ring: Ring, key: RingKey): RingState {
  const healthy = { state: 'healthy', until: null, reason: null, streak: 0 } as const;
  return accountBecomes(changed(state, key.id, healthy), ring, key, () => healthy);
}
