import { middle } from '../../shared/film.ts';
import type { Probe } from '../../shared/take.ts';
import { opaque } from '../assembly/picture/colours.ts';
import { clipFlags, layIn } from '../assembly/picture/lay-in.ts';
import { readSourceFacts, type SourceFacts } from '../assembly/picture/source-facts.ts';
import { tagged } from '../assembly/picture/steady.ts';
import { inputArgs } from '../ffmpeg/container.ts';
import { pictureStream, readStreams } from '../ffmpeg/ffprobe.ts';
import { runFfmpeg } from '../ffmpeg/run.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';

type Order = {
  readonly tools: FfmpegTools;
  readonly source: string;
  readonly probe: Probe;
  readonly output: string;
  readonly signal?: AbortSignal;
};

/** Pixels on the short side: more than a cell of a wall shows, little enough that a dozen play at once. */
const shortSide = 540;
/** Frames from one keyframe to the next, so that a seek decodes half a second at most. */
const keyframeEvery = 15;

/**
 * Makes a small copy of a clip for walls of many: H.264 in eight bits with AAC, its frames at the very times of the
 * take's own, so that it plays in step with it. Turned upright, in square pixels and in BT.709 as in the export. Throws what
 * `runFfmpeg` throws.
 */
export async function makeTile({ tools, source, probe, output, signal }: Order): Promise<void> {
  const facts = await readSourceFacts(tools, source);
  const sound = probe.audioCodec === null ? [] : ['-map', '0:a:0', '-c:a', 'aac', '-b:a', '128k', '-ac', '2'];
  const args = [
    ...['-threads', '1', ...inputArgs(source, facts.container), '-map', '0:v:0', ...sound],
    ...['-vf', tileFilters(facts, probe), '-c:v', 'libx264', '-profile:v', 'main', '-preset', 'veryfast', '-crf', '24'],
    // Without frames that lean on later ones, a frame is on screen as soon as it is decoded.
    ...['-bf', '0', '-g', String(keyframeEvery), '-pix_fmt', 'yuv420p'],
    // The times of the source, in its own ticks: usual ones are rounded to the average rate.
    ...['-fps_mode', 'passthrough', '-enc_time_base', '-1'],
    ...['-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4', `file:${output}`],
  ];
  await runFfmpeg(tools, args, { aside: true, ...(signal && { signal }) });
}

function tileFilters(source: SourceFacts, probe: Probe): string {
  const { filters, facts } = opaque(source);
  const canvas = { ...tileSize(probe), fps: '30', pixelFormat: 'yuv420p', quick: true } as const;
  const laying = { look: null, label: 'tile', flags: clipFlags(canvas) };
  const laid = layIn(facts, canvas, { fit: 'fill', focus: middle }, laying);
  return [...(source.interlaced ? ['yadif=deint=interlaced'] : []), ...filters, laid, ...tagged].join(',');
}

/** The size of a tile: even, in the take's shape, never larger than the take. */
export function tileSize({ width, height }: Probe): { readonly width: number; readonly height: number } {
  const [w, h] = [width ?? shortSide, height ?? shortSide];
  const scale = Math.min(1, shortSide / Math.min(w, h));
  const even = (side: number): number => Math.max(2, Math.round((side * scale) / 2) * 2);
  return { width: even(w), height: even(h) };
}

/** What Chromium plays on every machine: see `shownFirst` in the window. */
const played = { picture: /^(?:h264|vp8|vp9|av1)$/, sound: /^(?:aac|mp3|opus|vorbis|flac)$/ };
/** H.264 in ten bits or in 4:2:2 is not what its name promises. */
const plainFormats = ['yuv420p', 'yuvj420p'];

/** Whether a clip is as small as a tile already and Chromium plays it: a copy would only be worse. */
export async function isTile({ tools, source, probe }: Omit<Order, 'output' | 'signal'>): Promise<boolean> {
  const { width, height, videoCodec, audioCodec } = probe;
  const small = Math.min(width ?? 0, height ?? 0) <= shortSide;
  const known = played.picture.test(videoCodec ?? '') && (audioCodec === null || played.sound.test(audioCodec));
  if (!small || !known) return false;
  const { container } = await readSourceFacts(tools, source);
  if (!['mov', 'matroska'].includes(container.demuxer)) return false;
  const stream = pictureStream(await readStreams(tools, source, container));
  return plainFormats.includes(stream?.pix_fmt ?? '');
}
