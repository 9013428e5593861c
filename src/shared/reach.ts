import type { Scene } from './film.ts';
import { type FrameRate, frameSeconds, framesNear } from './time.ts';

/** How a clip fills its scene. After any of them, the last frame is held for whatever is still missing. */
export type Filling =
  | { readonly kind: 'once' }
  | { readonly kind: 'loop' }
  /** Forwards and backwards in turn, `turn` seconds of film each way; no frame is shown twice where it turns. */
  | { readonly kind: 'ping-pong'; readonly turn: number }
  /** It lasts `factor` times as long. */
  | { readonly kind: 'slow'; readonly factor: number };

/** What is played of a clip, and how. */
export type ClipPlay = {
  /** The part that is used, in seconds of the clip's own. */
  readonly from: number;
  readonly length: number;
  /** Seconds of the clip for each second of film, before `slow`. */
  readonly speed: number;
  readonly filling: Filling;
};

/** A loop that would show less of its second round than this looks like a mistake: the last frame is held instead. */
const shortestRound = 0.25;
/** Slower than this, motion falls apart into steps; the rest of the scene holds the last frame. */
const slowest = 4;

/**
 * How a clip of `seconds` fills a scene of `frames`. A trim that lies beyond the clip's end leaves its last frame. Pure,
 * so that rough cut, sound and export cannot disagree.
 */
export function planClip(
  seconds: number,
  frames: number,
  { trim, speed, reach }: Pick<Scene, 'trim' | 'speed' | 'reach'>,
  rate: FrameRate,
): ClipPlay {
  const frame = frameSeconds(1, rate);
  const from = Math.max(0, Math.min(trim.start, seconds - frame));
  const length = Math.max(Math.min(frame, seconds), Math.min(trim.end ?? seconds, seconds) - from);
  return { from, length, speed, filling: fillScene(length / speed, frames, reach, rate) };
}

/** Decides how a clip that lasts `seconds` in the film fills a scene of `frames`. One of no whole frame stands still. */
export function fillScene(seconds: number, frames: number, reach: Scene['reach'], rate: FrameRate): Filling {
  const missing = frames - framesNear(seconds, rate);
  if (missing <= 0 || missing === frames || reach === 'hold') return { kind: 'once' };
  if (reach === 'slow') return { kind: 'slow', factor: Math.min(slowest, frameSeconds(frames, rate) / seconds) };
  if (missing < framesNear(shortestRound, rate)) return { kind: 'once' };
  if (reach === 'loop') return { kind: 'loop' };
  const steps = framesNear(seconds, rate) - 1;
  return steps < 2 ? { kind: 'once' } : { kind: 'ping-pong', turn: frameSeconds(steps, rate) };
}

/**
 * Where the clip stands, in its own seconds, when the scene has been on screen for `seconds`, and how fast it runs
 * there; negative is backwards, 0 is its held last frame.
 */
export function clipTime(play: ClipPlay, seconds: number): { seconds: number; rate: number } {
  const { from, length, filling } = play;
  const rate = filling.kind === 'slow' ? play.speed / filling.factor : play.speed;
  const gone = Math.max(0, seconds) * rate;
  if (length <= 0) return { seconds: from, rate: 1 };
  if (filling.kind === 'loop') return { seconds: from + (gone % length), rate };
  if (filling.kind === 'ping-pong') {
    const way = filling.turn * rate;
    const phase = gone % (2 * way);
    return phase <= way ? { seconds: from + phase, rate } : { seconds: from + 2 * way - phase, rate: -rate };
  }
  return gone < length ? { seconds: from + gone, rate } : { seconds: from + length, rate: 0 };
}
