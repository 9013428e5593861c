import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import BetterSqlite3 from 'better-sqlite3';
import type { FfmpegTools } from '../src/main/ffmpeg/tools.ts';
import type { VendorRequest } from '../src/main/vendors/define-vendor.ts';
import type { ToolCommand } from './replayed-tools.ts';

const run = promisify(execFile);

export type StraightLoopOptions = {
  readonly dir: string;
  readonly vendorUrl: string;
  readonly submit: VendorRequest;
  readonly tools: FfmpegTools;
  readonly commands: readonly ToolCommand[];
  /** Transactions per job. */
  readonly writes: number;
  readonly lanes: number;
};

/**
 * The least that a job can be: the same three HTTP calls, as many transactions on a database that flushes each, the same
 * programs over the file, and the same files written and flushed. It decides nothing and tells nobody.
 */
export async function openStraightLoop(options: StraightLoopOptions) {
  const takes = join(options.dir, 'takes');
  await mkdir(takes, { recursive: true });
  const database = new BetterSqlite3(join(options.dir, 'straight.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE lines (job INTEGER, step INTEGER, text TEXT, PRIMARY KEY (job, step)) STRICT');
  const insert = database.prepare('INSERT INTO lines VALUES (?, ?, ?)');
  const row = JSON.stringify(options.submit).padEnd(1000);
  const loop: Loop = { ...options, takes, write: (job, step) => void insert.run(job, step, row) };
  let started = 0;
  return {
    async run(jobs: number): Promise<void> {
      const end = started + jobs;
      const lane = async () => {
        while (started < end) await oneJob(loop, ++started);
      };
      await Promise.all(Array.from({ length: options.lanes }, lane));
    },
    close: () => void database.close(),
  };
}

type Loop = StraightLoopOptions & {
  readonly takes: string;
  readonly write: (job: number, step: number) => void;
};

async function oneJob(loop: Loop, job: number): Promise<void> {
  const dir = join(loop.takes, `building-${job}`);
  const [file, poster] = [join(dir, 'media.mp4'), join(dir, 'poster.jpg')];
  await mkdir(dir);
  loop.write(job, 1);
  const output = await order(loop);
  for (let step = 2; step < loop.writes; step++) loop.write(job, step);
  await pipeline((await fetch(output)).body ?? [], createWriteStream(file));
  for (const { program, args } of loop.commands) {
    await run(
      loop.tools[program],
      args.map((arg) => arg.replace('{in}', file).replace('{out}', poster)),
      { maxBuffer: 10_000_000 },
    );
  }
  await flush(file);
  await writeFlushed(join(dir, 'take.json'), JSON.stringify(loop.submit));
  await flush(dir);
  await rename(dir, join(loop.takes, `take-${job}`));
  await flush(loop.takes);
  loop.write(job, loop.writes);
}

const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' };
type Prediction = { readonly id: string; readonly output: string | readonly string[] };

/** Submits and asks once; gives the address of the file. */
async function order({ vendorUrl, submit }: Loop): Promise<string> {
  const body = JSON.stringify(submit.body);
  const { id } = await json(await fetch(`${vendorUrl}${submit.path}`, { method: 'POST', headers, body }));
  const { output } = await json(await fetch(`${vendorUrl}/predictions/${id}`, { headers }));
  const [first] = [output].flat();
  if (!first) throw new Error('The vendor made nothing.');
  return first;
}

async function json(response: Response): Promise<Prediction> {
  if (!response.ok) throw new Error(`The vendor said ${response.status}: ${await response.text()}`);
  return (await response.json()) as Prediction;
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  await writeFile(temporary, text, { flush: true });
  await rename(temporary, path);
  await flush(join(path, '..'));
  await rm(temporary, { force: true });
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
