/** Counts frames and says how far the work is. */
export type ProgressMeter = {
  add(frames: number): void;
  readonly fraction: number;
  /** Null until there is something to judge by. */
  readonly secondsLeft: number | null;
};

/** `total` frames, of which `done` are there already; `now` in milliseconds, handed in so that tests have no clock. */
export function progressMeter(total: number, done: number, now: () => number): ProgressMeter {
  const startedAt = now();
  let written = 0;
  return {
    add: (frames) => {
      written += frames;
    },
    get fraction() {
      return total === 0 ? 1 : Math.min(1, (done + written) / total);
    },
    get secondsLeft() {
      const seconds = (now() - startedAt) / 1000;
      if (written <= 0 || seconds < 0.5) return null;
      // What is rendered twice, after a failure, counts twice.
      return (Math.max(0, total - done - written) * seconds) / written;
    },
  };
}
