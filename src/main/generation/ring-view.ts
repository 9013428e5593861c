import type { KeyHealth, VendorRing } from '../../shared/key.ts';
import type { RingKey } from '../keys/ring-key.ts';
import { callsAt, factsAt, type Ring, type RingState, runningAt, runningOf } from './ring-state.ts';

/** What the jobs of a vendor wait for, as the queue knows it. `until` in milliseconds since 1970. */
export type Waiting = {
  readonly waiting: number;
  readonly wait: { readonly text: string; readonly until: number | null } | null;
};
export type WaitingOf = (vendorId: string) => Waiting;

export const nobodyWaits: WaitingOf = () => ({ waiting: 0, wait: null });

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A vendor's ring as the window shows it. */
export function ringView(
  vendor: string,
  ring: Ring,
  state: RingState,
  { waiting, wait }: Waiting,
  now: number,
): VendorRing {
  return {
    vendor,
    limits: ring.limits,
    keys: ring.keys.map((key) => healthView(ring, state, key, now)),
    running: runningOf(ring, state, ring.keys),
    waiting,
    wait: wait && { text: wait.text, until: iso(wait.until) },
  };
}

function healthView(ring: Ring, state: RingState, key: RingKey, now: number): KeyHealth {
  const { state: health, until, reason, successes, failures } = factsAt(state, key.id, now);
  return {
    keyId: key.id,
    label: key.label,
    account: key.account,
    state: health,
    until: iso(until),
    reason,
    inWindow: callsAt(ring, state, key, now).length,
    running: runningAt(ring, state, key),
    successes,
    failures,
  };
}
