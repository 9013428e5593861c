import { stat, statfs } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { frameSeconds } from '../../../shared/time.ts';
import type { Encoding } from '../segments/encoding.ts';
import { type MixPlan, sampleRate } from '../sound/mix.ts';
import { rawMixBytes } from '../sound/mix-down.ts';

/**
 * Bits a pixel at a quality, and by how much the figure rises until they are halved: generous guesses for busy pictures,
 * since asking for too much room beats running out. ProRes by its profiles, proxy to HQ: Apple's target rates at 1080
 * lines (ProRes white paper, 2022: 45, 102, 147 and 220 Mbit/s at 29.97 frames).
 */
const busy = { h264: [0.16, 20, 6], hevc: [0.12, 23, 6], av1: [0.1, 30, 10] } as const;
const proRes = [0.73, 1.65, 2.37, 3.55];
/** Sound: 24 bit in MOV, at most 320 kbit/s in MP4. */
const pcmBytesPerSecond = 48_000 * 6;
const soundBytesPerSecond = { mov: pcmBytesPerSecond, mp4: 40_000 };
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

/** Bytes of a finished mix as it is encoded, on the high side. */
export function soundBytes({ samples, encoding: { kbps } }: Pick<MixPlan, 'samples' | 'encoding'>): number {
  // AAC and MP3 keep to their rate on the average, and have headers.
  const perSecond = kbps === null ? pcmBytesPerSecond : kbps * 125 * 1.1;
  return Math.ceil((samples / sampleRate) * perSecond + 4096);
}

/** Bytes that it takes to make a mix: the raw sound meanwhile, and what is encoded of it. */
export const mixBytes = (plan: MixPlan): number => rawMixBytes(plan) + soundBytes(plan);

/** What an export will write into a folder; `what` begins a sentence. */
export type Need = { readonly dir: string; readonly bytes: number; readonly what: string };

/** Throws `disk-full` when a disk has not enough room for everything that goes to it: cache and destination may share one. */
export async function requireRoom(needs: readonly Need[]): Promise<void> {
  const disks = await Promise.all(needs.map(async (need) => ({ ...need, disk: (await stat(need.dir)).dev })));
  for (const [, same] of Map.groupBy(disks, ({ disk }) => disk)) {
    const bytes = same.reduce((sum, need) => sum + need.bytes, 0);
    const [{ dir, what } = { dir: '', what: '' }] = same;
    await requireSpace(dir, bytes, same.length > 1 ? 'The export' : what);
  }
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
