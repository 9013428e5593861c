import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Probe } from '../../shared/take.ts';
import { type Container, inputArgs, readContainer } from './container.ts';
import { endsEarly } from './failure.ts';
import { pictureStream, readStreams, type StreamFacts, soundStream } from './ffprobe.ts';
import { type FfmpegRun, runFfmpeg } from './run.ts';
import type { FfmpegTools } from './tools.ts';

/**
 * What a media file is, measured rather than believed: the length comes from its packets, since headers of streamed
 * and cut-off files are often wrong, and the size from the first decoded frame, so that rotation (display matrix or
 * EXIF) counts exactly as it will in the film. Throws `not-found`, `damaged` for files that are empty, cut off or do
 * not decode, and `unsupported` for what is not media or cannot be read.
 */
export async function probeMedia(tools: FfmpegTools, file: string): Promise<Probe> {
  const media = await openMedia(tools, file);
  return probeFrom(media, await runFfmpeg(tools, [...inputArgs(file, media.container), ...walkOutputs(media)]));
}

/** What a file says that it is. */
export type Media = {
  readonly file: string;
  readonly container: Container;
  readonly picture: StreamFacts | undefined;
  readonly sound: StreamFacts | undefined;
  /** The picture, or else the sound. */
  readonly main: StreamFacts;
};

/** Reads what a file says of itself; throws as `probeMedia` does. */
export async function openMedia(tools: FfmpegTools, file: string): Promise<Media> {
  const container = await readContainer(file);
  const streams = await readStreams(tools, file, container);
  const picture = pictureStream(streams);
  const sound = soundStream(streams);
  const main = picture ?? sound;
  if (!main) throw damaged(file, 'it holds neither picture nor sound');
  return { file, container, picture, sound, main };
}

/**
 * FFmpeg's outputs that list every packet of the main stream without decoding it, and decode the first frame; `beside` are
 * the arguments of another stream in that list.
 */
export function walkOutputs({ main, picture }: Media, beside: readonly string[] = []): string[] {
  const packets = ['-map', `0:${main.index}`, '-c:0', 'copy', ...beside, '-f', 'framecrc', 'pipe:1'];
  if (!picture) return packets;
  const look = `trim=end_frame=1,showinfo,${stillDetectors}`;
  return [...packets, '-map', `0:${picture.index}`, '-frames:v', '1', '-vf', look, '-f', 'null', '-'];
}

/** Safety filters give all-black stills instead of an error; a single frame has no length for blackdetect. */
const stillDetectors = 'blackframe=amount=99:threshold=28';

/** What a run with `walkOutputs` tells. Throws `damaged`. */
export function probeFrom(media: Media, { log, output }: FfmpegRun): Probe {
  const { file, container, picture, sound, main } = media;
  if (endsEarly(log)) throw damaged(file, 'it ends too early');
  const walk = lengthOf(output, main);
  const size = picture ? (shownSize(log) ?? fail(file, 'its picture does not decode')) : null;
  const kind = !picture ? 'audio' : container.still || (walk.packets <= 1 && !sound) ? 'image' : 'video';
  if (kind !== 'image' && walk.seconds <= 0) throw damaged(file, 'it has no length');
  return {
    kind,
    seconds: kind === 'image' ? null : walk.seconds,
    width: size?.width ?? null,
    height: size?.height ?? null,
    fps: kind === 'video' ? (fraction(picture?.avg_frame_rate) ?? walk.packets / walk.seconds) : null,
    videoCodec: picture?.codec_name ?? null,
    audioCodec: sound?.codec_name ?? null,
  };
}

/** From framecrc's lines `stream, dts, pts, duration, size, checksum`: where the last packet ends. */
function lengthOf(lines: string, stream: StreamFacts): { seconds: number; packets: number } {
  const tick = fraction(stream.time_base) ?? 0;
  const frame = 1 / (fraction(stream.avg_frame_rate) ?? Number.POSITIVE_INFINITY);
  let seconds = 0;
  let packets = 0;
  for (const [, pts, duration] of lines.matchAll(/^0, +-?\d+, +(-?\d+), +(\d+), +\d+, 0x/gm)) {
    packets += 1;
    seconds = Math.max(seconds, Number(pts) * tick + (Number(duration) * tick || frame));
  }
  return { seconds, packets };
}

/** `[Parsed_showinfo_0 …] n: 0 … sar:1/1 s:1080x1920 …`: the frame after FFmpeg has turned it upright, in square pixels. */
export function shownSize(log: string): { readonly width: number; readonly height: number } | null {
  const [, aspect, width, height] = /showinfo_\d+ .* sar:(\d+\/\d+) s:(\d+)x(\d+) /.exec(log) ?? [];
  if (!width || !height) return null;
  return { width: Math.round(Number(width) * (fraction(aspect) ?? 1)), height: Number(height) };
}

/** `30000/1001` -> 29.97; null for what is no rate, such as `0/0`. */
function fraction(text: string | undefined): number | null {
  const [numerator = 0, denominator = 1] = (text ?? '').split('/').map(Number);
  const value = numerator / denominator;
  return Number.isFinite(value) && value > 0 ? value : null;
}

function damaged(file: string, why: string): AppError {
  const message = `${basename(file)} is damaged: ${why}.`;
  return new AppError({ code: 'damaged', message, action: 'Bring in or generate it again.', details: { file } });
}

function fail(file: string, why: string): never {
  throw damaged(file, why);
}
