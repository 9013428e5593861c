import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { readContainer } from '../../ffmpeg/container.ts';
import { pictureStream, readStreams } from '../../ffmpeg/ffprobe.ts';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';

export type LoopFacts = {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** Frames that are in the file: WebP keeps equal ones as one that lasts longer. */
  readonly frames: number;
};

/** What is in a finished GIF or animated WebP. Throws `damaged` when it is neither. */
export async function readLoop(tools: FfmpegTools, file: string): Promise<LoopFacts> {
  const handle = await open(file);
  try {
    const head = await readAt(handle, 0, 30);
    if (head.toString('latin1', 8, 16) === 'WEBPVP8X') return await readWebp(handle, head);
  } finally {
    await handle.close();
  }
  const picture = pictureStream(await readStreams(tools, file, await readContainer(file), true));
  if (!picture) throw new AppError({ code: 'damaged', message: `${basename(file)} holds no picture.` });
  const { width = 0, height = 0, duration = 0, nb_read_packets = 0 } = picture;
  return { width, height, seconds: duration, frames: nb_read_packets };
}

/**
 * FFmpeg 5.1 writes animated WebP but cannot read it, so its chunks are: VP8X has the canvas, and every ANMF a frame with
 * its milliseconds. https://developers.google.com/speed/webp/docs/riff_container
 */
async function readWebp(handle: FileHandle, head: Buffer): Promise<LoopFacts> {
  let [milliseconds, frames] = [0, 0];
  for (let at = 12; ; ) {
    const chunk = await readAt(handle, at, 24);
    if (chunk.length < 8) break;
    const size = chunk.readUInt32LE(4);
    if (chunk.toString('latin1', 0, 4) === 'ANMF') {
      frames += 1;
      milliseconds += chunk.readUIntLE(8 + 12, 3);
    }
    at += 8 + size + (size % 2);
  }
  const [width, height] = [head.readUIntLE(24, 3) + 1, head.readUIntLE(27, 3) + 1];
  return { width, height, seconds: milliseconds / 1000, frames };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
