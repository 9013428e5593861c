import type { AlarmClock } from '../alarm-clock.ts';

/** A clock that only moves when it is told to, and rings its alarms on the way, in order. */
export type VirtualClock = AlarmClock & {
  /** Moves to a time, and rings what is due until then. */
  moveTo(at: number): void;
  /** Alarms that are set. */
  alarms(): number;
};

type Alarm = { readonly at: number; readonly work: () => void };

export function virtualClock(start = Date.UTC(2026, 10, 20, 12)): VirtualClock {
  let now = start;
  const alarms = new Set<Alarm>();
  const next = (until: number): Alarm | undefined =>
    [...alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    after: (ms, work) => {
      const alarm = { at: now + Math.max(0, ms), work };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    moveTo: (until) => {
      for (let alarm = next(until); alarm; alarm = next(until)) {
        alarms.delete(alarm);
        now = Math.max(now, alarm.at);
        alarm.work();
      }
      now = until;
    },
    alarms: () => alarms.size,
  };
}
