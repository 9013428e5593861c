import type { CutScene } from './cut.ts';
import type { MusicPoint } from './music-level.ts';

/** Straight lines that stand for one curve. */
const steps = 16;

/**
 * How loud a clip's own sound is over its scene, as `musicPoints` says it of music: it fades with the picture's
 * transitions, of which the one before lasts `joinBefore` frames. Two sounds that have nothing in common stay equally
 * loud while their powers cross. Empty where it is not heard.
 */
export function clipPoints(
  { start, frames, joinFrames, clipGainDb }: Pick<CutScene, 'start' | 'frames' | 'joinFrames' | 'clipGainDb'>,
  joinBefore: number,
): MusicPoint[] {
  if (clipGainDb === null) return [];
  const gain = 10 ** (clipGainDb / 20);
  const end = start + frames;
  const bends = [
    ...curve(start, joinBefore, (done) => gain * Math.sin((Math.PI / 2) * done)),
    ...curve(end - joinFrames, joinFrames, (done) => gain * Math.sin((Math.PI / 2) * (1 - done))),
  ];
  return bends.length === 0 ? [{ frame: start, gain }] : bends;
}

function curve(from: number, frames: number, gain: (done: number) => number): MusicPoint[] {
  if (frames === 0) return [];
  return Array.from({ length: steps + 1 }, (_, step) => ({
    frame: from + (frames * step) / steps,
    gain: gain(step / steps),
  }));
}
