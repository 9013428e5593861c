import type { AlarmClock } from './alarm-clock.ts';

/** Listeners that are told a vendor's id. */
export type Signal = {
  tell(vendorId: string): void;
  /** The result ends the listening. */
  add(listener: (vendorId: string) => void): () => void;
};

export function createSignal(): Signal {
  const listeners = new Set<(vendorId: string) => void>();
  return {
    tell: (vendorId) => {
      for (const listener of listeners) listener(vendorId);
    },
    add: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** One alarm for each vendor: the earliest that was set since the last one rang. Ringing too often does no harm. */
export function createAlarms(clock: AlarmClock, ring: (vendorId: string) => void) {
  const pending = new Map<string, { readonly at: number; readonly stop: () => void }>();
  return {
    /** Milliseconds since 1970; null sets none. */
    set(vendorId: string, at: number | null): void {
      const earlier = pending.get(vendorId);
      if (at === null || (earlier && earlier.at <= at)) return;
      earlier?.stop();
      const stop = clock.after(at - clock.now(), () => {
        pending.delete(vendorId);
        ring(vendorId);
      });
      pending.set(vendorId, { at, stop });
    },
  };
}
