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

/** How many frames may be kept in memory: to be played backwards, and to be played again. */
export type Kept = { readonly backwards: number; readonly again: number };

/** More readings than this, and one round is kept in memory whatever its size: it is short then, against the scene. */
const mostPieces = 24;
/** Frames by which rounds in memory, which last whole frames, may in the end be ahead of or behind the clip's sound. */
const mostAstray = 2;

/**
 * Which readings of a clip give the frames `from` to `to` of its scene. Rounds that are short are kept in memory, others
 * read from the file again. Ping-pong shows the first and the last frame once in each turn.
 */
export function planPieces(play: ClipPlay, wanted: Wanted, fps: FrameRate, kept: Kept): ClipPlan {
  const rate = play.filling.kind === 'slow' ? play.speed / play.filling.factor : play.speed;
  const { num, den } = frameRateFraction(fps);
  const film: Film = { play, rate, fps: num / den };
  const plan = { rate, end: play.from + play.length, round: null };
  const pass = (play.length / rate) * film.fps;
  if (play.filling.kind === 'loop') {
    const astray = (Math.abs(pass - framesOf(film)) * wanted.to) / pass;
    const again = astray <= mostAstray ? kept.again : 0;
    return repeated(plan, wanted, { frames: framesOf(film), again, piecesIn: (range) => loops(film, range) });
  }
  if (play.filling.kind === 'ping-pong') {
    const last = Math.max(1, Math.round(play.filling.turn * film.fps));
    const piecesIn = (range: Wanted): ClipPiece[] => turns(film, last, range, kept.backwards);
    return repeated(plan, wanted, { frames: 2 * last, again: kept.again, piecesIn });
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

type Round = { readonly frames: number; readonly again: number; readonly piecesIn: (range: Wanted) => ClipPiece[] };

function repeated(plan: Omit<ClipPlan, 'pieces'>, wanted: Wanted, { frames, again, piecesIn }: Round): ClipPlan {
  const rounds = (wanted.to - wanted.from) / frames;
  const inMemory = (rounds > 1 && frames <= again) || rounds > mostPieces;
  const pieces = inMemory ? [] : piecesIn(wanted);
  if (!inMemory && pieces.length <= mostPieces) return { ...plan, pieces };
  return { ...plan, round: { frames, skip: wanted.from % frames }, pieces: piecesIn({ from: 0, to: frames }) };
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

/** From frame 0 to frame `last` of a pass, and back to frame 1. */
function turns(film: Film, last: number, { from, to }: Wanted, mostBackwards: number): ClipPiece[] {
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
