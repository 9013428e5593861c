import { exitCodes } from './exit-codes.ts';

/** Signals that ask a program to end. A closed terminal sends SIGHUP. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Aborted by the first Ctrl-C or SIGTERM, so that work can end cleanly; the second one ends the program at once. */
export function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  const listener = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  };
  for (const signal of signals) process.on(signal, listener);
  return controller.signal;
}
