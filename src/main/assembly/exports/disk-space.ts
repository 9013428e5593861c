import { statfs } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { frameSeconds } from '../../../shared/time.ts';
import type { Encoding } from '../segments/segments.ts';

/** Bits a pixel at crf 20, a generous guess for busy pictures: asking for too much room beats running out. Halves every 6 crf. */
const bitsPerPixel = 0.16;
/** The raw mix (stereo float at 48 kHz) and its AAC. */
const soundBytesPerSecond = 48_000 * 8 + 24_000;

/** Bytes that `frames` frames will take as a finished file, estimated on the high side. */
export function estimateBytes(frames: number, encoding: Encoding): number {
  const pixels = frames * encoding.width * encoding.height;
  const sound = frameSeconds(frames, encoding.fps) * 24_000;
  return Math.ceil((pixels * bitsPerPixel * 2 ** ((20 - encoding.crf) / 6)) / 8 + sound);
}

/** Bytes that the raw sound of the film takes while it is mixed. */
export function estimateMixBytes(frames: number, encoding: Encoding): number {
  return Math.ceil(frameSeconds(frames, encoding.fps) * soundBytesPerSecond);
}

/** Throws `disk-full`, with both figures, when the disk of `dir` has less than `bytes` left. */
export async function requireSpace(dir: string, bytes: number, what: string): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new AppError({
    code: 'disk-full',
    message: `${what} needs about ${megabytes(bytes)}, but only ${megabytes(free)} are free on the disk of ${dir}.`,
    details: { needed: bytes, free },
  });
}

const megabytes = (bytes: number): string => `${Math.max(1, Math.ceil(bytes / 1e6)).toLocaleString('en-US')} MB`;
