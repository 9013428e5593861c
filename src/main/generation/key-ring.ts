import type { VendorLimits } from '../../shared/generator.ts';
import type { VendorRing } from '../../shared/key.ts';
import type { RingKey } from '../keys/ring-key.ts';
import { type AlarmClock, systemAlarmClock } from './alarm-clock.ts';
import { createRingBook, type Lease, type RingMemory } from './ring-book.ts';
import { createAlarms, createSignal } from './ring-signals.ts';
import {
  type CallOutcome,
  choose,
  factsAt,
  type Obstacle,
  type Ring,
  type RingState,
  refused,
  reported,
  revived,
  runningOf,
} from './ring-state.ts';
import { nobodyWaits, ringView, type WaitingOf } from './ring-view.ts';
import { type RingWait, ringWait } from './ring-wait.ts';

export type { CallOutcome, Lease, RingWait, WaitingOf };

/**
 * The keys of every vendor with their windows, cool-downs and health: hands them out in turn, never above a window.
 * Health survives a restart, and so do the windows.
 */
export type KeyRing = {
  /** A key for one paid call, or what has to be waited for. Counts the call in the window at once and the job as running. */
  take(vendorId: string, options?: { readonly not?: ReadonlySet<string> }): Lease | RingWait;
  /** A job that goes on with an operation occupies its account without a new call. */
  occupy(lease: Lease): void;
  /** The job of this lease no longer runs. */
  release(lease: Lease): void;
  /** The call was never sent: gives its place in the window back, and releases the lease. */
  giveBack(lease: Lease): void;
  /** How the call ended. What follows is in force before it is written, successes some seconds later; throws what writing it throws. */
  report(lease: Lease, outcome: CallOutcome): void;
  /** The key is to be tried again: it was tested, or the user says so. Its account's cool-down or dryness ends too. */
  revive(keyId: string): void;
  /** A test showed that the vendor does not take the key: it is left alone until it is revived. */
  refuse(keyId: string, reason: string): void;
  /** Keys that may be used now or later without the user doing something. */
  usable(vendorId: string, not?: ReadonlySet<string>): number;
  /** Every vendor that has keys or jobs, in the order of the vendors. */
  rings(waitingOf?: WaitingOf): VendorRing[];
  /** One vendor as it stands. */
  ring(vendorId: string, waitingOf?: WaitingOf): VendorRing;
  /** The user changed the limits of vendors. */
  limitsChanged(): void;
  /** A wait for this vendor's keys may have ended, or have become another; the result ends the listening. */
  onChange(listener: (vendorId: string) => void): () => void;
  /** Writes down what was left for later: to be called when the studio closes. */
  flush(): void;
  /** Something that `rings` shows is different now; comes often. */
  onNews(listener: (vendorId: string) => void): () => void;
};

export type KeyRingDeps = RingMemory & {
  /** By id; for their names, and their order. */
  readonly vendors: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
  readonly keys: {
    /** In ring order, as they are now. */
    ring(vendorId: string): readonly RingKey[];
    onChange(listener: (vendorId: string) => void): unknown;
  };
  /** As they are in force now. */
  readonly limitsOf: (vendorId: string) => VendorLimits;
  readonly clock?: AlarmClock;
  /** 0 to 1, for the jitter of cool-downs. */
  readonly random?: () => number;
};

/** Whether `take` gave a key. */
export const isLease = (taken: Lease | RingWait): taken is Lease => 'keyId' in taken;

/** Opens the ring with the health and the windows that the ledger has. Throws what reading them throws. */
export function createKeyRing(deps: KeyRingDeps): KeyRing {
  const { keys, vendors, clock = systemAlarmClock, random = Math.random } = deps;
  const changes = createSignal();
  const news = createSignal();
  const changed = (vendorId: string) => {
    news.tell(vendorId);
    changes.tell(vendorId);
  };
  const alarms = createAlarms(clock, (vendorId) => {
    wake(vendorId);
    changed(vendorId);
  });
  const book = createRingBook(deps, clock);
  const ringOf = (vendorId: string): Ring => ({ keys: keys.ring(vendorId), limits: deps.limitsOf(vendorId) });

  const wake = (vendorId: string) => {
    for (const until of book.endsOf(vendorId, clock.now())) alarms.set(vendorId, until);
  };
  /** Puts a verdict in force. A wait may also end in there being nothing left to wait for. */
  const judge = (vendorId: string, state: RingState) => {
    try {
      book.judge(vendorId, state);
    } finally {
      wake(vendorId);
      changed(vendorId);
    }
  };
  const judgeKey = (keyId: string, verdict: (state: RingState, ring: Ring, key: RingKey) => RingState) => {
    for (const vendorId of vendors.keys()) {
      const vendorRing = ringOf(vendorId);
      const key = vendorRing.keys.find(({ id }) => id === keyId);
      if (key) judge(vendorId, verdict(book.stateOf(vendorId), vendorRing, key));
    }
  };
  const waitFor = (vendorId: string, ring: Ring, obstacles: readonly Obstacle[]): RingWait => {
    const full = obstacles.filter(({ kind }) => kind === 'at-once').map(({ key }) => key);
    const running = runningOf(ring, book.stateOf(vendorId), full);
    const vendor = vendors.get(vendorId) ?? { id: vendorId, name: vendorId };
    const wait = ringWait({ vendor, limits: ring.limits, keys: ring.keys.length, obstacles, running });
    alarms.set(vendorId, wait.until);
    return wait;
  };
  const end = (lease: Lease, sent: boolean) => {
    if (book.end(lease, sent)) changed(lease.vendor);
  };
  const ring: KeyRing['ring'] = (vendorId, waitingOf = nobodyWaits) =>
    ringView(vendorId, ringOf(vendorId), book.stateOf(vendorId), waitingOf(vendorId), clock.now());

  keys.onChange((vendorId) => {
    book.keepOnly(vendorId, keys.ring(vendorId));
    changed(vendorId);
  });
  for (const vendorId of vendors.keys()) wake(vendorId);

  return {
    take(vendorId, { not } = {}) {
      const now = clock.now();
      const vendorRing = ringOf(vendorId);
      const chosen = choose(vendorRing, book.stateOf(vendorId), now, not);
      if (!('id' in chosen)) return waitFor(vendorId, vendorRing, chosen);
      const lease = { keyId: chosen.id, label: chosen.label, account: chosen.account, vendor: vendorId };
      book.lend(lease, now);
      news.tell(vendorId);
      return lease;
    },
    occupy(lease) {
      book.lend(lease, null);
      news.tell(lease.vendor);
    },
    release: (lease) => end(lease, true),
    giveBack: (lease) => end(lease, false),
    report({ keyId, vendor }, outcome) {
      const vendorRing = ringOf(vendor);
      const key = vendorRing.keys.find(({ id }) => id === keyId);
      // A key that was removed meanwhile has nothing to answer for.
      if (!key) return;
      const report = { ring: vendorRing, key, outcome, now: clock.now(), random: random() };
      judge(vendor, reported(book.stateOf(vendor), report));
    },
    revive: (keyId) => judgeKey(keyId, revived),
    refuse: (keyId, reason) => judgeKey(keyId, (state, _, key) => refused(state, key.id, reason)),
    usable(vendorId, not) {
      const state = book.stateOf(vendorId);
      const left = keys.ring(vendorId).filter(({ id }) => !not?.has(id));
      return left.filter(({ id }) => factsAt(state, id, clock.now()).state !== 'refused').length;
    },
    rings: (waitingOf) =>
      [...vendors.keys()]
        .map((vendorId) => ring(vendorId, waitingOf))
        .filter((each) => each.keys.length + each.running + each.waiting > 0),
    ring,
    limitsChanged() {
      for (const vendorId of vendors.keys()) changed(vendorId);
    },
    flush: book.flush,
    onChange: changes.add,
    onNews: news.add,
  };
}
