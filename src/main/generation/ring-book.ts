import type { RingKey } from '../keys/ring-key.ts';
import type { AlarmClock } from './alarm-clock.ts';
import { createHealthWriter, type HealthRecord, type HealthStore } from './health-writer.ts';
import { called, type KeyFacts, type RingState, ran, uncalled, unused, windowMs } from './ring-state.ts';

/**
 * A key that was taken for a job. Which lease it is goes by the object itself, so releasing it twice does no harm; for a
 * job that goes on after a restart one is made from what its attempt says, and given to `occupy`.
 */
export type Lease = {
  readonly keyId: string;
  readonly label: string;
  readonly account: string;
  readonly vendor: string;
};

/** What outlives the studio: how keys fare, and the calls that still count. */
export type RingMemory = {
  readonly health: HealthStore;
  /** Paid calls since a time (ISO), oldest first. */
  readonly recent: (
    sinceIso: string,
  ) => readonly { readonly vendor: string; readonly keyId: string; readonly createdAt: string }[];
};

/** The states of all vendors and the leases under way: everything that changes in a key ring. Tells nobody. */
export type RingBook = {
  stateOf(vendorId: string): RingState;
  /** Writes a lease down as under way, once; with a time its call counts from then. */
  lend(lease: Lease, calledAt: number | null): void;
  /** False when it was not under way. A call that was not sent does not count. */
  end(lease: Lease, sent: boolean): boolean;
  /** Puts a state in force, then saves the health of the keys that it changes; successes later. Throws what saving throws. */
  judge(vendorId: string, state: RingState): void;
  /** Forgets the keys that are gone. */
  keepOnly(vendorId: string, keys: readonly RingKey[]): void;
  /** When cool-downs and dryness of a vendor's keys end by themselves after `now`. */
  endsOf(vendorId: string, now: number): readonly number[];
  /** Writes down what was left for later. */
  flush(): void;
};

/** Opens the book as it was when the studio ended. Throws what reading the memory throws. */
export function createRingBook(memory: RingMemory, clock: AlarmClock): RingBook {
  const states = remembered(memory, clock.now());
  const health = createHealthWriter(memory.health, clock);
  /** With the time of the call where one was counted. */
  const leases = new Map<Lease, number | null>();
  const stateOf = (vendorId: string): RingState => states.get(vendorId) ?? {};
  return {
    stateOf,
    lend(lease, calledAt) {
      if (leases.has(lease)) return;
      const { vendor, keyId } = lease;
      leases.set(lease, calledAt);
      const state = calledAt === null ? stateOf(vendor) : called(stateOf(vendor), keyId, calledAt);
      states.set(vendor, ran(state, keyId, 1));
    },
    end(lease, sent) {
      const calledAt = leases.get(lease);
      if (calledAt === undefined) return false;
      leases.delete(lease);
      const { vendor, keyId } = lease;
      const freed = ran(stateOf(vendor), keyId, -1);
      states.set(vendor, sent || calledAt === null ? freed : uncalled(freed, keyId, calledAt));
      return true;
    },
    judge(vendorId, state) {
      const before = stateOf(vendorId);
      states.set(vendorId, state);
      for (const [id, facts] of Object.entries(state)) {
        if (facts === before[id]) continue;
        const record = recordOf(vendorId, id, facts);
        if (isVerdict(before[id] ?? unused, facts)) health.now(record);
        else health.later(record);
      }
    },
    keepOnly(vendorId, keys) {
      const there = new Set(keys.map(({ id }) => id));
      const all = Object.entries(stateOf(vendorId));
      states.set(vendorId, Object.fromEntries(all.filter(([id]) => there.has(id))));
      for (const [id] of all.filter(([gone]) => !there.has(gone))) health.forget(id);
    },
    endsOf: (vendorId, after) =>
      Object.values(stateOf(vendorId)).flatMap(({ until }) => (until !== null && until > after ? until : [])),
    flush: health.flush,
  };
}

/** Anything but one more success. */
const isVerdict = (before: KeyFacts, after: KeyFacts): boolean =>
  (['state', 'until', 'reason', 'streak', 'failures'] as const).some((fact) => before[fact] !== after[fact]);

function remembered({ health, recent }: RingMemory, now: number): Map<string, RingState> {
  const states = new Map<string, RingState>();
  for (const record of health.all()) {
    states.set(record.vendor, { ...states.get(record.vendor), [record.keyId]: factsOf(record) });
  }
  for (const { vendor, keyId, createdAt } of recent(new Date(now - windowMs).toISOString())) {
    states.set(vendor, called(states.get(vendor) ?? {}, keyId, Date.parse(createdAt)));
  }
  return states;
}

function factsOf(record: HealthRecord): KeyFacts {
  const { state, reason, streak, successes, failures } = record;
  const until = record.until === null ? null : Date.parse(record.until);
  // The variable may hold another key since; asking that once more costs nothing.
  if (record.keyId.startsWith('env-') && state === 'refused') return { ...unused, successes, failures };
  return { ...unused, state, until, reason, streak, successes, failures };
}

function recordOf(vendor: string, keyId: string, facts: KeyFacts): HealthRecord {
  const { state, reason, streak, successes, failures } = facts;
  const until = facts.until === null ? null : new Date(facts.until).toISOString();
  return { keyId, vendor, state, until, reason, streak, successes, failures };
}
