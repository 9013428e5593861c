import { join } from 'node:path';
import { type UtilityProcess, utilityProcess } from 'electron';
import type { ForkHelper } from '../../processes/helper-process.ts';

/** Starts helpers and can end them all at once. */
export type ElectronHelpers = { readonly fork: ForkHelper; killAll(): void };

/** Helpers as Electron utility processes, from the programs compiled beside main into `dir`. Only once Electron is ready. */
export function createElectronHelpers(dir: string, log: (message: string) => void): ElectronHelpers {
  const running = new Set<UtilityProcess>();
  const fork: ForkHelper = (name) => {
    const child = utilityProcess.fork(join(dir, `${name}.js`), [], { serviceName: name, stdio: 'pipe' });
    let exited = false;
    running.add(child);
    child.once('exit', () => {
      exited = true;
      running.delete(child);
    });
    child.on('error', (type, location) => log(`${name}: ${type} at ${location}`));
    child.stdout?.on('data', (chunk) => log(`${name}: ${String(chunk).trimEnd()}`));
    child.stderr?.on('data', (chunk) => log(`${name}: ${String(chunk).trimEnd()}`));
    return {
      // A helper that has gone cannot be sent to; its exit tells the rest.
      send: (message) => void (!exited && child.postMessage(message)),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', listener),
      kill: () => void child.kill(),
    };
  };
  return {
    fork,
    killAll: () => {
      for (const child of running) child.kill();
    },
  };
}
