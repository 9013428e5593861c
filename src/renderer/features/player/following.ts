import { type ClipPlay, clipTime } from '../../../shared/reach.ts';
import { followClock } from './follow-clock.ts';
import { setLoudness } from './loudness.ts';

/** A loaded element and where it should stand, in seconds of its own; null when it has nothing to show or sound. */
export type Following = {
  readonly element: HTMLMediaElement;
  readonly timeAt: (seconds: number) => { readonly seconds: number; readonly rate: number } | null;
};

type Moment = {
  /** It should be seen or heard now. */
  readonly on: boolean;
  /** Seconds since its scene, its voice or the film began; negative before. */
  readonly seconds: number;
  /** Linear gain; 1 is as made. */
  readonly gain: number;
  readonly playing: boolean;
  readonly speed: number;
};

/** More than what an element is left off by while it stands, less than the shortest frames last. Seconds. */
const justBefore = 0.006;

/**
 * A clip fills its place in the film as in the export. At its end it holds the last frame inside the trim: what begins
 * right there is the first that was cut away, often of another shot.
 */
export const followClip =
  (play: ClipPlay): Following['timeAt'] =>
  (seconds) => {
    const at = clipTime(play, seconds);
    return at.rate === 0 ? { ...at, seconds: Math.max(play.from, at.seconds - justBefore) } : at;
  };

/** A recording is heard once, as it is. */
export const followOnce =
  (length: number): Following['timeAt'] =>
  (seconds) =>
    clipTime({ from: 0, length, speed: 1, filling: { kind: 'once' } }, seconds);

/** Brings one element to a moment. False while it should show or sound now and is not loaded. */
export function bringTo({ element, timeAt }: Following, moment: Moment): boolean {
  const at = timeAt(Math.max(0, moment.seconds));
  const on = moment.on && at !== null;
  setLoudness(element, moment.gain);
  const { seconds, rate } = at ?? { seconds: 0, rate: 0 };
  // At a rate of 0 its last frame is held.
  const playing = moment.playing && on && rate !== 0;
  const ready = followClock(element, { seconds, rate: rate * moment.speed, playing });
  return ready || !on;
}
