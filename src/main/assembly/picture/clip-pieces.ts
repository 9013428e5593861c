import type { ClipPlay } from '../../../shared/reach.ts';
import { type FrameRate, frameRateFraction } from '../../../shared/time.ts';

/** A run of frames that one reading of the clip gives. */
export type ClipPiece = {
  /** Where the clip stands at the first frame, in its own seconds; for backward pieces, of the frame shown last. */
  readonly start: number;
  readonly frames: number;
  readonly backwards: boolean;
};

export type ClipPlan = {
  readonly pieces: readonly ClipPiece[];
  /** Seconds of the clip for each second of film. */
  readonly rate: number;
  /** Seconds of the clip from which on it is not shown; its last frame before is held. */
  readonly end: number;
  /** The pieces are one round, played again and again; the frames wanted begin at `skip`. Null: played once. */
  readonly round: { readonly frames: number; readonly skip: number } | null;
};

type Wanted = { readonly from: number; readonly to: number };

/** More readings than this, and one round is kept in memory instead: it is short then, against the scene. */
const mostPieces = 24;

/**
 * Which readings of a clip give the frames `from` to `to` of its scene. Loops and ping-pong read the file again rather
 * than keep its frames in memory; `mostBackwards` is how many frames may be kept to be turned round. Ping-pong shows
 * the first and the last frame once in each turn.
 */
export function planPieces(play: ClipPlay, wanted: Wanted, fps: FrameRate, mostBackwards: number): ClipPlan {
  const rate = play.filling.kind === 'slow' ? play.speed / play.filling.factor : play.speed;
  const { num, den } = frameRateFraction(fps);
  const film: Film = { play, rate, fps: num / den };
  const plan = { rate, end: play.from + play.length, round: null };
  if (play.filling.kind === 'loop') return repeated(plan, wanted, framesOf(film), (range) => loops(film, range));
  if (play.filling.kind === 'ping-pong' && framesOf(film) > 2) {
    return repeated(plan, wanted, 2 * framesOf(film) - 2, (range) => turns(film, range, mostBackwards));
  }
  return { ...plan, pieces: [forwards(film, wanted.from, wanted.to - wanted.from)] };
}

type Film = { readonly play: ClipPlay; readonly rate: number; readonly fps: number };

/** Frames that one pass lasts. */
const framesOf = ({ play, rate, fps }: Film): number => Math.max(1, Math.round((play.length / rate) * fps));

const forwards = ({ play, rate, fps }: Film, frame: number, frames: number): ClipPiece => ({
  start: play.from + (frame / fps) * rate,
  frames,
  backwards: false,
});

function repeated(
  plan: Omit<ClipPlan, 'pieces'>,
  wanted: Wanted,
  period: number,
  piecesIn: (range: Wanted) => ClipPiece[],
): ClipPlan {
  const pieces = (wanted.to - wanted.from) / period > mostPieces ? [] : piecesIn(wanted);
  if (pieces.length > 0 && pieces.length <= mostPieces) return { ...plan, pieces };
  const round = { frames: period, skip: wanted.from % period };
  return { ...plan, round, pieces: piecesIn({ from: 0, to: period }) };
}

/** Rounds begin where `clipTime` says, also between two frames, so that picture and sound stay together. */
function loops(film: Film, { from, to }: Wanted): ClipPiece[] {
  const round = Math.max(1, (film.play.length / film.rate) * film.fps);
  const firstFrame = (index: number): number => Math.ceil(index * round - 1e-6);
  const pieces: ClipPiece[] = [];
  for (let index = Math.floor(from / round + 1e-6); firstFrame(index) < to; index++) {
    const first = Math.max(from, firstFrame(index));
    const frames = Math.min(to, firstFrame(index + 1)) - first;
    if (frames > 0) pieces.push(forwards(film, Math.max(0, first - index * round), frames));
  }
  return pieces;
}

function turns(film: Film, { from, to }: Wanted, mostBackwards: number): ClipPiece[] {
  const last = framesOf(film) - 1;
  const pieces: ClipPiece[] = [];
  for (let frame = from; frame < to; ) {
    const phase = frame % (2 * last);
    const back = phase > last;
    const frames = Math.min(to - frame, back ? Math.min(2 * last - phase, mostBackwards) : last + 1 - phase);
    const first = back ? 2 * last - phase - frames + 1 : phase;
    pieces.push({ ...forwards(film, first, frames), backwards: back });
    frame += frames;
  }
  return pieces;
}
