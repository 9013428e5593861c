import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../shared/errors.ts';
import { errno, toFileError } from '../../films/atomic-file.ts';

/** 20 GB: an hour of ProRes, and far more than a take. */
export const largestUploadBytes = 20_000_000_000;

/**
 * Writes a request's body to `path`, which is there only when all of it is. Throws `invalid-input` for more than
 * `limit` bytes, `disk-full` or `not-writable`, and `cancelled` when the sender went away.
 */
export async function receiveUpload(request: IncomingMessage, path: string, limit = largestUploadBytes): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const partial = `${path}.part`;
  try {
    await pipeline(request, capped(limit), createWriteStream(partial, { flags: 'wx', flush: true }));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw uploadError(error, path);
  }
}

function capped(limit: number): Transform {
  let received = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      done(received > limit ? tooLarge(limit) : null, chunk);
    },
  });
}

function tooLarge(limit: number): AppError {
  return new AppError({
    code: 'invalid-input',
    message: `The file is larger than ${Math.floor(limit / 1e9)} GB.`,
    action: 'Cut it into smaller pieces.',
  });
}

function uploadError(error: unknown, path: string): unknown {
  if (['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(errno(error) ?? '')) {
    return new AppError({ code: 'cancelled', message: 'The upload was broken off.', cause: error });
  }
  return toFileError(error, path);
}
