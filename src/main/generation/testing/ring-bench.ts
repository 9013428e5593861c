import type { VendorLimits } from '../../../shared/generator.ts';
import type { RingKey } from '../../keys/ring-key.ts';
import type { KeyHealthRecord } from '../../ledger/tables.ts';
import { createKeyRing, isLease, type KeyRing, type Lease, type RingWait } from '../key-ring.ts';
import { virtualClock } from './virtual-clock.ts';

export const vendor = { id: 'runway', name: 'Runway' };

/** `a` is a key with an account of its own, `a@ada` one of ada's. */
export function ringKeys(...names: readonly string[]): RingKey[] {
  return names.map((name) => {
    const [id = name, account = id] = name.split('@');
    return { id, vendor: vendor.id, label: id, account, place: 'keychain' };
  });
}

export type RecentCall = { readonly vendor: string; readonly keyId: string; readonly createdAt: string };

/** A ring of one vendor in virtual time, with a ledger in memory that outlives it. */
export function ringBench(options: {
  readonly keys: readonly RingKey[];
  readonly limits?: Partial<VendorLimits>;
  readonly random?: () => number;
}) {
  const clock = virtualClock();
  const saved = new Map<string, Omit<KeyHealthRecord, 'updatedAt'>>();
  const recent: RecentCall[] = [];
  const listeners: ((vendorId: string) => void)[] = [];
  const bench = {
    clock,
    start: clock.now(),
    saved,
    recent,
    keys: [...options.keys],
    limits: { perMinute: 10, atOnce: 1000, coolDownSeconds: 60, ...options.limits },
    /** As a studio does that starts now. */
    open: (): KeyRing =>
      createKeyRing({
        vendors: new Map([[vendor.id, vendor]]),
        keys: {
          ring: () => bench.keys,
          onChange: (listener) => listeners.push(listener),
        },
        limitsOf: () => bench.limits,
        health: {
          all: () => [...saved.values()],
          save: (record) => void saved.set(record.keyId, record),
          remove: (keyId) => void saved.delete(keyId),
        },
        recent: (since) => recent.filter(({ createdAt }) => createdAt > since),
        clock,
        random: options.random ?? (() => 1),
      }),
    /** The user adds or removes keys. */
    nowWith: (...keys: readonly RingKey[]) => {
      bench.keys = [...keys];
      for (const listener of listeners) listener(vendor.id);
    },
  };
  return bench;
}

/** The key that is free, or an error that says what is waited for. */
export function leased(taken: Lease | RingWait): Lease {
  if (isLease(taken)) return taken;
  throw new Error(`No key: ${taken.text}`);
}

/** What is waited for, or an error that says which key was free. */
export function waited(taken: Lease | RingWait): RingWait {
  if (!isLease(taken)) return taken;
  throw new Error(`${taken.keyId} was free`);
}
