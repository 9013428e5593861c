import type { ClientContext, ClientLink } from '@orpc/client';
import { AppError, type ErrorData } from '../../shared/errors.ts';

/** One living transport to the studio. `closed` settles once, when it breaks. */
export type Pipe = {
  readonly link: ClientLink<ClientContext>;
  readonly closed: Promise<void>;
  close(): void;
};

/** `connecting` only before the first success; `away` whenever the studio was there and is not now. */
export type ConnectionState = 'connecting' | 'open' | 'away';

export type Connection = {
  readonly link: ClientLink<ClientContext>;
  state(): ConnectionState;
  /** Why it is away, when there is more to say than that nobody answers. */
  reason(): ErrorData | null;
  subscribe(listener: (state: ConnectionState) => void): () => void;
  close(): void;
};

/** Soon at first, then every four seconds. */
const usualWaits: readonly number[] = [200, 500, 1000, 2000, 4000];

const unreachable = () =>
  new AppError({
    code: 'network',
    message: 'The studio is not reachable.',
    action: 'Wait a moment: it reconnects by itself.',
  });

/**
 * Keeps a pipe to the studio open, with a new one whenever it breaks. Calls made before the first connection wait for
 * it; calls made while the studio is away fail at once with `network`, so that nothing paid is sent late by surprise.
 */
export function keepConnection(open: () => Promise<Pipe>, waits = usualWaits): Connection {
  const listeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = 'connecting';
  let pipe: Pipe | null = null;
  let reason: ErrorData | null = null;
  let stopped = false;
  const first = Promise.withResolvers<void>();

  const enter = (next: ConnectionState, why: ErrorData | null = null) => {
    if (state === next && reason?.code === why?.code) return;
    state = next;
    reason = why;
    for (const listener of listeners) listener(next);
  };

  const run = async () => {
    let failures = 0;
    while (!stopped) {
      let why: ErrorData | null = null;
      try {
        pipe = await open();
        failures = 0;
        first.resolve();
        enter('open');
        await pipe.closed;
      } catch (thrown) {
        // Nobody there is the usual case and no news; anything more precise is shown while the tries go on.
        why = thrown instanceof AppError ? thrown.toData() : null;
        failures += 1;
      }
      pipe = null;
      if (state !== 'connecting' || failures >= 3) enter('away', why);
      if (failures >= 3) first.reject(unreachable());
      await wait(waits[Math.min(failures, waits.length - 1)] ?? 4000);
    }
  };
  first.promise.catch(() => {});
  void run();

  return {
    link: {
      async call(path, input, options) {
        if (state === 'connecting') await first.promise;
        if (!pipe) throw unreachable();
        return pipe.link.call(path, input, options);
      },
    },
    state: () => state,
    reason: () => reason,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      stopped = true;
      pipe?.close();
    },
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
