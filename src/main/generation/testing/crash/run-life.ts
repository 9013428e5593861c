import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LifeOrder } from './life-order.ts';

/** How a life went. */
export type Life = {
  readonly killed: boolean;
  /** What it told, in order. */
  readonly story: readonly string[];
};

/** Called with each line that is told; `kill` ends the life as a power cut would. */
export type OnLine = (line: string, kill: () => void) => void | Promise<void>;

const tooLong = 'does not come to an end';
const longestMs = 25_000;

/** Runs an engine until it ends or dies. Throws with its story when it fails or does not come to an end. */
export async function runLife(order: LifeOrder, script: string, onLine?: OnLine): Promise<Life> {
  // Compiled once for all lives of a film: https://nodejs.org/api/module.html#module-compile-cache
  const env = { ...process.env, NODE_COMPILE_CACHE: join(order.dir, 'compiled') };
  const child = spawn(process.execPath, [script, JSON.stringify(order)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const story: string[] = [];
  const kill = () => void child.kill('SIGKILL');
  const timer = setTimeout(() => {
    story.push(tooLong);
    kill();
  }, longestMs);
  const listen = async (stream: NodeJS.ReadableStream) => {
    for await (const line of createInterface({ input: stream })) {
      story.push(line);
      void onLine?.(line, kill);
    }
  };
  const ended = new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  const [end] = await Promise.all([ended, listen(child.stdout), listen(child.stderr)]);
  clearTimeout(timer);
  if (story.includes(tooLong) || (end !== 0 && end !== 'SIGKILL'))
    throw new Error(`A life ended with ${end}:\n${story.slice(-60).join('\n')}`);
  return { killed: end === 'SIGKILL', story };
}
