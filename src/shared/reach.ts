import type { Scene } from './film.ts';
import { type FrameRate, frameSeconds, framesNear } from './time.ts';

/** How a clip fills its scene. After any of them, the last frame is held for whatever is still missing. */
export type Filling =
  | { readonly kind: 'once' }
  | { readonly kind: 'loop' }
  /** Every timestamp is multiplied by `factor`. */
  | { readonly kind: 'slow'; readonly factor: number };

/** A loop that would show less of its second round than this looks like a mistake: the last frame is held instead. */
const shortestRound = 0.25;
/** Slower than this, motion falls apart into steps; the rest of the scene holds the last frame. */
const slowest = 4;

/** Where the clip stands when the scene has been on screen for `seconds`, and how fast it runs there. */
export function clipTime(filling: Filling, clipSeconds: number, seconds: number): { seconds: number; rate: number } {
  if (clipSeconds <= 0) return { seconds: 0, rate: 1 };
  if (filling.kind === 'loop') return { seconds: seconds % clipSeconds, rate: 1 };
  const rate = filling.kind === 'slow' ? 1 / filling.factor : 1;
  return { seconds: Math.min(seconds * rate, clipSeconds), rate };
}

/** Decides how a clip of `seconds` fills a scene of `frames`. */
export function fillScene(seconds: number, frames: number, reach: Scene['reach'], rate: FrameRate): Filling {
  const missing = frames - framesNear(seconds, rate);
  if (missing <= 0 || reach === 'hold') return { kind: 'once' };
  if (reach === 'loop') return missing < framesNear(shortestRound, rate) ? { kind: 'once' } : { kind: 'loop' };
  return { kind: 'slow', factor: Math.min(slowest, frameSeconds(frames, rate) / seconds) };
}
