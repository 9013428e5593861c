import { AppError } from '../shared/errors.ts';

/** Work that takes a while and that somebody waits for: hand-overs, contact sheets, copies to look at. */
export type Errands = {
  /**
   * Runs `work`, which ends soon after its signal: that of the request, where there is one, or the studio's. Throws what it
   * throws, and `cancelled` where there is nothing to begin any more.
   */
  run<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Stops all of it; resolves when nothing runs any more. */
  stop(): Promise<void>;
};

/** Nothing runs at first. */
export function createErrands(): Errands {
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();
  return {
    async run(signal, work) {
      const either = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal;
      if (either.aborted) throw new AppError({ code: 'cancelled' });
      const errand = work(either);
      running.add(errand);
      try {
        return await errand;
      } finally {
        running.delete(errand);
      }
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(running);
    },
  };
}
