import { isLease, type KeyRing, type Lease } from '../key-ring.ts';
import type { CallOutcome } from '../ring-state.ts';
import { vendor } from './ring-bench.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A paid call that was made; times in milliseconds since 1970. */
export type Call = { readonly at: number; readonly asked: number; readonly keyId: string; readonly account: string };

type Run = {
  readonly ring: KeyRing;
  readonly clock: VirtualClock;
  /** When jobs come, ms since 1970. */
  readonly arrivals: readonly number[];
  readonly until: number;
  readonly lastsMs: () => number;
  /** What the vendor says; a no sends the job back into the line. */
  readonly answer?: (lease: Lease, at: number) => CallOutcome;
};

/** Jobs that come, wait in one line, call, and end, looked at only when one comes or the ring tells. Gives their calls. */
export function runJobs({ ring, clock, arrivals, until, lastsMs, answer = () => ({ ok: true }) }: Run): Call[] {
  const calls: Call[] = [];
  const waiting: number[] = [];
  const start = (lease: Lease, asked: number) => {
    calls.push({ at: clock.now(), asked, keyId: lease.keyId, account: lease.account });
    const outcome = answer(lease, clock.now());
    clock.after(lastsMs(), () => {
      if (!outcome.ok) waiting.unshift(clock.now());
      ring.report(lease, outcome);
      ring.release(lease);
    });
  };
  const pump = () => {
    for (let asked = waiting[0]; asked !== undefined; asked = waiting[0]) {
      const taken = ring.take(vendor.id);
      if (!isLease(taken)) return;
      waiting.shift();
      start(taken, asked);
    }
  };
  ring.onChange(pump);
  for (const at of arrivals) {
    clock.after(at - clock.now(), () => {
      waiting.push(at);
      pump();
    });
  }
  clock.moveTo(until);
  return calls;
}

/** The most calls of one account that lie within any 60 s. */
export function fullestWindow(calls: readonly Call[]): number {
  const byAccount = Map.groupBy(calls, ({ account }) => account);
  const fullest = [...byAccount.values()].flatMap((own) =>
    own.map(({ at }) => own.filter((other) => other.at >= at && other.at < at + 60_000).length),
  );
  return Math.max(0, ...fullest);
}

/**
 * Moments at which a job waited although an account had room: there must be none. Room can only come about when a job
 * comes or a call leaves its window, so those are the moments that are looked at.
 */
export function idleMoments(calls: readonly Call[], accounts: readonly string[], perMinute: number): number[] {
  const waits = calls.filter(({ at, asked }) => at > asked);
  const moments = [...calls.map(({ at }) => at + 60_000), ...waits.map(({ asked }) => asked)];
  const inWindow = (account: string, moment: number) =>
    calls.filter((call) => call.account === account && call.at > moment - 60_000 && call.at <= moment).length;
  return [...new Set(moments)].filter(
    (moment) =>
      waits.some(({ at, asked }) => asked <= moment && moment < at) &&
      accounts.some((account) => inWindow(account, moment) < perMinute),
  );
}
