import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { AppError } from '../../shared/errors.ts';
import { childEnv } from './child-env.ts';
import { classifyFailure } from './failure.ts';
import { type FfmpegProgress, progressReader } from './progress.ts';
import { type FfmpegTools, installHint } from './tools.ts';

export type RunOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FfmpegProgress) => void;
  readonly cwd?: string;
  /** Gives way to everything else on this machine: takes may be playing meanwhile. */
  readonly aside?: boolean;
};

/** What a run said. */
export type FfmpegRun = { readonly log: string; readonly output: string };

/** How long FFmpeg may take to end by itself before it is killed. */
const graceMs = 2000;
/** Enough for what the detectors print about a long clip; only the end of a longer log is kept. */
const longestLog = 1_000_000;

/**
 * Runs FFmpeg with our usual arguments around `args`, which end with the output. Returns what it wrote to its log, and
 * to its output where `args` name `pipe:1`, which leaves no room for `onProgress`; of both the end, when they are long.
 * Throws `cancelled` when aborted, else `disk-full`, `not-writable`, `damaged` (names the input), `not-found`,
 * `missing-tool` or `internal` with the last lines of the log in `details.log`. What it wrote stays where it is: give
 * it a temporary name.
 */
export async function runFfmpeg(
  tools: FfmpegTools,
  args: readonly string[],
  options: RunOptions = {},
): Promise<FfmpegRun> {
  const { signal, onProgress } = options;
  if (signal?.aborted) throw new AppError({ code: 'cancelled' });
  const child = spawn(tools.ffmpeg, [...commonArgs, ...(onProgress ? progressArgs : []), ...args], {
    cwd: options.cwd,
    env: childEnv(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  if (options.aside) stepAside(child);
  const log = collect(child.stderr);
  const output = collect(child.stdout);
  if (onProgress) child.stdout.on('data', progressReader(onProgress));
  const disarm = stopOnAbort(child, signal);
  const { exitCode, endedBy } = await ended(child).finally(disarm);
  if (signal?.aborted) throw new AppError({ code: 'cancelled' });
  if (exitCode !== 0 || lateFailure.test(log()))
    throw classifyFailure({ exitCode, endedBy, log: log(), inputs: inputsOf(args) });
  return { log: log(), output: output() };
}

const commonArgs = ['-nostdin', '-hide_banner', '-y', '-nostats'];
const progressArgs = ['-progress', 'pipe:1', '-stats_period', '0.2'];

/** FFmpeg 5.1 exits with 0 although the last bytes found no room: with the trailer missing, the file is worthless. */
const lateFailure = /^Error (?:writing trailer of|closing file) /m;

function stepAside({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or this system lets nobody change priorities: then it runs like the others.
  }
}

function collect(stream: Readable): () => string {
  let all = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    all = (all + text).slice(-longestLog);
  });
  return () => all;
}

type End = { readonly exitCode: number | null; readonly endedBy: string | null };

function ended(child: ChildProcess): Promise<End> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      const action = installHint(process.platform);
      reject(new AppError({ code: 'missing-tool', message: 'FFmpeg does not start any more.', action, cause }));
    });
    child.once('close', (exitCode, endedBy) => resolve({ exitCode, endedBy }));
  });
}

/** SIGTERM lets FFmpeg close its files; one that hangs in a read is killed after a grace. */
function stopOnAbort(child: ChildProcess, signal: AbortSignal | undefined): () => void {
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.kill('SIGTERM');
    timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  signal?.addEventListener('abort', stop, { once: true });
  return () => {
    signal?.removeEventListener('abort', stop);
    clearTimeout(timer);
  };
}

function inputsOf(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => (args[index - 1] === '-i' ? [arg] : []));
}
