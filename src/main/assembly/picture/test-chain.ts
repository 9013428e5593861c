import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { type PictureSource, pictureChain } from './picture-chain.ts';
import type { Look, PictureCanvas, PictureChain, Span } from './picture-types.ts';

/** For tests only: runs chains on the real FFmpeg. */

export const testTools = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe', version: 'any' };
export const centre = { x: 0.5, y: 0.5 };
const dir = temporaryFolder();

/** A small canvas. */
export const canvasOf = (init: Partial<PictureCanvas> = {}): PictureCanvas => ({
  ...{ width: 64, height: 36, fps: '30', pixelFormat: 'yuv420p', quick: false },
  ...init,
});

export function chainOf(source: PictureSource, span: Span, canvas: PictureCanvas, look: Look = null): PictureChain {
  const workFile = (name: string): string => join(dir, name);
  const chain = pictureChain(source, span, canvas, look, { input: 0, label: 'out', fontsDir: dir, workFile });
  for (const { path, text } of chain.scripts) writeFileSync(path, text);
  return chain;
}

/** The frames of a chain as raw pixels: of one plane, or after other filters that are given. */
export function rawFrames(chain: PictureChain, bytesPerFrame: number, after = 'extractplanes=y'): Uint8Array[] {
  const graph = `${chain.graph};[out]${after}[raw]`;
  const args = ['-v', 'error', '-nostdin', ...chain.inputs, '-filter_complex', graph, '-map', '[raw]'];
  const raw = execFileSync('ffmpeg', [...args, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'], {
    maxBuffer: 1 << 28,
    timeout: 30_000,
  });
  if (raw.length % bytesPerFrame !== 0) throw new Error(`${raw.length} bytes are no whole frames of ${bytesPerFrame}.`);
  return Array.from({ length: raw.length / bytesPerFrame }, (_, index) =>
    raw.subarray(index * bytesPerFrame, (index + 1) * bytesPerFrame),
  );
}
