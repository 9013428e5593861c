/** The time, and being called later; a test gives one whose time it moves itself. */
export type AlarmClock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `work` once, after `ms` milliseconds; the result calls it off. */
  after(ms: number, work: () => void): () => void;
};

/** Node's timers fire at once beyond 2^31 ms. Who is woken too early looks at the clock and sets another alarm. */
const longestMs = 24 * 60 * 60_000;

/** The machine's own. Its alarms do not keep the program from ending. */
export const systemAlarmClock: AlarmClock = {
  now: () => Date.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, Math.min(Math.max(ms, 1), longestMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
