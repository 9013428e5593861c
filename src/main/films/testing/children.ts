import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A second studio: a real process that runs `children/<script>` and answers in lines on its standard output. */
export type Child = {
  /** The next line; null when the process has ended. */
  next(): Promise<string | null>;
  send(line: string): void;
  /** As a power cut does: no handler runs. Resolves when the process is gone. */
  kill(): Promise<void>;
  readonly pid: number | undefined;
};

export function startChild(script: string, ...args: string[]): Child {
  const path = join(import.meta.dirname, script);
  const child = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => kill(child));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid,
    next: async () => (await lines.next()).value ?? null,
    send: (line) => void child.stdin.write(`${line}\n`),
    kill: () => kill(child),
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
