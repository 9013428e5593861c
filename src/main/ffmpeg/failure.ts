import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** How a run of FFmpeg ended, when it did not end well. */
export type FailedRun = {
  readonly exitCode: number | null;
  /** The signal that ended it, when it was not let end: `SIGKILL`. */
  readonly endedBy?: string | null;
  readonly log: string;
  /** Paths after `-i`, as they were given. */
  readonly inputs: readonly string[];
};

/** Cut-off files that FFmpeg reads without failing say so in its log only. */
export const endsEarly = (log: string): boolean =>
  /partial file|File ended prematurely|Truncating packet|moov atom not found/i.test(log);

/** In the order in which they are asked: a full disk also makes FFmpeg complain about its data. */
const diskFull = /No space left on device|Disk quota exceeded|There is not enough space on the disk/i;
const notWritable = /(?:Permission denied|Read-only file system|Access is denied|Operation not permitted)/i;
/** What it says of signals that it catches. */
const signalled = /^Exiting normally, received signal \d+/m;
const noSuchFilter = /No such filter: '?(\w+)'?|Unknown (?:encoder|decoder) '(\w+)'/;
/** Recorders write ten channels without saying which is left: they can be neither measured nor mixed. */
const noLayout = /Unknown channel layouts not supported|Rematrix is needed .* not enough information/;
const notThere = /(.+): No such file or directory/;
const damaged =
  /Invalid data found when processing input|moov atom not found|partial file|could not find codec parameters|File ended prematurely|Error while decoding|does not contain any stream|matches no streams|Cannot determine format of input|EBML header parsing failed|Invalid (?:PNG|NAL|argument.*decod)|Truncat/i;

/** Turns a failed run into the error that people see. Pure, and by FFmpeg's own words: it has no error codes of its own. */
export function classifyFailure(failed: FailedRun): AppError {
  const { log } = failed;
  const details = { exitCode: failed.exitCode, log: lastLines(log, 12) };
  if (diskFull.test(log)) return new AppError({ code: 'disk-full', details });
  // Whatever it said by then, the file is not to blame.
  if (failed.endedBy || signalled.test(log)) return endedFromOutside('FFmpeg', failed.endedBy ?? null, details);
  const missing = noSuchFilter.exec(log);
  if (missing) {
    const message = `This FFmpeg has no ${missing[1] ?? missing[2]}.`;
    return new AppError({ code: 'missing-tool', message, action: 'Install a full build of FFmpeg.', details });
  }
  const gone = notThere.exec(log)?.[1];
  const input = nameInput(failed);
  if (gone && failed.inputs.some((path) => gone.endsWith(stripProtocol(path)))) {
    const message = `${basename(gone)} is not there any more.`;
    return new AppError({ code: 'not-found', message, details: { ...details, file: stripProtocol(gone) } });
  }
  // What is not an input is the folder of the output.
  if (gone || notWritable.test(log)) return new AppError({ code: 'not-writable', details });
  if (noLayout.test(log)) {
    const message = `${input ? basename(input) : 'The file'} has sound channels that cannot be told apart.`;
    return new AppError({ code: 'unsupported', message, action: 'Save its sound as stereo.', details });
  }
  if (damaged.test(log)) {
    const message = input ? `${basename(input)} is damaged: it cannot be read to its end.` : undefined;
    return new AppError({ code: 'damaged', message, details: { ...details, file: input } });
  }
  return new AppError({ code: 'internal', message: 'FFmpeg failed.', action: 'Report it with the log file.', details });
}

/** For a program that somebody or something else ended: the system does when memory is short. `signal` as `SIGKILL`. */
export function endedFromOutside(program: string, signal: string | null, details: Record<string, unknown>): AppError {
  const message = `${program} was ended from outside${signal ? ` (${signal})` : ''}.`;
  const action = 'Close other programs if memory is short, then try again.';
  return new AppError({ code: 'missing-tool', message, action, details });
}

/** The input that the log complains about; with one input there is no doubt. */
function nameInput({ log, inputs }: FailedRun): string | null {
  const files = inputs.map(stripProtocol);
  if (files.length === 1) return files[0] ?? null;
  return files.find((file) => log.split('\n').some((line) => damaged.test(line) && line.includes(file))) ?? null;
}

const stripProtocol = (path: string): string => path.replace(/^file:/, '');

/** The end of a log, without blank lines. */
export function lastLines(log: string, count: number): string[] {
  return log
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(-count);
}
