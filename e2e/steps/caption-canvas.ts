import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';

/** Opacity of every pixel, row by row, and where anything is. */
export type Inked = {
  readonly width: number;
  readonly height: number;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
};

/** What the captions' canvas over the stage shows now; null while it shows nothing. */
export async function captionCanvas(page: Page): Promise<Inked | null> {
  const pixels = await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-stage] canvas');
    const copy = document.createElement('canvas').getContext('2d');
    if (!canvas || !copy || canvas.width === 0) return null;
    const { width, height } = canvas;
    Object.assign(copy.canvas, { width, height });
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, width, height);
    return { width, height, alpha: Array.from({ length: width * height }, (_, at) => data[4 * at + 3] ?? 0) };
  });
  return pixels && inked(pixels.alpha, pixels.width, pixels.height);
}

/** What FFmpeg draws of the same script in frame `at.frame`, at the size `at`. */
export async function drawnByFfmpeg(
  script: string,
  at: { readonly frame: number; readonly fps: string; readonly width: number; readonly height: number },
): Promise<Inked | null> {
  const { frame, fps, width, height } = at;
  const dir = await mkdtemp(join(tmpdir(), 'caption-canvas-'));
  try {
    await writeFile(join(dir, 'script.ass'), script);
    const fonts = resolve(import.meta.dirname, '../../resources/fonts');
    const { stdout } = await promisify(execFile)(
      'ffmpeg',
      [
        ...['-v', 'error', '-f', 'lavfi', '-i', `color=c=black@0:s=${width}x${height}:r=${fps},format=rgba`],
        ...['-vf', `ass=script.ass:fontsdir=${fonts}:alpha=1,trim=start_frame=${frame},alphaextract`],
        ...['-frames:v', '1', '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'],
      ],
      { cwd: dir, encoding: 'buffer', maxBuffer: 64_000_000 },
    );
    return inked(stdout, width, height);
  } finally {
    await rm(dir, { recursive: true });
  }
}

function inked(alpha: ArrayLike<number>, width: number, height: number): Inked | null {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let at = 0; at < width * height; at += 1) {
    if ((alpha[at] ?? 0) < 96) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  return right < left ? null : { width, height, box: [left, top, right, bottom] };
}
