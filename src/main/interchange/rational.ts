import { type FrameRate, frameRateFraction } from '../../shared/time.ts';

/** Frames as the exact seconds that FCPXML wants: `1001/30000s`, or `5s` where they are whole. */
export function rationalSeconds(frames: number, rate: FrameRate): string {
  const { num, den } = frameRateFraction(rate);
  return fractionText(Math.round(frames) * den, num);
}

/** Any seconds, in 720 000ths as Final Cut Pro does: all frame rates and 48 kHz divide them. */
export const tickSeconds = (seconds: number): string => fractionText(Math.round(seconds * 720_000), 720_000);

function fractionText(num: number, den: number): string {
  const common = divisor(Math.abs(num), den);
  const [top, bottom] = [num / common, den / common];
  return bottom === 1 ? `${top}s` : `${top}/${bottom}s`;
}

function divisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return Math.max(1, x);
}

/** `1001/30000s`, `5s` or `2.5s` as seconds; null where it is no time. */
export function parseSeconds(text: string | undefined): number | null {
  const match = /^(-?\d+(?:\.\d+)?)(?:\/(\d+))?s$/.exec(text?.trim() ?? '');
  if (!match) return null;
  const seconds = Number(match[1]) / Number(match[2] ?? 1);
  return Number.isFinite(seconds) ? seconds : null;
}
