import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { wordSchema } from '../../shared/take.ts';
import { errno, temporaryPrefix, withFileErrors, writeFileAtomic } from '../films/atomic-file.ts';
import type { DirectResult } from '../vendors/define-vendor.ts';
import { believableCost } from './believable-cost.ts';

/**
 * Answers that are the file itself, on disk until they are takes: one file for each attempt, a line of JSON and then the
 * media, so that one rename makes all of it safe.
 */
export type Incoming = {
  /** On the disk when it returns. Throws `disk-full` or `not-writable`. */
  keep(attemptId: string, result: DirectResult): Promise<void>;
  has(attemptId: string): Promise<boolean>;
  /** Throws `not-found`, or `bad-output` when the file is damaged. */
  read(attemptId: string): Promise<DirectResult>;
  remove(attemptId: string): Promise<void>;
  /** Removes what crashes left of attempts for which `isOver`. */
  sweep(isOver: (attemptId: string) => boolean): Promise<void>;
};

const headSchema = z.object({
  words: z.array(wordSchema).nullable(),
  reportedMicros: z.number().optional(),
  id: z.string().optional(),
  /** Where the file is, for answers that only say so. */
  address: z.string().optional(),
});
const newline = 10;
/** A temporary file of this age belongs to nobody who is still writing. */
const abandonedMs = 3_600_000;

export function createIncoming(dir: string): Incoming {
  const fileOf = (attemptId: string) => join(dir, attemptId);
  return {
    async keep(attemptId, { media, ...said }) {
      await withFileErrors(dir, () => mkdir(dir, { recursive: true, mode: 0o700 }));
      const cost = believableCost(said.reportedMicros);
      const head = { ...said, reportedMicros: cost, ...(typeof media === 'string' ? { address: media } : {}) };
      const file = typeof media === 'string' ? new Uint8Array() : media;
      const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), file]);
      await writeFileAtomic(fileOf(attemptId), bytes, 0o600);
    },
    has: (attemptId) => exists(fileOf(attemptId)),
    async read(attemptId) {
      const file = fileOf(attemptId);
      const bytes = await withFileErrors(file, () => readFile(file));
      const end = bytes.indexOf(newline);
      const head = headSchema.safeParse(parse(bytes.subarray(0, Math.max(0, end)).toString()));
      if (!head.success)
        throw new AppError({ code: 'bad-output', message: `The vendor's answer in “${file}” is damaged.` });
      const { words, reportedMicros, id, address } = head.data;
      const said = { ...(reportedMicros === undefined ? {} : { reportedMicros }), ...(id === undefined ? {} : { id }) };
      return { media: address ?? bytes.subarray(end + 1), words, ...said };
    },
    remove: (attemptId) => withFileErrors(dir, () => rm(fileOf(attemptId), { force: true })),
    async sweep(isOver) {
      for (const name of await namesIn(dir)) {
        const over = name.startsWith(temporaryPrefix) ? await isAbandoned(join(dir, name)) : isOver(name);
        if (over) await withFileErrors(dir, () => rm(join(dir, name), { force: true }));
      }
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller's check says that it is damaged.
    return null;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await (await open(file)).close();
    return true;
  } catch (error) {
    if (errno(error) === 'ENOENT') return false;
    throw error;
  }
}

async function namesIn(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    // Nothing ever came in.
    if (errno(error) === 'ENOENT') return [];
    throw error;
  }
}

const isAbandoned = async (file: string): Promise<boolean> => Date.now() - (await stat(file)).mtimeMs > abandonedMs;
