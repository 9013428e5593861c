import { readFile, readlink } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { z } from 'zod';

/** Which process wrote something down, precisely enough to ask later whether it still runs. */
export const processIdentitySchema = z.object({
  pid: z.number().int().positive(),
  /** Name of the computer, for people. */
  host: z.string().max(255),
  /** Where `pid` means something: one boot and one pid namespace on Linux, the computer's name elsewhere. */
  space: z.string().max(300),
  /** When the process started, in the kernel's own count; null where the system does not say. */
  start: z.string().max(40).nullable(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** This process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  const { pid } = process;
  return { pid, host: hostname(), space: await pidSpace(), start: (await processStat(pid))?.start ?? null };
}

/** Whether a process still runs. `unknown` for another computer, and where the pid may have been given out again. */
export async function fateOf(identity: ProcessIdentity): Promise<'running' | 'gone' | 'unknown'> {
  if (identity.space !== (await pidSpace())) return 'unknown';
  if (!pidExists(identity.pid)) return 'gone';
  const stat = await processStat(identity.pid);
  if (!stat || identity.start === null) return 'unknown';
  return stat.start === identity.start && !stat.dead ? 'running' : 'gone';
}

/**
 * Whether the process that wrote something at `writtenAt` (ISO) counts as ended. Where the system does not say when a
 * process started, one of that pid is taken for it unless the computer has been started anew since.
 */
export async function hasEnded(identity: ProcessIdentity, writtenAt: string): Promise<boolean> {
  const fate = await fateOf(identity);
  if (fate !== 'unknown') return fate === 'gone';
  if (identity.space !== (await pidSpace())) return true;
  return Date.parse(writtenAt) < Date.now() - uptime() * 1000;
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but belongs to someone else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

async function pidSpace(): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()}/${await readlink('/proc/self/ns/pid')}`;
  } catch {
    // Not Linux, or /proc is hidden: the computer's name has to do, and the heartbeat decides where it does not.
    return `host:${hostname()}`;
  }
}

/** Start time in clock ticks since boot, and whether only the table entry is left. See proc(5), fields 3 and 22. */
async function processStat(pid: number): Promise<{ start: string; dead: boolean } | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The program's name, field 2, stands in brackets and may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state = '', start = ''] = [fields[0], fields[19]];
    return { start, dead: state === 'Z' || state === 'X' };
  } catch {
    // Not Linux, or the process ended just now: then nothing is known of it.
    return null;
  }
}
