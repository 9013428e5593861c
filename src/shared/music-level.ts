import type { Cut } from './cut.ts';
import type { Music } from './sound.ts';
import { type FrameRate, frameRateFraction, frameSeconds } from './time.ts';

/** How loud the music is from a frame on; a straight line leads to the next point. `gain` is linear, 1 is as it was made. */
export type MusicPoint = { readonly frame: number; readonly gain: number };

/**
 * The music steps back before the first word, so that none is lost, and comes back slowly enough not to be noticed.
 * Between two sentences it stays down: going up and down there is heard as pumping. Seconds.
 */
const attack = 0.25;
const release = 0.6;
const shortestGap = 1;
/** A piece that begins or ends at full level clicks; this is too short to be heard. Seconds. */
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
  const length = frameSeconds(frames, cut.canvas.fps);
  const spoken = speech(cut);
  const times = [
    ...ramp(0, music.fadeIn || edge),
    ...ramp(length - (music.fadeOut || edge), length),
    ...(music.duckDb === 0
      ? []
      : spoken.flatMap(({ from, to }) => [...ramp(from - attack, from), ...ramp(to, to + release)])),
  ];
  const inside = times.filter((time) => time >= 0 && time <= length);
  const level = levelOf(music, length, spoken);
  return [...new Set(inside)]
    .sort((a, b) => a - b)
    .map((time) => ({ frame: frameOf(time, cut.canvas.fps), gain: level(time) }));
}

/** The linear gain at an absolute frame, which may be a broken number; 0 where there is no music. */
export function gainAt(points: readonly MusicPoint[], frame: number): number {
  const after = firstAfter(points, frame);
  const [from, to] = [points[after - 1], points[after]];
  if (!from || !to) return (from ?? to)?.gain ?? 0;
  return from.gain + ((to.gain - from.gain) * (frame - from.frame)) / (to.frame - from.frame);
}

/** The end of a piece and its new beginning overlap by this, which hides the seam. Seconds. */
export const musicOverlap = 0.02;

/**
 * Where the music stands, in seconds of its own, when the film has played for `seconds`; null when it is over. The first
 * round begins at `startAt`, each further one at the piece's beginning. Inside an overlap it is the later round.
 */
export function musicTime(music: Pick<Music, 'asset' | 'startAt' | 'loop'>, seconds: number): number | null {
  const round = musicRounds(music, seconds + musicOverlap).findLast(({ start }) => start <= seconds);
  const position = round && round.from + seconds - round.start;
  return position === undefined || position >= (music.asset.seconds ?? 0) ? null : position;
}

/** One run through the piece: from when in the film, and from where in the piece. Seconds. */
export type MusicRound = { readonly start: number; readonly from: number; readonly seconds: number };

/** The rounds that begin before `length` seconds of film; each but the last overlaps with the next. */
export function musicRounds(
  { asset, startAt, loop }: Pick<Music, 'asset' | 'startAt' | 'loop'>,
  length: number,
): MusicRound[] {
  const whole = asset.seconds ?? 0;
  const rounds: MusicRound[] = [];
  // Too short to overlap with itself: a file that is no music.
  if (whole <= 2 * musicOverlap || (startAt >= whole && !loop)) return rounds;
  let from = startAt % whole;
  for (let start = 0; start < length; start += rounds.at(-1)?.seconds ?? 0) {
    if (rounds.length > 0) start -= musicOverlap;
    rounds.push({ start, from, seconds: whole - from });
    if (!loop) break;
    from = 0;
  }
  return rounds;
}

type Stretch = { readonly from: number; readonly to: number };

/** Where somebody is heard speaking, in seconds; short gaps are filled. */
function speech(cut: Cut): Stretch[] {
  const merged: Stretch[] = [];
  for (const { voice } of cut.scenes) {
    if (!voice || voice.gainDb === null || voice.take.probe.audioCodec === null) continue;
    const from = frameSeconds(voice.start, cut.canvas.fps);
    const to = frameSeconds(voice.start + voice.frames, cut.canvas.fps);
    const last = merged.at(-1);
    if (last && from - last.to < shortestGap)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else merged.push({ from, to });
  }
  return merged;
}

function levelOf(music: Music, length: number, spoken: readonly Stretch[]): (time: number) => number {
  return (time) => {
    const down = spoken.map(({ from, to }) =>
      Math.min(along(time, from - attack, from), 1 - along(time, to, to + release)),
    );
    const duckDb = music.duckDb * Math.max(0, ...down);
    const fadeIn = eased(along(time, 0, music.fadeIn || edge));
    const fadeOut = eased(1 - along(time, length - (music.fadeOut || edge), length));
    return 10 ** ((music.gainDb + duckDb) / 20) * fadeIn * fadeOut;
  };
}
