import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Area, newPlate, type Plate } from './plate.ts';

const run = promisify(execFile);

/** Texels for each frame pixel across a still: more than one, so that a slow zoom stays sharp. */
const texelsPerPixel = 1.25;

/** Reads a picture (or the first frame of a clip), scaled and cropped to fill the area. Throws with FFmpeg's words. */
export async function readStill(ffmpeg: string, file: string, area: Area): Promise<Plate> {
  const plate = newPlate(area, 1 / texelsPerPixel);
  const { width, height } = plate;
  const filter = `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=lanczos,crop=${width}:${height}`;
  const { stdout } = await run(
    ffmpeg,
    [
      ...['-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file', '-i', `file:${file}`],
      ...['-frames:v', '1', '-vf', filter, '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'],
    ],
    { encoding: 'buffer', maxBuffer: width * height * 3 + 1 },
  );
  if (stdout.length !== width * height * 3) throw new Error('The reference still holds no picture.');
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let i = 0; i < 3; i += 1) plate.data[pixel * 4 + i] = stdout[pixel * 3 + i] as number;
    plate.data[pixel * 4 + 3] = 1;
  }
  return plate;
}
