import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Canvas } from '../../../shared/film.ts';
import { filter } from '../../ffmpeg/filter-text.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { findTools } from '../../ffmpeg/tools.ts';

export const fontsDir = resolve(import.meta.dirname, '../../../../resources/fonts');

/** Frames of an ASS script over grey, one byte for each pixel, and what libass said meanwhile. */
export type Drawing = { readonly frames: readonly Uint8Array[]; readonly log: string };

/** Grey under the letters: white ones are lighter, their edges darker. */
export const ground = 128;

export async function drawScript(script: string, { width, height, fps }: Canvas, frames: number): Promise<Drawing> {
  const tools = await findTools({ env: process.env });
  const dir = await mkdtemp(join(tmpdir(), 'captions-'));
  try {
    await writeFile(join(dir, 'script.ass'), script);
    const output = join(dir, 'frames.gray');
    const ass = filter('ass', { filename: join(dir, 'script.ass'), fontsdir: fontsDir });
    const { log } = await runFfmpeg(tools, [
      ...['-f', 'lavfi', '-i', `color=c=0x808080:s=${width}x${height}:r=${fps},format=gray,${ass}`],
      ...['-frames:v', String(frames), '-pix_fmt', 'gray', '-f', 'rawvideo', output],
    ]);
    const bytes = await readFile(output);
    const size = width * height;
    return { log, frames: Array.from({ length: frames }, (_, at) => bytes.subarray(at * size, (at + 1) * size)) };
  } finally {
    await rm(dir, { recursive: true });
  }
}

export type InkBox = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Where something is drawn, in pixels, end exclusive; null for a frame without anything. */
export function inkBox(frame: Uint8Array, width: number): InkBox | null {
  let [left, right, top, bottom] = [width, 0, -1, 0];
  for (let at = 0; at < frame.length; at += 1) {
    if (Math.abs((frame[at] ?? ground) - ground) < 24) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = top < 0 ? y : top;
    bottom = y + 1;
  }
  return top < 0 ? null : { left, right, top, bottom };
}
