import { fillScene } from '../../../shared/reach.ts';
import type { FrameRate } from '../../../shared/time.ts';
import { frameRateFraction, frameSeconds } from '../../../shared/time.ts';
import { inputArgs } from '../../ffmpeg/container.ts';
import { filter } from '../../ffmpeg/filter-text.ts';
import { layIn, slowZoom, standStill } from '../picture/picture-filters.ts';
import type { SourceFacts } from '../picture/source-facts.ts';
import type { Encoding, Segment, Shown, Stretch } from './segments.ts';

/** One stretch with what is needed to read it: facts of the take's file, or the ASS file of the slate's writing. */
export type SegmentInput = { readonly facts: SourceFacts } | { readonly slateScript: string };

export type SegmentFiles = {
  readonly from: SegmentInput;
  readonly into: SegmentInput | null;
  /** ASS file, or null where the segment has no captions. */
  readonly captions: string | null;
  readonly fontsDir: string;
  readonly output: string;
};

/** A slate's ground; neutral, so that no colour conversion touches it. */
const slateColour = '0x18191b';

/** FFmpeg's arguments for one segment: exactly `segment.frames` frames of picture, no sound. */
export function segmentArgs(segment: Segment, files: SegmentFiles): string[] {
  const { encoding } = segment;
  const sides = [
    { stretch: segment.from, input: files.from },
    ...(segment.into && files.into ? [{ stretch: segment.into, input: files.into }] : []),
  ];
  const chains = sides.map(({ stretch, input }, index) => {
    const filters = pictureFilters(stretch, input, encoding, files.fontsDir);
    return `[${index}:v:0]${filters.join(',')}[side${index}]`;
  });
  // xfade works in 4:4:4, so it gets the overlapping frames only.
  const duration = frameSeconds(segment.frames, encoding.fps).toFixed(6);
  const joined =
    sides.length === 2 ? `[side0][side1]xfade=transition=fade:duration=${duration}:offset=0` : '[side0]null';
  const finish = [
    joined,
    'format=yuv420p',
    ...(files.captions ? [assFilter(files.captions, files.fontsDir)] : []),
    'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
  ].join(',');
  return [
    ...sides.flatMap(({ stretch, input }) => readArgs(stretch, input, encoding)),
    ...['-filter_complex_threads', '1', '-filter_complex', `${[...chains, finish].join(';')}[out]`, '-map', '[out]'],
    ...encodeArgs(encoding),
    `file:${files.output}`,
  ];
}

const assFilter = (file: string, fontsDir: string): string => filter('ass', { filename: file, fontsdir: fontsDir });

/** One decoder thread: as many segments run at once as there are cores. */
function readArgs(stretch: Stretch, input: SegmentInput, encoding: Encoding): string[] {
  if (!('facts' in input)) {
    const { width, height, fps } = encoding;
    return ['-f', 'lavfi', '-i', `color=c=${slateColour}:s=${width}x${height}:r=${fps}`];
  }
  const loop = fillingOf(stretch, encoding.fps).kind === 'loop' ? ['-stream_loop', '-1'] : [];
  return ['-threads', '1', ...loop, ...inputArgs(input.facts.file, input.facts.container)];
}

function fillingOf({ shown, sceneFrames }: Stretch, rate: FrameRate): ReturnType<typeof fillScene> {
  if (shown.kind === 'slate' || shown.seconds === null) return { kind: 'once' };
  return fillScene(shown.seconds, sceneFrames, shown.reach, rate);
}

function pictureFilters(stretch: Stretch, input: SegmentInput, encoding: Encoding, fontsDir: string): string[] {
  const { shown } = stretch;
  if (!('facts' in input))
    return [`trim=end_frame=${stretch.to - stretch.from}`, assFilter(input.slateScript, fontsDir)];
  if (shown.kind === 'slate') throw new TypeError('A slate is not read from a file.');
  return shown.seconds === null
    ? stillFilters(stretch, shown, input.facts, encoding)
    : clipFilters(stretch, shown, input.facts, encoding);
}

type ShownTake = Extract<Shown, { kind: 'take' }>;

/** A still that is shown whole stays as it is: a zoom would move it out of its own frame. */
function stillFilters(stretch: Stretch, shown: ShownTake, facts: SourceFacts, encoding: Encoding): string[] {
  const zoom = slowZoom({
    from: stretch.from,
    sceneFrames: stretch.sceneFrames,
    // By content, not by position, so that a moved scene keeps its segments.
    inward: Number.parseInt(shown.sha256.slice(0, 2), 16) % 2 === 0,
    quick: encoding.speed === 'ultrafast',
  });
  return [
    ...layIn(facts, encoding, shown.fit, 'lanczos'),
    ...standStill(encoding.fps),
    `trim=end_frame=${stretch.to - stretch.from}`,
    ...(shown.fit === 'fill' ? [zoom] : []),
  ];
}

/** Frames are chosen before they are scaled, so that frames outside the stretch are only decoded. */
function clipFilters(stretch: Stretch, shown: ShownTake, facts: SourceFacts, encoding: Encoding): string[] {
  const filling = fillingOf(stretch, encoding.fps);
  return [
    ...(facts.interlaced ? ['yadif=deint=interlaced'] : []),
    ...(filling.kind === 'slow' ? [`setpts=PTS*${filling.factor.toFixed(6)}`] : []),
    // Counts from the clip's own zero: a first frame that comes late is shown from the start.
    filter('fps', { fps: encoding.fps, start_time: 0 }),
    ...(filling.kind === 'loop' ? [] : ['tpad=stop=-1:stop_mode=clone']),
    `trim=start_frame=${stretch.from}:end_frame=${stretch.to}`,
    'setpts=PTS-STARTPTS',
    ...layIn(facts, encoding, shown.fit, 'bicubic'),
  ];
}

/**
 * The same for every segment of a film, or stream copy could not join them. Timestamps in MP4 are exact only when both
 * timescales are a multiple of the rate (measured; with the track's alone the last frame is 2 to 5 ms off).
 */
function encodeArgs(encoding: Encoding): string[] {
  const timescale = String(timescaleOf(encoding.fps));
  return [
    ...['-an', '-c:v', 'libx264', '-preset', encoding.speed, '-crf', String(encoding.crf), '-profile:v', 'high'],
    ...['-pix_fmt', 'yuv420p', '-threads', '1', '-fps_mode', 'passthrough'],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-video_track_timescale', timescale, '-movie_timescale', timescale, '-f', 'mp4'],
  ];
}

/** 24 -> 12288, 25 and 50 -> 12800, 30 and 60 -> 15360; the NTSC rates their numerator. */
export function timescaleOf(rate: FrameRate): number {
  const { num, den } = frameRateFraction(rate);
  if (den !== 1) return num;
  let scale = num;
  while (scale < 10_000) scale *= 2;
  return scale;
}
