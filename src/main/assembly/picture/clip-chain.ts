import type { ClipPlay } from '../../../shared/reach.ts';
import { type FrameRate, frameRateFraction } from '../../../shared/time.ts';
import { inputArgs } from '../../ffmpeg/container.ts';
import { filter } from '../../ffmpeg/filter-text.ts';
import { type ClipPiece, type ClipPlan, planPieces } from './clip-pieces.ts';
import { opaque } from './colours.ts';
import { clipFlags, type Layout, layIn } from './lay-in.ts';
import type { ChainPlace, Look, PictureCanvas, PictureChain, Span } from './picture-types.ts';
import type { SourceFacts } from './source-facts.ts';
import { counted, tagged } from './steady.ts';

type Clip = Layout & { readonly facts: SourceFacts; readonly play: ClipPlay };

/** Bytes of frames that are kept in memory to be played backwards, and to be played again. */
const memory = { backwards: 128 * 1024 * 1024, again: 64 * 1024 * 1024 };

/** A clip in its scene. Frames are chosen before they are scaled, so that frames outside the span are only decoded. */
export function clipChain(clip: Clip, span: Span, canvas: PictureCanvas, look: Look, place: ChainPlace): PictureChain {
  const { facts, play } = clip;
  const [source, laid] = [frameBytes(facts, facts.hdr), frameBytes(canvas, canvas.pixelFormat !== 'yuv420p')];
  const kept = {
    backwards: Math.max(8, Math.floor(memory.backwards / Math.min(source, laid))),
    again: Math.floor(memory.again / laid),
  };
  const plan = planPieces(play, span, canvas.fps, kept);
  const solid = opaque(facts);
  const whole = (label: string): string =>
    [...solid.filters, layIn(solid.facts, canvas, clip, { look, label, flags: clipFlags(canvas) })].join(',');
  const early = laid < source && plan.pieces.some((piece) => piece.backwards);
  const reading = readingOf(plan, facts, place);
  const pieces = plan.pieces.map((piece, index) => {
    const label = `${place.label}p${index}`;
    const frames = [...chosen(piece, plan, facts, canvas.fps), ...(early ? [whole(label)] : []), ...turned(piece)];
    return { text: `${reading.begin(index)}${frames.join(',')}`, label: `[${label}]` };
  });
  const joined =
    pieces.length === 1
      ? (pieces[0]?.text ?? '')
      : [
          ...pieces.map(({ text, label }) => `${text}${label};`),
          ...pieces.map(({ label }) => label),
          `concat=n=${pieces.length},${counted(canvas.fps).join(',')}`,
        ].join('');
  const after = [...(early ? [] : [whole(place.label)]), ...rounds(plan, span, canvas.fps), ...tagged];
  return {
    inputs: reading.inputs,
    inputCount: reading.inputCount,
    graph: `${reading.before}${joined},${after.join(',')}[${place.label}]`,
    scripts: [],
  };
}

type Reading = Pick<PictureChain, 'inputs' | 'inputCount'> & {
  /** Filters before the pieces, and the beginning of each piece. */
  readonly before: string;
  readonly begin: (piece: number) => string;
};

const decodedBy = ['-threads', '1'];

/** Every piece by an input of its own, or all by one that is read again and again. */
function readingOf(plan: ClipPlan, facts: SourceFacts, place: ChainPlace): Reading {
  const file = inputArgs(facts.file, facts.container);
  const { pieces, end } = plan;
  const period = isReadOn(plan, facts) ? facts.period : null;
  if (period === null) {
    const inputs = pieces.flatMap((piece) => [...decodedBy, ...seek(piece, end, facts), ...file]);
    return { inputs, inputCount: pieces.length, before: '', begin: (index) => `[${place.input + index}:v:0]` };
  }
  const pad = (index: number): string => `[${place.label}r${index}]`;
  const begin = (index: number): string => {
    if (index === 0) return pad(index);
    const start = (index * period - halfFrame).toFixed(6);
    return `${pad(index)}trim=start=${start},setpts=PTS-${Math.round(index * period * 1e6)},`;
  };
  return {
    inputs: [...decodedBy, '-stream_loop', String(pieces.length - 1), ...file],
    inputCount: 1,
    before: `[${place.input}:v:0]settb=AVTB,split=${pieces.length}${pieces.map((_, index) => pad(index)).join('')};`,
    begin,
  };
}

/** Seconds; of the fastest clips that there are. */
const halfFrame = 1 / 480;
/** Seconds at the end of a clip that may be decoded in each round without being shown. */
const mostUnseen = 1;

/**
 * Whether the pieces are rounds of the whole file. FFmpeg decodes a picture of every input before it begins: of a clip in
 * 4K, each further input takes 100 MB.
 */
function isReadOn({ pieces, end }: ClipPlan, facts: SourceFacts): boolean {
  if (facts.period === null || facts.container.demuxer !== 'mov' || pieces.length === 1) return false;
  const isWhole = pieces.every((piece) => !piece.backwards && seekSeconds(piece, end, facts) === 0);
  return isWhole && facts.period - end <= mostUnseen;
}

const frameBytes = ({ width, height }: { width: number; height: number }, deep: boolean): number =>
  Math.max(1, width * height * 1.5 * (deep ? 2 : 1));

/** Demuxers with an index, which find the keyframe before a time for sure. */
const seekable = ['mov', 'matroska'];

/** Whole seconds, exact in every time base, and half a second early for frames that are stored out of order. */
function seekSeconds({ start }: ClipPiece, end: number, { container }: SourceFacts): number {
  return seekable.includes(container.demuxer) ? Math.max(0, Math.floor(Math.min(start, end) - 0.5)) : 0;
}

/** Not accurate: what is seen at a time may have begun long before it, and FFmpeg would throw that frame away. */
function seek(piece: ClipPiece, end: number, facts: SourceFacts): string[] {
  const seconds = seekSeconds(piece, end, facts);
  return seconds === 0 ? [] : ['-noaccurate_seek', '-ss', String(seconds)];
}

/**
 * How far frames are moved back, in frames of the film, before they are matched with its frames. Without it the 60 frames
 * of one second lie exactly on the 30 of another, and rounding errors would pick now one, now its neighbour.
 */
const bias = 0.1;
/** Seconds by which an end comes early, so that a frame which begins exactly there is not shown. */
const hair = 0.001;

/** The frames of a piece, at the film's rate and from 0. */
function chosen(piece: ClipPiece, { rate, end }: ClipPlan, facts: SourceFacts, fps: FrameRate): string[] {
  const zero = seekSeconds(piece, end, facts);
  const { num, den } = frameRateFraction(fps);
  const [offset, early] = [Math.round((piece.start - zero) * 1e6), ((bias * den * 1e6) / num).toFixed(3)];
  return [
    ...(facts.interlaced ? ['yadif=deint=interlaced'] : []),
    filter('trim', { end: (end - zero - hair).toFixed(6) }),
    // For clips that end too early, and for those that stand still at their end.
    'tpad=stop=-1:stop_mode=clone',
    'settb=AVTB',
    `setpts=(PTS-${offset})/${rate}-${early}`,
    // A frame of the film shows what the clip shows at that time; a first frame that comes late is shown from the start.
    filter('fps', { fps, start_time: 0, round: 'up' }),
    `trim=end_frame=${piece.frames}`,
  ];
}

/** `reverse` gives frames new times. */
const turned = ({ backwards }: ClipPiece): string[] => (backwards ? ['reverse'] : []);

function rounds({ round }: ClipPlan, { from, to }: Span, fps: FrameRate): string[] {
  if (!round) return [];
  const trim = filter('trim', { start_frame: round.skip, end_frame: round.skip + to - from });
  return [`loop=loop=-1:size=${round.frames}`, ...counted(fps), trim, 'setpts=PTS-STARTPTS'];
}
