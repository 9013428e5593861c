import { type FrameRate, frameRateFraction } from '../../shared/time.ts';

/** Frames that timecode counts in a second: 30 for 30000/1001. */
export function timebase(rate: FrameRate): number {
  const { num, den } = frameRateFraction(rate);
  return Math.round(num / den);
}

/** Whether the rate is one of NTSC's, 1000/1001 of a whole one. */
export const isNtsc = (rate: FrameRate): boolean => frameRateFraction(rate).den !== 1;

/** Whether timecode at this rate drops numbers to stay with the clock: 29.97 and 59.94 do, 23.976 never does. */
export const isDropFrame = (rate: FrameRate): boolean => isNtsc(rate) && timebase(rate) !== 24;

/**
 * `01:00:00:00`; with `;` before the frames where numbers are dropped: the first 2 (29.97) or 4 (59.94) of each minute,
 * except each tenth (SMPTE ST 12-1).
 */
export function timecode(frame: number, rate: FrameRate): string {
  const base = timebase(rate);
  const drop = isDropFrame(rate);
  const count = drop ? withDropped(frame, base) : frame;
  const seconds = Math.floor(count / base);
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  return `${parts.map(two).join(':')}${drop ? ';' : ':'}${two(count % base)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The frame's number when dropped numbers are counted, too. */
function withDropped(frame: number, base: number): number {
  const dropped = base / 15;
  const perMinute = base * 60 - dropped;
  const perTen = perMinute * 10 + dropped;
  const [tens, rest] = [Math.floor(frame / perTen), frame % perTen];
  // The first minute of ten drops nothing.
  const minutes = rest < base * 60 ? 0 : 1 + Math.floor((rest - base * 60) / perMinute);
  return frame + dropped * (9 * tens + minutes);
}
