import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

/** What a program and everything that it started took. */
export type Taken = {
  /** Seconds from its start to its end. */
  readonly wall: number;
  /** Processor seconds of all its processes. */
  readonly cpu: number;
  /**
   * The most memory at one time, bytes, added up over its processes: proportional set sizes, in which libraries that
   * several processes share count once, as they lie in memory once.
   */
  readonly peak: number;
  /** The same without the program itself: of what it started. */
  readonly peakOfChildren: number;
  readonly output: string;
};

const everyMs = 40;
const ticks = 100;

/**
 * Runs a program and watches it through /proc, so on Linux only. Memory is looked at 25 times a second for either side
 * of a comparison; what starts and ends in between is not seen. Throws with its log when it fails.
 */
export async function meter(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string } = {},
): Promise<Taken> {
  const before = cpuOfEnded();
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const closed = once(child, 'close');
  const said = { output: '', log: '' };
  child.stdout.on('data', (text: Buffer) => {
    said.output += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    said.log = (said.log + text.toString()).slice(-4000);
  });
  const tree = watchTree(child.pid ?? 0);
  const timer = setInterval(tree.look, everyMs);
  const [code] = await closed.finally(() => clearInterval(timer));
  const wall = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${said.log}`);
  return { wall, cpu: cpuOfEnded() - before, ...tree.peaks(), output: said.output };
}

/** Processor seconds of all children of this process that have ended, with theirs. See proc(5), cutime and cstime. */
export function cpuOfEnded(): number {
  const fields = statFields('self');
  return (Number(fields[13]) + Number(fields[14])) / ticks;
}

/** Fields of /proc/PID/stat from the third on; the second, the program's name, may hold anything. */
function statFields(pid: number | 'self'): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function watchTree(root: number) {
  const family = new Set([root]);
  const seen = new Set<number>();
  const peaks = { peak: 0, peakOfChildren: 0 };
  const look = (): void => {
    for (const name of readdirSync('/proc')) {
      const pid = Number(name);
      // A child is younger than its parent; who is no relative is asked only once.
      if (!(pid > root) || seen.has(pid)) continue;
      seen.add(pid);
      if (ask(() => family.has(Number(statFields(pid)[1])), false)) family.add(pid);
    }
    const own = share(root);
    const children = [...family].reduce((sum, pid) => sum + (pid === root ? 0 : share(pid)), 0);
    peaks.peak = Math.max(peaks.peak, own + children);
    peaks.peakOfChildren = Math.max(peaks.peakOfChildren, children);
  };
  return { look, peaks: () => peaks };
}

const share = (pid: number): number =>
  ask(() => Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024, 0);

/** What a process says, or `otherwise` once it has ended. */
function ask<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) return otherwise;
    throw error;
  }
}
