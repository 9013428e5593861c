import { spawn } from 'node:child_process';
import type { SketchJob } from './sketch-messages.ts';

export type Encoder = {
  /** Hands over one frame of RGB rows; resolves when the next may be painted into the same buffer. */
  write(frame: Uint8Array): Promise<void>;
  /** Resolves when the file is whole. Both throw an Error with FFmpeg's last words. */
  finish(): Promise<void>;
};

export type PaintSize = { readonly width: number; readonly height: number };

/** Most pixels that are painted: what fits in memory and patience. FFmpeg enlarges from there; type stays sharp. */
const mostPixels = 1920 * 1080;

/** The size to paint at for a film of this size; its proportions to within a pixel. */
export function paintSize({ width, height }: PaintSize): PaintSize {
  const scale = Math.min(1, Math.sqrt(mostPixels / (width * height)));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/**
 * FFmpeg taking raw frames on its standard input. It ends by itself when this process goes, since its input ends then.
 * `painted` is the size of the frames written,
 * `slate` the path of an ASS script.
 */
export function startEncoder(job: SketchJob, painted: PaintSize, slate: string | null): Encoder {
  const child = spawn(job.ffmpeg, encoderArguments(job, painted, slate), { stdio: ['pipe', 'ignore', 'pipe'] });
  let lastWords = '';
  child.stderr.on('data', (data: Buffer) => {
    lastWords = `${lastWords}${data}`.slice(-2000);
  });
  // A broken pipe is told better by the exit code and by what FFmpeg said.
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(reasonFrom(lastWords, code)))));
  });
  // Told where it is awaited; until then it must not count as unhandled.
  ended.catch(() => {});
  return {
    async write(frame) {
      const written = new Promise<void>((resolve) => child.stdin.write(frame, () => resolve()));
      await Promise.race([written, ended]);
      if (child.exitCode !== null) await ended;
    },
    async finish() {
      child.stdin.end();
      await ended;
    },
  };
}

const reasonFrom = (words: string, code: number | null): string =>
  words.trim().split('\n').at(-1)?.trim() || `FFmpeg ended with code ${code}.`;

/** Raw RGB in, H.264 that every player and the assembly take: 4:2:0, BT.709 tagged, no sound. */
export function encoderArguments(job: SketchJob, painted: PaintSize, slate: string | null): string[] {
  const size = `scale=${job.width}:${job.height}:flags=bicubic+accurate_rnd`;
  const filters = [`${size}:out_color_matrix=bt709:out_range=tv`, 'format=yuv420p'];
  if (slate) filters.push(`ass=filename=${escaped(slate)}:fontsdir=${escaped(job.fontsDir)}`);
  return [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...[
      '-f',
      'rawvideo',
      '-pixel_format',
      'rgb24',
      '-video_size',
      `${painted.width}x${painted.height}`,
      '-framerate',
      job.fps,
    ],
    ...['-i', 'pipe:0', '-vf', filters.join(',')],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-profile:v', 'high'],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
    ...['-an', '-movflags', '+faststart', '-f', 'mp4', job.file],
  ];
}

/** A filter option's value, escaped for the option and again for the graph (ffmpeg-filters, "Notes on filtergraph escaping"). */
function escaped(value: string): string {
  return value.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&');
}
