import type { Join, Transition } from '../../../shared/film.ts';
import { type FrameRate, frameSeconds, framesNear } from '../../../shared/time.ts';

/** Limits of the film's format, in seconds: see sceneSchema and joinSchema. */
const [shortestScene, longestScene] = [0.5, 600];
const [shortestJoin, longestJoin] = [0.1, 3];

/** What bounds a scene's length: the frames that its narration needs, null where nobody speaks. */
export type LengthLimits = { readonly narration: number | null; readonly rate: FrameRate };

/** A wished length in frames brought inside the limits. Speech is never cut off. */
export function boundedFrames(frames: number, { narration, rate }: LengthLimits): number {
  const least = narration ?? Math.ceil(framesNear(shortestScene, rate));
  return Math.max(least, Math.min(Math.round(frames), framesNear(longestScene, rate)));
}

/** The scene's own length for a wished number of frames; null, as long as the narration, where it is no more than that. */
export function secondsFor(frames: number, limits: LengthLimits): number | null {
  const bounded = boundedFrames(frames, limits);
  if (limits.narration !== null && bounded <= limits.narration) return null;
  return Math.min(longestScene, Math.max(shortestScene, frameSeconds(bounded, limits.rate)));
}

/** A transition pulled to a length; shorter than there can be is a cut. `most` is what both scenes have room for. */
export function joinFor(kind: Transition, frames: number, most: number, rate: FrameRate): Join {
  const seconds = Math.min(longestJoin, frameSeconds(Math.min(Math.round(frames), most), rate));
  return seconds < shortestJoin ? { kind: 'cut' } : { kind, seconds };
}

/** Frames that a transition between two scenes can last: half of the shorter one. */
export const mostJoinFrames = (frames: number, nextFrames: number): number =>
  Math.floor(Math.min(frames, nextFrames) / 2);

/** A pulled length brought to the playhead where that is near. `end` and `target` are frames of the film. */
export const snapped = (frames: number, end: number, target: number, within: number): number =>
  Math.abs(target - end) <= within ? frames + target - end : frames;
