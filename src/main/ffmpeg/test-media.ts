import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For tests only: media made by the real FFmpeg. */

const folders = new Set<string>();

/** A new empty folder that goes when the test process ends. */
export function temporaryFolder(): string {
  if (folders.size === 0) clearAwayAtTheEnd();
  const dir = mkdtempSync(join(tmpdir(), 'circle-take-'));
  folders.add(dir);
  return dir;
}

/** vitest ends its processes with SIGTERM, which by itself ends them without `exit`. */
function clearAwayAtTheEnd(): void {
  process.once('exit', () => {
    for (const dir of folders) rmSync(dir, { recursive: true, force: true });
  });
  process.once('SIGTERM', () => process.exit(143));
}

/** Runs ffmpeg in `dir` with arguments separated by single spaces; throws with its log when it fails. */
export function ffmpeg(dir: string, args: string): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-nostdin', ...args.split(' ')], { cwd: dir, stdio: 'pipe' });
}

export const h264 = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p';

/** A JPEG with an EXIF note that it lies on its side (orientation 6: turn right), as phones write it. */
export function addExifRotation(source: string, destination: string): void {
  const jpeg = readFileSync(source);
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const body = [...Buffer.from('Exif\0\0'), ...tiff];
  const segment = [0xff, 0xe1, 0, body.length + 2, ...body];
  writeFileSync(destination, Buffer.concat([jpeg.subarray(0, 2), Buffer.from(segment), jpeg.subarray(2)]));
}

/** The first `part` (0 to 1) of a file, as an interrupted download leaves it. */
export function cutShort(source: string, destination: string, part: number): void {
  const bytes = readFileSync(source);
  writeFileSync(destination, bytes.subarray(0, Math.floor(bytes.length * part)));
}
