import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ForkHelper, HelperName } from './helper-process.ts';

/** The helper programs, as source: the Node doors run straight from TypeScript. */
const programs: Record<HelperName, URL> = {
  'voice-process': new URL('../speech/voice-process.ts', import.meta.url),
  'sketch-process': new URL('../vendors/sketch/sketch-process.ts', import.meta.url),
};

/** Starts a helper from source under the same Node as this process; for doors without Electron. */
export const nodeFork: ForkHelper = (name) => {
  const child = fork(fileURLToPath(programs[name]), [], {
    execPath: process.execPath,
    // Flags of a test runner or debugger are not for the helper.
    execArgv: [],
    // Typed arrays travel as they are.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // A helper that cannot start or be reached is told by `exit`; without a listener `error` would end the engine.
  child.on('error', () => child.kill('SIGKILL'));
  return {
    // A helper that has gone cannot be sent to; its exit tells the rest.
    send: (message) => void (child.connected && child.send(message as object)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      child.once('exit', listener);
      // A child that could not be spawned never exits.
      child.once('error', () => child.pid === undefined && listener(null));
    },
    kill: () => void child.kill('SIGKILL'),
  };
};
