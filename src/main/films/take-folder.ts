import type { Dirent } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { AppError } from '../../shared/errors.ts';
import { idSchema } from '../../shared/ids.ts';
import { type Take, type TakeView, takeSchema } from '../../shared/take.ts';
import { errno, toFileError } from './atomic-file.ts';
import { describeIssue } from './describe-issue.ts';
import { listFolder, takesName } from './film-folder.ts';
import { readSmallFile } from './small-file.ts';

export const takeFileName = 'take.json';
/** Word times of ten minutes of speech are about 100 kB. */
const maxTakeBytes = 5 * 1024 * 1024;
/** Files read at once; a film can have thousands of takes, and systems allow 256 open files or more. */
const readers = 32;

const takeId = idSchema('take');

/** Every take in the folder, and one sentence about each that cannot be read. What is no take is passed over. */
export async function readTakes(takesDir: string): Promise<{ takes: Take[]; problems: string[] }> {
  const problems: string[] = [];
  const queue = new PQueue({ concurrency: readers });
  const read = async (entry: Dirent): Promise<Take | null> => {
    try {
      return await readTake(takesDir, entry);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push(`${takesName}/${entry.name} was left out: ${error.message}`);
      return null;
    }
  };
  const entries = (await listFolder(takesDir)).filter(({ name }) => takeId.safeParse(name).success);
  const takes = await queue.addAll(entries.map((entry) => () => read(entry)));
  return { takes: takes.filter((take) => take !== null), problems: problems.sort() };
}

async function readTake(takesDir: string, entry: Dirent): Promise<Take> {
  if (!entry.isDirectory()) throw notATake('It is not a folder.');
  const { text } = await readSmallFile(join(takesDir, entry.name, takeFileName), maxTakeBytes);
  const parsed = takeSchema.safeParse(parseJson(text));
  if (!parsed.success) throw notATake(`${takeFileName} has a mistake in ${describeIssue(parsed.error)}.`);
  const take = parsed.data;
  if (take.id !== entry.name) throw notATake('Its folder has the name of another take.');
  if (![take.media.file, take.poster ?? takeFileName].every(isPlainName)) {
    throw notATake('It names a file outside its folder.');
  }
  return take;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notATake(`${takeFileName} is cut off or garbled.`, cause);
  }
}

/** One part of a path and nothing else, on every system. */
const isPlainName = (name: string): boolean => /^[^/\\:\0]{1,255}$/.test(name) && !/^\.+$/.test(name);

function notATake(message: string, cause?: unknown): AppError {
  return new AppError({ code: 'damaged', message, cause });
}

/** The take with what is wrong with its file now: gone, of another size, or not a file. */
export async function viewTake(takesDir: string, take: Take): Promise<TakeView> {
  const why = await mediaFault(join(takesDir, take.id, take.media.file), take.media.bytes);
  return { ...take, problem: why ? fileProblem(take, take.media.file, why).toData() : null };
}

/** The path of a take's poster. Throws `not-found` when it has none and `damaged` when its file is gone. */
export async function posterFile(takesDir: string, take: Take): Promise<string> {
  if (!take.poster) {
    throw new AppError({ code: 'not-found', message: `Take ${take.number} (${take.role}) has no poster.` });
  }
  const path = join(takesDir, take.id, take.poster);
  const why = await mediaFault(path, null);
  if (why) throw fileProblem(take, take.poster, why);
  return path;
}

/** What is wrong with a file that should have `bytes` bytes (null: any). Links are not followed: they may lead anywhere. */
async function mediaFault(path: string, bytes: number | null): Promise<string | null> {
  try {
    const stat = await lstat(path);
    if (!stat.isFile()) return 'is not a file';
    return bytes === null || stat.size === bytes ? null : 'was changed';
  } catch (error) {
    if (errno(error) === 'ENOENT' || errno(error) === 'ENOTDIR') return 'is gone';
    throw toFileError(error, path);
  }
}

function fileProblem(take: Take, file: string, why: string): AppError {
  const path = `${takesName}/${take.id}/${file}`;
  return new AppError({
    code: 'damaged',
    message: `Take ${take.number} (${take.role}) cannot be used: its file ${path} ${why}.`,
    action: 'Put the file back, or circle another take.',
    details: { takeId: take.id, path },
  });
}
