import { type ChildProcess, spawn } from 'node:child_process';
import { AppError } from '../../shared/errors.ts';
import { childEnv } from './child-env.ts';
import { classifyFailure } from './failure.ts';
import { type FfmpegProgress, progressReader } from './progress.ts';
import { type FfmpegTools, installHint } from './tools.ts';

export type RunOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FfmpegProgress) => void;
  readonly cwd?: string;
};

/** How long FFmpeg may take to end by itself before it is killed. */
const graceMs = 2000;
/** Enough for what the detectors print about a long clip; only the end of a longer log is kept. */
const longestLog = 1_000_000;

/**
 * Runs FFmpeg with our usual arguments around `args`, which end with the output. Returns what it wrote to its log.
 * Throws `cancelled` when aborted, else `disk-full`, `not-writable`, `damaged` (names the input), `not-found`,
 * `missing-tool` or `internal` with the last lines of the log in `details.log`. What it wrote stays where it is: give
 * it a temporary name.
 */
export async function runFfmpeg(
  tools: FfmpegTools,
  args: readonly string[],
  options: RunOptions = {},
): Promise<{ log: string }> {
  const { signal, onProgress } = options;
  if (signal?.aborted) throw new AppError({ code: 'cancelled' });
  const child = spawn(tools.ffmpeg, [...commonArgs, ...args], {
    cwd: options.cwd,
    env: childEnv(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const log = collect(child);
  if (onProgress) child.stdout.setEncoding('utf8').on('data', progressReader(onProgress));
  else child.stdout.resume();
  const disarm = stopOnAbort(child, signal);
  const exitCode = await ended(child).finally(disarm);
  if (signal?.aborted) throw new AppError({ code: 'cancelled' });
  if (exitCode !== 0 || lateFailure.test(log()))
    throw classifyFailure({ exitCode, log: log(), inputs: inputsOf(args) });
  return { log: log() };
}

const commonArgs = ['-nostdin', '-hide_banner', '-y', '-nostats', '-progress', 'pipe:1', '-stats_period', '0.2'];

/** FFmpeg 5.1 exits with 0 although the last bytes found no room: with the trailer missing, the file is worthless. */
const lateFailure = /^Error (?:writing trailer of|closing file) /m;

function collect(child: ChildProcess): () => string {
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-longestLog);
  });
  return () => log;
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      const action = installHint(process.platform);
      reject(new AppError({ code: 'missing-tool', message: 'FFmpeg does not start any more.', action, cause }));
    });
    child.once('close', resolve);
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
