import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Inside } from './run.ts';
import type { DoubleConfig } from './state.ts';

export type LaunchOptions = Partial<DoubleConfig> & {
  /** The compiled main process. */
  readonly main: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** A launched app. `evaluate` runs a function inside its process, as Playwright's does: it may use nothing of the test. */
export type Launched = {
  evaluate<T, A = undefined>(call: (things: Inside, argument: A) => T | Promise<T>, argument?: A): Promise<T>;
  stderr(): string;
  close(): void;
};

type Reply = { readonly id: number; readonly value?: unknown; readonly error?: string };

/** Starts the compiled app against the double and waits until it is ready. */
export async function launch({ main, args = [], env = {}, ...config }: LaunchOptions): Promise<Launched> {
  const doubleConfig: DoubleConfig = { packaged: false, lock: true, switches: [], ...config };
  const { ELECTRON_RENDERER_URL: _dev, ...inherited } = process.env;
  const child = fork(join(import.meta.dirname, 'run.ts'), [main, ...args], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: { ...inherited, ...env, DOUBLE_CONFIG: JSON.stringify(doubleConfig) },
  });
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const replies = collectReplies(child, () => stderr);
  await replies.wait(0);
  let calls = 0;
  return {
    evaluate: async <T, A>(call: (things: Inside, argument: A) => T | Promise<T>, argument?: A) => {
      calls += 1;
      child.send({ id: calls, source: call.toString(), argument });
      return (await replies.wait(calls)) as T;
    },
    stderr: () => stderr,
    close: () => void child.kill('SIGKILL'),
  };
}

function collectReplies(child: ChildProcess, stderr: () => string) {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const slot = (id: number): PromiseWithResolvers<unknown> => {
    const found = waiting.get(id) ?? Promise.withResolvers<unknown>();
    waiting.set(id, found);
    return found;
  };
  child.on('message', ({ id, value, error }: Reply) => {
    if (error === undefined) slot(id).resolve(value);
    else slot(id).reject(new Error(error));
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the app ended with ${code}: ${stderr()}`));
  });
  return { wait: (id: number) => slot(id).promise };
}
