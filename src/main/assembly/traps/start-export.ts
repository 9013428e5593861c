import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ProcessNews, ProcessOrder } from './export-process.ts';

/** For tests only: an export in a process group of its own, as a studio that can be killed with all its programs. */
export type StartedExport = {
  /** Resolves once it renders. */
  readonly begun: Promise<void>;
  /** What it said at the end; null when it was killed before. Throws when it failed by itself. */
  readonly ended: Promise<Extract<ProcessNews, { kind: 'done' }> | null>;
  /** SIGKILL to it and to everything that it started. */
  kill(): void;
};

export function startExport(order: ProcessOrder): StartedExport {
  mkdirSync(order.dir, { recursive: true });
  const file = join(order.dir, '..', `${crypto.randomUUID()}.json`);
  writeFileSync(file, JSON.stringify(order));
  const program = resolve(import.meta.dirname, 'export-process.ts');
  const child = fork(program, [file], { detached: true, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const said: string[] = [];
  child.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const state: { done: Extract<ProcessNews, { kind: 'done' }> | null; killed: boolean } = { done: null, killed: false };
  child.on('message', (news: ProcessNews) => {
    if (news.kind === 'begins') begin();
    else state.done = news;
  });
  const ended = once(child, 'close').then(([code]) => {
    begin();
    if (code !== 0 && !state.killed) throw new Error(`The export ended with ${code}:\n${said.join('')}`);
    return state.done;
  });
  return {
    begun,
    ended,
    kill: () => {
      state.killed = true;
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    },
  };
}
