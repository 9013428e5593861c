import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');

/** A program of ours that runs beside the test and says on one line that it is ready. */
export type Program = { readonly child: ChildProcess; readonly ready: string };

/** Starts a program and waits for the line that `pattern` matches; its first group is `ready`. */
export async function startProgram(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  pattern: RegExp,
): Promise<Program> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    said.push(line);
    const match = pattern.exec(line);
    if (match?.[1]) {
      child.stdout?.resume();
      return { child, ready: match[1] };
    }
  }
  throw new Error(`${command.join(' ')} ended before it was ready:\n${said.join('\n')}`);
}

/** Ends a program and waits until it is gone. */
export async function endProgram({ child }: Program, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** The folders of one test's studio. */
export type Folders = {
  readonly home: string;
  readonly data: string;
  readonly library: string;
  remove(): Promise<void>;
};

export async function freshFolders(): Promise<Folders> {
  const home = await mkdtemp(join(tmpdir(), 'circle-take-e2e-'));
  return {
    home,
    data: join(home, 'data'),
    library: join(home, 'library'),
    remove: () => rm(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}

type EngineOptions = {
  readonly folders: Folders;
  readonly replicateUrl?: string | undefined;
  /** Runs the engine inside a D-Bus session with an unlocked gnome-keyring. */
  readonly keychain?: boolean;
};

const keyringSession = (command: readonly string[]): string[] => [
  'dbus-run-session',
  '--',
  'bash',
  '-c',
  'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"',
  'bash',
  ...command,
];

/** Starts the browser door; `ready` is the address with its one-time token. */
export function startEngine({ folders, replicateUrl, keychain = false }: EngineOptions): Promise<Program> {
  const serve = [process.execPath, 'src/main/serve.ts', '--port', '0', '--no-open'];
  const { DBUS_SESSION_BUS_ADDRESS: _bus, DISPLAY: _display, REPLICATE_API_TOKEN: _token, ...inherited } = process.env;
  const env = {
    ...inherited,
    CIRCLE_TAKE_USER_DATA: folders.data,
    CIRCLE_TAKE_LIBRARY: folders.library,
    XDG_DATA_HOME: join(folders.home, 'xdg-data'),
    XDG_RUNTIME_DIR: folders.home,
    ...(replicateUrl && { CIRCLE_TAKE_VENDOR_URLS: `replicate=${replicateUrl}` }),
  };
  return startProgram(keychain ? keyringSession(serve) : serve, env, /(http:\/\/\S+)/);
}
