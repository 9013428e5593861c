import { execFileSync } from 'node:child_process';

/** For tests only: what is really in a rendered file. */

const read = (program: string, args: readonly string[]): Buffer =>
  execFileSync(program, ['-v', 'error', ...args], { maxBuffer: 1 << 28 });

/** Presentation times of all video frames, in ticks of the track, sorted. */
export function frameTimes(file: string): number[] {
  const text = read('ffprobe', [
    '-select_streams',
    'v',
    '-show_entries',
    'packet=pts',
    '-of',
    'csv=p=0',
    file,
  ]).toString();
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => Number.parseInt(line, 10))
    .sort((a, b) => a - b);
}

/** Brightness (0 to 255) of every pixel of the chosen frames, each scaled to 160x90. */
export function grayFrames(file: string, frames: readonly number[]): Uint8Array[] {
  const choose = frames.map((frame) => `eq(n\\,${frame})`).join('+');
  const filters = `select='${choose}',scale=160:90,format=gray`;
  const raw = read('ffmpeg', ['-i', file, '-vf', filters, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-']);
  const inOrder = frames.toSorted((a, b) => a - b);
  return frames.map((frame) =>
    raw.subarray(inOrder.indexOf(frame) * 160 * 90, (inOrder.indexOf(frame) + 1) * 160 * 90),
  );
}

/** Mean brightness of a part of a 160x90 frame; edges as parts of the picture, from its left top corner. */
export function brightness(frame: Uint8Array, [left, top, right, bottom]: readonly number[] = [0, 0, 1, 1]): number {
  const values: number[] = [];
  for (let y = Math.round((top ?? 0) * 90); y < Math.round((bottom ?? 1) * 90); y += 1) {
    for (let x = Math.round((left ?? 0) * 160); x < Math.round((right ?? 1) * 160); x += 1) {
      values.push(frame[y * 160 + x] ?? 0);
    }
  }
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The film's sound as mono samples at 48 kHz. */
export function samplesOf(file: string): Float32Array {
  const raw = read('ffmpeg', ['-i', file, '-vn', '-ac', '1', '-ar', '48000', '-f', 'f32le', '-']);
  return new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
}

/** Level in dB (root mean square) between two times in seconds; -Infinity for true silence. */
export function level(samples: Float32Array, from: number, to: number): number {
  const window = samples.subarray(Math.round(from * 48_000), Math.round(to * 48_000));
  const power = window.reduce((sum, sample) => sum + sample * sample, 0) / window.length;
  return 10 * Math.log10(power);
}
