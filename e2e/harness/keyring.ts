import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Folders } from './folders.ts';
import { startProgram } from './program.ts';

/** A D-Bus session with an unlocked GNOME Keyring on it: a real Secret Service, as on a desktop. */
export type Keyring = {
  /** What programs of the session have in their environment. */
  readonly env: NodeJS.ProcessEnv;
  end(): Promise<void>;
};

/** Starts both; the keyring's file lies in the test's own folder. */
export async function startKeyring({ home }: Folders): Promise<Keyring> {
  const places = { ...process.env, XDG_DATA_HOME: join(home, 'xdg-data'), XDG_RUNTIME_DIR: home };
  const bus = await startProgram({
    command: ['dbus-daemon', '--session', '--nofork', '--print-address'],
    env: places,
    readLine: (line) => (line.startsWith('unix:') ? line : null),
  });
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.ready };
  await unlockKeyring({ ...places, ...env });
  // The keyring leaves when its bus does.
  return { env, end: async () => void (await bus.end()) };
}

/** The daemon puts itself into the background once it is on the bus. */
async function unlockKeyring(env: NodeJS.ProcessEnv): Promise<void> {
  const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  daemon.stdin.end('a password for tests');
  const [code] = await once(daemon, 'exit');
  if (code !== 0) throw new Error(`gnome-keyring-daemon ended with ${code}`);
}
