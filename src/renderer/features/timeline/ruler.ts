import { type FrameRate, frameRateFraction } from '../../../shared/time.ts';
import type { Edges, Scale } from './geometry.ts';

export type Tick = { readonly frame: number; readonly label: string };

/** Room for `0:00:00` and some air, in pixels. */
const labelRoom = 72;
const wholeSeconds: readonly number[] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600];
const partsOfSecond: readonly number[] = [1, 2, 5, 10, 15];

/** Frames that are counted in a second: 29.97 counts to 30, as editors do without drop frames. */
const counted = (rate: FrameRate): number => {
  const { num, den } = frameRateFraction(rate);
  return Math.round(num / den);
};

/** `14:06`, minutes and seconds apart from frames: `0:14:06` is frame 6 of second 14. From an hour on `1:02:07:06`. */
export function timecode(frame: number, rate: FrameRate): string {
  const base = counted(rate);
  const seconds = Math.floor(frame / base);
  const two = (part: number) => String(part).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${two(s)}:${two(Math.floor(frame) % base)}`;
  return h > 0 ? `${h}:${two(m)}:${tail}` : `${m}:${tail}`;
}

/** Frames between two labels: the closest round step that leaves room to read them. */
export function tickStep(scale: Scale, rate: FrameRate): number {
  const base = counted(rate);
  const steps = [...partsOfSecond.filter((step) => step < base), ...wholeSeconds.map((seconds) => seconds * base)];
  return steps.find((step) => step * scale >= labelRoom) ?? 3600 * base;
}

/** The labelled marks between two frames. Whole seconds are written without their frames. */
export function ticks(scale: Scale, rate: FrameRate, view: Edges): Tick[] {
  const step = tickStep(scale, rate);
  const seconds = step >= counted(rate);
  const first = Math.max(0, Math.floor(view.from / step) * step);
  const count = Math.max(0, Math.ceil((view.to - first) / step));
  return Array.from({ length: count }, (_, index) => {
    const frame = first + index * step;
    const whole = timecode(frame, rate);
    return { frame, label: seconds ? whole.slice(0, -3) : whole };
  });
}
