import type { Cut, CutScene } from './cut.ts';
import type { Music } from './sound.ts';
import { speaksAloud } from './speaking.ts';
import { frameRateFraction } from './time.ts';

/** How loud the music is at a frame; a straight line leads to the next point. `gain` is linear, 1 is as it was made. */
export type MusicPoint = { readonly frame: number; readonly gain: number };

/**
 * The music steps back before the first word, so that none is lost, and comes back slowly enough not to be noticed.
 * Between two sentences it stays down: going up and down there is heard as pumping. Seconds.
 */
const attack = 0.25;
const release = 0.6;
const shortestGap = 1;
/** Music that begins or ends at full level clicks; this is too short to be heard. Seconds. */
const edge = 0.015;
/** Straight lines that stand for one curve. */
const steps = 8;

/**
 * How loud the music bed is over the whole film: its gain, its fades at the film's ends, and stepping back under speech.
 * Planned from where speech is and not by a compressor, so that rough cut and export are the same. Frames are absolute
 * and may be broken numbers; empty where there is no music.
 */
export function musicPoints(cut: Cut): MusicPoint[] {
  const { music, frames } = cut;
  if (!music || frames === 0) return [];
  const perSecond = framesPerSecond(cut);
  const fadeIn = (music.fadeIn || edge) * perSecond;
  const fadeOut = (music.fadeOut || edge) * perSecond;
  const ducking = music.duckDb === 0 ? [] : duckingPoints(cut, perSecond);
  const gain = (frame: number): number => {
    const decibels = music.gainDb + music.duckDb * gainAt(ducking, frame);
    return 10 ** (decibels / 20) * eased(frame / fadeIn) * eased((frames - frame) / fadeOut);
  };
  const bends = [
    ...between(0, fadeIn),
    ...between(frames - fadeOut, frames),
    ...ducking.map(({ frame }) => frame),
  ].filter((frame) => frame >= 0 && frame <= frames);
  return [...new Set([0, ...bends, frames])].sort((a, b) => a - b).map((frame) => ({ frame, gain: gain(frame) }));
}

/** The linear gain at an absolute frame, which may be a broken number; 0 where there is no music. */
export function gainAt(points: readonly MusicPoint[], frame: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.frame ?? 0) <= frame) low = middle + 1;
    else high = middle;
  }
  const [from, to] = [points[low - 1], points[low]];
  if (!from || !to) return (from ?? to)?.gain ?? 0;
  return from.gain + ((to.gain - from.gain) * (frame - from.frame)) / (to.frame - from.frame);
}

/** One run through the piece: from when in the film, from where in the piece, and how long. Seconds. */
export type MusicRound = { readonly start: number; readonly from: number; readonly seconds: number };

type Bed = Pick<Music, 'asset' | 'startAt' | 'loop'>;

/** The end of a round and the beginning of the next one overlap by this, which hides the seam. Seconds. */
export const musicOverlap = 0.02;

/**
 * The rounds that begin before `length` seconds of film. The first begins at `startAt`, each further one at the piece's
 * beginning.
 */
export function musicRounds(bed: Bed, length: number): MusicRound[] {
  const count = isHeard(bed) && length > 0 ? roundIndex(bed, length) + 1 : 0;
  return Array.from({ length: count }, (_, index) => musicRound(bed, index)).filter(({ start }) => start < length);
}

/** Where the music stands, in seconds of its own, when the film has played for `seconds`; null when it is over. */
export function musicTime(bed: Bed, seconds: number): number | null {
  if (!isHeard(bed)) return null;
  const { start, from, seconds: lasting } = musicRound(bed, roundIndex(bed, seconds));
  return seconds - start < lasting ? from + seconds - start : null;
}

const wholeOf = ({ asset }: Bed): number => asset.seconds ?? 0;

/** What is shorter than two overlaps cannot go on into itself, and is no music. */
const isHeard = (bed: Bed): boolean => wholeOf(bed) > 2 * musicOverlap && (bed.loop || bed.startAt < wholeOf(bed));

/** Where the first round begins in the piece; a rest that is too short to overlap is left out. */
function entry(bed: Bed): number {
  const from = bed.startAt % wholeOf(bed);
  return wholeOf(bed) - from > 2 * musicOverlap ? from : 0;
}

function musicRound(bed: Bed, index: number): MusicRound {
  const [whole, from] = [wholeOf(bed), entry(bed)];
  const start = index === 0 ? 0 : index * (whole - musicOverlap) - from;
  return index === 0 ? { start, from, seconds: whole - from } : { start, from: 0, seconds: whole };
}

const roundIndex = (bed: Bed, seconds: number): number =>
  bed.loop ? Math.max(0, Math.floor((seconds + entry(bed)) / (wholeOf(bed) - musicOverlap))) : 0;

type Stretch = { readonly from: number; readonly to: number };

/** Where somebody is heard speaking, in frames; short gaps are filled. */
function speech(cut: Cut, perSecond: number): Stretch[] {
  const merged: Stretch[] = [];
  for (const scene of cut.scenes) {
    const spoken = spokenIn(scene, perSecond);
    if (!spoken) continue;
    const { from, to } = spoken;
    const last = merged.at(-1);
    if (last && from - last.to < shortestGap * perSecond) merged[merged.length - 1] = { from: last.from, to };
    else merged.push({ from, to });
  }
  return merged;
}

/** Of the narration's voice, or of a picture that speaks itself. */
function spokenIn({ voice, picture, clip, clipGainDb, start, frames }: CutScene, perSecond: number): Stretch | null {
  if (voice && voice.gainDb !== null && voice.take.probe.audioCodec !== null)
    return { from: voice.start, to: voice.start + voice.frames };
  if (!clip || clipGainDb === null || !speaksAloud(picture)) return null;
  return { from: start, to: start + Math.min(frames, (clip.length / clip.speed) * perSecond) };
}

/** How far the music steps back: 0 not at all, 1 fully. Straight in decibels, so curved in what `musicPoints` gives. */
function duckingPoints(cut: Cut, perSecond: number): MusicPoint[] {
  return speech(cut, perSecond).flatMap(({ from, to }) => {
    const down = between(from - attack * perSecond, from).map((frame, step) => ({ frame, gain: step / steps }));
    const up = between(to, to + release * perSecond).map((frame, step) => ({ frame, gain: 1 - step / steps }));
    return [...down, ...up];
  });
}

/** `steps + 1` frames from one to the other. */
const between = (from: number, to: number): number[] =>
  Array.from({ length: steps + 1 }, (_, step) => from + ((to - from) * step) / steps);

/** From 0 to 1 without a corner at either end: half a cosine. */
const eased = (done: number): number => 0.5 - 0.5 * Math.cos(Math.PI * Math.min(1, Math.max(0, done)));

function framesPerSecond({ canvas }: Cut): number {
  const { num, den } = frameRateFraction(canvas.fps);
  return num / den;
}
