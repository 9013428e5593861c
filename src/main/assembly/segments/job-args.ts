import type { PictureChain } from '../picture/picture-types.ts';
import { deviceArgs, encodeArgs, encoderFilters } from './encode-args.ts';
import type { Encoding } from './encoding.ts';
import { lookFilters } from './findings.ts';
import type { SceneJob } from './scene-jobs.ts';
import { scenePad } from './scene-source.ts';
import type { Segment } from './segments.ts';
import { transitionFilters } from './transition-filters.ts';

/** Where a segment goes and what is drawn over it. */
export type SegmentFiles = {
  readonly output: string;
  /** Filters that write its words over it, or null where the segment has none. */
  readonly words: string | null;
};

/** The filter graph runs in one thread: as many jobs run at once as there are cores. */
const oneThread = ['-filter_complex_threads', '1'];

/** FFmpeg's arguments for a scene's job; `handles` are the files of `job.handles`. */
export function sceneArgs(
  job: SceneJob,
  chain: PictureChain,
  files: SegmentFiles | null,
  handles: readonly string[],
): string[] {
  const { span, body, segment } = job;
  const { encoding } = segment;
  const cuts = [...(body ? [body.from] : []), ...job.handles];
  const pads = cuts.map((_, index) => `[cut${index}]`);
  const isWhole = cuts.length === 1;
  const split = isWhole ? `null${pads[0]}` : `split=${cuts.length}${pads.join('')}`;
  const pieces = cuts.map(({ from, to }, index) => {
    const trim = `trim=start_frame=${from - span.from}:end_frame=${to - span.from},setpts=PTS-STARTPTS`;
    const piece = isWhole ? 'null' : trim;
    return body && files && index === 0
      ? `${pads[0]}${piece}${finish(body, files)}[body]`
      : `${pads[index]}${piece}[handle${index}]`;
  });
  const outputs = handles.flatMap((file, index) => [
    ...['-map', `[handle${index + (body ? 1 : 0)}]`, ...rawArgs(encoding), `file:${file}`],
  ]);
  return [
    ...(body ? deviceArgs(encoding) : []),
    ...chain.inputs,
    ...oneThread,
    ...['-filter_complex', [chain.graph, `[${scenePad}]${split}`, ...pieces].join(';')],
    // The body comes first: progress counts the frames of the first output.
    ...(body && files ? ['-map', '[body]', ...encodeArgs(encoding), `file:${files.output}`] : []),
    ...outputs,
  ];
}

/** FFmpeg's arguments for a join of two raw files of its frames. */
export function joinArgs(
  segment: Segment,
  handles: readonly [from: string, into: string],
  files: SegmentFiles,
): string[] {
  const { encoding, frames, join } = segment;
  if (!join) throw new TypeError('A body has no transition.');
  const graph = transitionFilters(join.transition, frames, encoding, ['[0:v:0]', '[1:v:0]']);
  const { width, height, fps, pixelFormat } = encoding;
  const raw = [
    // FFmpeg reads several inputs ahead, eight packets each: eight frames, here.
    ...['-thread_queue_size', '1', '-f', 'rawvideo', '-pixel_format', pixelFormat],
    ...['-video_size', `${width}x${height}`, '-framerate', fps],
  ];
  return [
    ...deviceArgs(encoding),
    ...handles.flatMap((file) => [...raw, '-i', `file:${file}`]),
    ...oneThread,
    ...['-filter_complex', `${graph}${finish(segment, files)}[joined]`, '-map', '[joined]'],
    ...encodeArgs(encoding),
    `file:${files.output}`,
  ];
}

const rawArgs = ({ pixelFormat }: Encoding): string[] => [
  ...['-an', '-c:v', 'rawvideo', '-pix_fmt', pixelFormat, '-fps_mode', 'passthrough', '-f', 'rawvideo'],
];

/** From the finished frames to the encoder: looked at, then written over. */
function finish(segment: Segment, { words }: SegmentFiles): string {
  const rest = [...(words ? [words] : []), ...encoderFilters(segment.encoding)].join(',');
  return `,split[shown][seen];${lookFilters('[seen]', segment)};[shown]${rest}`;
}
