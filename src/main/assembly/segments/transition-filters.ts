import type { Transition } from '../../../shared/film.ts';
import { frameRateFraction, frameSeconds } from '../../../shared/time.ts';
import type { Encoding } from './encoding.ts';

/** What xfade calls each transition that is one step. https://ffmpeg.org/ffmpeg-filters.html#xfade */
const steps = { crossfade: 'fade', wipe: 'smoothright', slide: 'slideleft', blur: 'hblur' } as const;
/** Dips are two steps over a colour: xfade's own `fadeblack` is black after a fifth of its time already. */
const colours = { 'dip-black': 'black', 'dip-white': 'white' } as const;

/** xfade knows 4:4:4 only, so it gets the overlapping frames and nothing else. */
const xfadeFormats: Record<Encoding['pixelFormat'], string> = {
  ...{ yuv420p: 'yuv444p', yuv420p10le: 'yuv444p10le', yuv422p10le: 'yuv444p10le' },
};

/**
 * A filter graph from the pads `from` and `into`, both of `frames` frames from timestamp 0, to an open end in the
 * encoding's pixel format. Frame n is (n + 1) / (frames + 1) of the way, as in the rough cut: the frame before the join
 * is wholly `from`'s, the one after it wholly `into`'s, and no frame between is the same as either.
 */
export function transitionFilters(
  transition: Transition,
  frames: number,
  encoding: Encoding,
  [from, into]: readonly [from: string, into: string],
): string {
  const back = `format=${encoding.pixelFormat}`;
  const format = `format=${xfadeFormats[encoding.pixelFormat]}`;
  if (transition === 'dip-black' || transition === 'dip-white')
    return `${dip({ frames, encoding, format, from, into, colour: colours[transition] })},${back}`;
  const { fps } = encoding;
  const step = `xfade=transition=${steps[transition]}:${seconds(frames + 1, 1, fps)}`;
  return `${from}${format}[from];${into}${format}[into];[from][into]${step},${back}`;
}

/** xfade's time, in frames, of which `before` are over when its first frame comes. */
const seconds = (duration: number, before: number, fps: Encoding['fps']): string =>
  `duration=${frameSeconds(duration, fps).toFixed(6)}:offset=${(-frameSeconds(before, fps)).toFixed(6)}`;

type Dip = {
  readonly frames: number;
  readonly encoding: Encoding;
  readonly format: string;
  readonly from: string;
  readonly into: string;
  readonly colour: string;
};

/** Down to the colour in the first half and up from it in the second. Half frames are a matter of the time base. */
function dip({ frames, encoding, format, from, into, colour }: Dip): string {
  const { fps, width, height } = encoding;
  const { num, den } = frameRateFraction(fps);
  const down = Math.ceil((frames - 1) / 2);
  const up = frames - down;
  const fine = `settb=${den}/${num * 2}`;
  const ground = (length: number): string =>
    `color=c=${colour}:s=${width}x${height}:r=${fps},${format},trim=end_frame=${length},${fine}`;
  const fade = (before: number): string => `xfade=transition=fade:${seconds((frames + 1) / 2, before, fps)}`;
  const coming = `${into}trim=start_frame=${down},setpts=PTS-STARTPTS,${format},${fine}[coming]`;
  const upwards = `[ground][coming]${fade(down - (frames - 1) / 2)}`;
  const clock = `settb=${den}/${num},setpts=N`;
  if (down === 0) return `${from}nullsink;${ground(up)}[ground];${coming};${upwards},${clock}`;
  return [
    `${from}trim=end_frame=${down},${format},${fine}[leaving]`,
    `${ground(down)}[ground0]`,
    `[leaving][ground0]${fade(1)}[down]`,
    `${ground(up)}[ground]`,
    coming,
    `${upwards}[up]`,
    `[down][up]concat=n=2:v=1:a=0,${clock}`,
  ].join(';');
}
