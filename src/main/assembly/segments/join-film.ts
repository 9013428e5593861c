import { rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Cut } from '../../../shared/cut.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ExportJob } from '../../../shared/export.ts';
import { frameSeconds } from '../../../shared/time.ts';
import { pictureStream, readStreams, type StreamFacts, soundStream } from '../../ffmpeg/ffprobe.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';
import type { RenderContext } from '../render-context.ts';
import { timescaleOf } from './segment-args.ts';
import type { Encoding, Segment } from './segments.ts';

/** Puts the rendered segments and the mix into one MP4 by stream copy; nothing is encoded again. */
export async function joinFilm(
  segments: readonly Segment[],
  mix: string,
  output: string,
  context: RenderContext,
): Promise<void> {
  // Beside the segments and with bare names, so that no path has to be escaped in the list.
  const list = join(context.cacheDir, `${crypto.randomUUID()}.part.ffconcat`);
  const lines = segments.map((segment) => `file '${segment.hash}.mp4'`);
  const rate = segments[0]?.encoding.fps ?? '30';
  const timescale = String(timescaleOf(rate));
  const inputs = [
    '-f',
    'concat',
    '-protocol_whitelist',
    'file',
    '-i',
    `file:${list}`,
    '-f',
    'mov',
    '-i',
    `file:${mix}`,
  ];
  const copy = ['-map', '0:v:0', '-map', '1:a:0', '-c', 'copy', '-map_metadata', '-1', '-movflags', '+faststart'];
  const scales = ['-video_track_timescale', timescale, '-movie_timescale', timescale];
  try {
    await writeFile(list, ['ffconcat version 1.0', ...lines, ''].join('\n'));
    const args = [...inputs, ...copy, ...scales, '-f', 'mp4', `file:${output}`];
    await runFfmpeg(context.tools, args, { signal: context.signal });
  } finally {
    await rm(list, { force: true });
  }
}

/** What was measured on the finished file. */
export type Measured = {
  readonly bytes: number;
  readonly seconds: number;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
};

/** An AAC frame is 1024 samples: sound may end this much earlier or later than the picture. */
const soundTolerance = 1024 / 48_000;

/**
 * Measures the finished file against the plan: H.264 and AAC, the exact number of frames, the right size, and both
 * tracks as long as the film to within a frame. Throws `internal` when it is not what was planned.
 */
export async function checkFilm(tools: FfmpegTools, file: string, cut: Cut, encoding: Encoding): Promise<Measured> {
  const streams = await readStreams(tools, file, { demuxer: 'mov', still: false }, true);
  const picture = pictureStream(streams);
  const sound = soundStream(streams);
  const wrong = mistakes(picture, sound, cut, encoding);
  if (wrong.length > 0) {
    const message = `The finished file is not what was planned: ${wrong.join(', ')}.`;
    throw new AppError({ code: 'internal', message, details: { file: basename(file), wrong } });
  }
  const { size } = await stat(file);
  return {
    bytes: size,
    seconds: picture?.duration ?? 0,
    frames: picture?.nb_read_packets ?? 0,
    width: picture?.width ?? 0,
    height: picture?.height ?? 0,
  };
}

/** What differs from the plan, in words. */
export function mistakes(
  picture: StreamFacts | undefined,
  sound: StreamFacts | undefined,
  cut: Cut,
  encoding: Encoding,
): string[] {
  const seconds = frameSeconds(cut.frames, encoding.fps);
  const frame = frameSeconds(1, encoding.fps);
  const off = (stream: StreamFacts | undefined): number => Math.abs((stream?.duration ?? 0) - seconds);
  const found: (string | false)[] = [
    picture?.codec_name !== 'h264' && `picture is ${picture?.codec_name ?? 'missing'}`,
    sound?.codec_name !== 'aac' && `sound is ${sound?.codec_name ?? 'missing'}`,
    picture?.nb_read_packets !== cut.frames && `${picture?.nb_read_packets} frames instead of ${cut.frames}`,
    (picture?.width !== encoding.width || picture.height !== encoding.height) && `${picture?.width}x${picture?.height}`,
    off(picture) > frame / 2 && `picture lasts ${picture?.duration} s instead of ${seconds} s`,
    off(sound) > Math.max(frame, soundTolerance) && `sound lasts ${sound?.duration} s instead of ${seconds} s`,
  ];
  return found.filter((text) => text !== false);
}
