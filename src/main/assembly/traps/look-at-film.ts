import { execFileSync } from 'node:child_process';
import { type ReadNumber, readNumber } from './numbered.ts';

/** For tests only: what is really in an exported file. */

const read = (program: string, args: readonly string[]): Buffer =>
  execFileSync(program, ['-v', 'error', ...args], { maxBuffer: 1 << 29 });

/** Every frame scaled to `width` x `height` by the mean of what each pixel covers, 8-bit grey. */
export function greyFrames(file: string, width: number, height: number): Uint8Array[] {
  const filters = `scale=${width}:${height}:flags=area,format=gray`;
  const raw = read('ffmpeg', ['-i', file, '-vf', filters, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-']);
  const size = width * height;
  return Array.from({ length: raw.length / size }, (_, index) => raw.subarray(index * size, (index + 1) * size));
}

/** The blocks of every frame of a film of numbered clips: eight for the number, eight for the clip. */
export const blocksOfFrames = (file: string): Uint8Array[] => greyFrames(file, 8, 2);

export const numbersOf = (file: string): ReadNumber[] => blocksOfFrames(file).map(readNumber);

type Stream = Readonly<Record<string, string | number>>;

/** What ffprobe says of the first stream of a kind. */
export function streamOf(file: string, kind: 'v' | 'a'): Stream {
  const json = read('ffprobe', ['-select_streams', `${kind}:0`, '-show_streams', '-of', 'json', file]).toString();
  const [stream] = (JSON.parse(json) as { streams: Stream[] }).streams;
  if (!stream) throw new Error(`${file} has no such stream.`);
  return stream;
}

/** Presentation times of all frames in ticks of the track, in order; decoding times that do not rise are an error. */
export function frameTicks(file: string): number[] {
  const args = ['-select_streams', 'v', '-show_entries', 'packet=pts,dts', '-of', 'csv=p=0', file];
  const times = read('ffprobe', args)
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(',').map(Number));
  const decoding = times.map(([, dts = Number.NaN]) => dts);
  if (!decoding.every((dts, index) => index === 0 || dts > (decoding[index - 1] ?? Number.NaN)))
    throw new Error('Decoding times do not rise.');
  return times.map(([pts = Number.NaN]) => pts).toSorted((a, b) => a - b);
}

/** The left or right channel at 48 kHz, as players hear it: without what the encoder put before the first sample. */
export function channelOf(file: string, channel: 0 | 1): Float32Array {
  const filters = `pan=mono|c0=c${channel}`;
  const raw = read('ffmpeg', ['-i', file, '-vn', '-ar', '48000', '-af', filters, '-f', 'f32le', '-']);
  return new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
}

/** Integrated loudness in LUFS, by FFmpeg's own meter. */
export function loudnessOf(file: string): number {
  const script = `ffmpeg -hide_banner -nostats -i "$0" -af ebur128 -f null - 2>&1`;
  const log = execFileSync('sh', ['-c', script, file]).toString();
  return Number([...log.matchAll(/^\s*I:\s+(-?[\d.]+) LUFS/gm)].at(-1)?.[1]);
}

/** Root mean square between two samples, dB. */
export function level(samples: Float32Array, from: number, to: number): number {
  const part = samples.subarray(Math.round(from), Math.round(to));
  return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
}

/** The largest bend between three samples in a row: a click is one of about its own height. */
export function sharpest(samples: Float32Array, from = 0, to = samples.length): { at: number; bend: number } {
  let most = { at: from, bend: 0 };
  for (let at = Math.max(1, from); at < to - 1; at += 1) {
    const bend = Math.abs((samples[at - 1] ?? 0) - 2 * (samples[at] ?? 0) + (samples[at + 1] ?? 0));
    if (bend > most.bend) most = { at, bend };
  }
  return most;
}

/** The first sample from `from` on that is louder than `loud`. */
export const onset = (samples: Float32Array, from: number, loud: number): number =>
  samples.findIndex((sample, at) => at >= from && Math.abs(sample) > loud);
