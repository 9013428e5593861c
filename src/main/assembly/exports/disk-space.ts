import { statfs } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { frameSeconds } from '../../../shared/time.ts';
import type { Encoding } from '../segments/encoding.ts';

/**
 * Bits a pixel at a quality, and by how much the figure rises until they are halved: generous guesses for busy pictures,
 * since asking for too much room beats running out. ProRes by its profiles, proxy to HQ: Apple's target rates at 1080
 * lines (ProRes white paper, 2022: 45, 102, 147 and 220 Mbit/s at 29.97 frames).
 */
const busy = { h264: [0.16, 20, 6], hevc: [0.12, 23, 6], av1: [0.1, 30, 10] } as const;
const proRes = [0.73, 1.65, 2.37, 3.55];
/** Sound: 24 bit in MOV, at most 320 kbit/s in MP4. */
const soundBytesPerSecond = { mov: 48_000 * 6, mp4: 40_000 };
/** The raw mix (stereo float at 48 kHz) and what is encoded of it. */
const mixBytesPerSecond = 48_000 * 8 + soundBytesPerSecond.mov;

/** Bytes that `frames` frames will take as a finished file, sound included, estimated on the high side. */
export function estimateBytes(frames: number, encoding: Encoding): number {
  const pixels = frames * encoding.width * encoding.height;
  const sound = frameSeconds(frames, encoding.fps) * soundBytesPerSecond[encoding.container];
  return Math.ceil((pixels * bitsPerPixel(encoding)) / 8 + sound);
}

function bitsPerPixel({ codec, quality }: Encoding): number {
  if (codec === 'prores') return proRes[quality] ?? 3.55;
  const [bits, at, halving] = busy[codec];
  return bits * 2 ** ((at - quality) / halving);
}

/** Bytes that the raw sound of the film takes while it is mixed. */
export function estimateMixBytes(frames: number, { fps }: Pick<Encoding, 'fps'>): number {
  return Math.ceil(frameSeconds(frames, fps) * mixBytesPerSecond);
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
