import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const root = join(import.meta.dirname, '../..');

/** A program that runs beside a test, in a process group of its own. */
export type Program<Ready> = {
  readonly pid: number;
  /** What it said when it was ready. */
  readonly ready: Ready;
  /** Everything it has printed so far, on both streams. */
  said(): string;
  /** Sends a signal to the program alone, and resolves with its exit code (null after a signal) once it is gone. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  /** Kills what is left of its group: helpers that outlived it. */
  sweep(): void;
};

type Start<Ready> = {
  readonly command: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Written to its standard input, which is then closed. */
  readonly input?: string;
  /** Looks at each line of standard output; the first that is not null says that the program is ready. */
  readonly readLine: (line: string) => Ready | null;
};

/** Starts a program in the repository's folder. Throws with all it has said when it ends before it is ready. */
export async function startProgram<Ready>({ command, env, input, readLine }: Start<Ready>): Promise<Program<Ready>> {
  const [name = '', ...args] = command;
  const child = spawn(name, args, { cwd: root, env: env ?? process.env, detached: true });
  const said: string[] = [];
  const gone = once(child, 'exit');
  await once(child, 'spawn');
  child.stdin.end(input);
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const ready = await new Promise<Ready>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(`${line}\n`);
      const found = readLine(line);
      if (found !== null) resolve(found);
    });
    lines.on('close', () => reject(new Error(`${command.join(' ')} ended before it was ready:\n${said.join('')}`)));
  });
  return {
    pid: pidOf(child),
    ready,
    said: () => said.join(''),
    end: (signal = 'SIGTERM') => end(child, gone, signal),
    sweep: () => killGroup(pidOf(child)),
  };
}

async function end(child: ChildProcess, gone: Promise<unknown>, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  await gone;
  return child.exitCode;
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('The program was not started');
  return pid;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: the group is empty, which is the usual case.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
