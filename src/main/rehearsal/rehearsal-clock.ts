import { type AlarmClock, systemAlarmClock } from '../generation/alarm-clock.ts';
import { type Clock, systemClock } from '../generation/clock.ts';

/**
 * Time that runs `speed` times as fast as the machine's: the real windows and cool-downs of the vendors fit into a
 * rehearsal, and what is measured with it comes out as long as the real thing takes.
 */
export function rehearsalClock(speed: number): Clock & AlarmClock {
  const start = Date.now();
  return {
    now: () => Math.round(start + (Date.now() - start) * speed),
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
    after: (ms, work) => systemAlarmClock.after(ms / speed, work),
  };
}
