import { exitCodes } from './exit-codes.ts';

/** Signals that ask a program to end. A closed terminal sends SIGHUP. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A signal to a whole process group reaches us twice: from the sender and from the wrapper that passes it on. */
const sameSignalMs = 500;

/** Aborted by the first Ctrl-C or SIGTERM, so that work can end cleanly; the second one ends the program at once. */
export function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const listener = (): void => {
    if (!controller.signal.aborted) {
      first = performance.now();
      controller.abort();
    } else if (performance.now() - first > sameSignalMs) process.exit(exitCodes.interrupted);
  };
  for (const signal of signals) process.on(signal, listener);
  return controller.signal;
}
