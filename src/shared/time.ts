import { z } from 'zod';

/** Frame rates a film can have, as exact fractions. NTSC rates are written n000/1001, as SMPTE does. */
export const frameRates = ['24000/1001', '24', '25', '30000/1001', '30', '50', '60000/1001', '60'] as const;
export const frameRateSchema = z.enum(frameRates);
export type FrameRate = z.infer<typeof frameRateSchema>;

export type Fraction = { readonly num: number; readonly den: number };

/** `'30000/1001'` -> `{num: 30000, den: 1001}`. */
export function frameRateFraction(rate: FrameRate): Fraction {
  const [num = 0, den = 1] = rate.split('/').map(Number);
  return { num, den };
}

/** The smallest whole number of frames that covers `seconds`. A hair over a frame (1 microsecond) is not a frame. */
export function framesCovering(seconds: number, rate: FrameRate): number {
  const { num, den } = frameRateFraction(rate);
  return Math.max(0, Math.ceil((seconds * num) / den - 1e-6 * (num / den)));
}

/** The nearest whole number of frames. */
export function framesNear(seconds: number, rate: FrameRate): number {
  const { num, den } = frameRateFraction(rate);
  return Math.round((seconds * num) / den);
}

/** Seconds at which frame number `frame` starts. */
export function frameSeconds(frame: number, rate: FrameRate): number {
  const { num, den } = frameRateFraction(rate);
  return (frame * den) / num;
}

/** Sample position of a frame's start at `sampleRate`, rounded once from the absolute frame number. */
export function frameSample(frame: number, rate: FrameRate, sampleRate: number): number {
  const { num, den } = frameRateFraction(rate);
  return Math.round((frame * den * sampleRate) / num);
}

/** `47.43` -> `0:47.4`; from an hour on `1:02:07.4`. */
export function formatTimecode(seconds: number): string {
  const tenths = Math.round(Math.max(0, seconds) * 10);
  const whole = Math.floor(tenths / 10);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${String(s).padStart(2, '0')}.${tenths % 10}`;
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${tail}` : `${m}:${tail}`;
}

/** Time left for people: `0:22`, `1:05`, `1:02:07`; whole seconds. */
export function formatClock(seconds: number): string {
  const whole = Math.round(Math.max(0, seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = String(s).padStart(2, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${tail}` : `${m}:${tail}`;
}

/** `5.2 s`. */
export const formatSeconds = (seconds: number): string => `${seconds.toFixed(1)} s`;
