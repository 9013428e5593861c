import { stat } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import type { SheetForm } from '../../shared/sheet.ts';
import { type FrameRate, frameSeconds } from '../../shared/time.ts';
import { probeMedia } from '../ffmpeg/probe.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { Size } from './sheet-layout.ts';

export type SheetFacts = Size & {
  readonly bytes: number;
  /** Null for a picture. */
  readonly seconds: number | null;
};

export type SheetWish = Size & {
  readonly form: SheetForm;
  readonly frames: number;
  readonly fps: FrameRate;
  readonly sound: boolean;
};

/**
 * Measures a finished sheet against what it was to be: kind, size, sound, and length to within a frame. Throws `internal`
 * when it is something else, and what `probeMedia` throws when it does not decode.
 */
export async function checkSheet(tools: FfmpegTools, file: string, wish: SheetWish): Promise<SheetFacts> {
  const { form, width, height, frames, fps } = wish;
  const probe = await probeMedia(tools, file);
  const seconds = form === 'image' ? null : frameSeconds(frames, fps);
  const apart = Math.abs((probe.seconds ?? 0) - (seconds ?? 0));
  const wrong = [
    // One frame without sound is a picture, whatever it lies in.
    frames > 1 && probe.kind !== 'video' && `it is no film but ${probe.kind}`,
    (probe.width !== width || probe.height !== height) && `${probe.width}x${probe.height} for ${width}x${height}`,
    probe.kind === 'video' && apart > frameSeconds(1, fps) && `${probe.seconds} s for ${seconds} s`,
    wish.sound !== (probe.audioCodec !== null) && (wish.sound ? 'it has no sound' : 'it has sound'),
  ].filter((text) => text !== false);
  if (wrong.length > 0) {
    const message = `The finished contact sheet is not what was planned: ${wrong.join(', ')}.`;
    throw new AppError({ code: 'internal', message, details: { wrong } });
  }
  const { size } = await stat(file);
  return { bytes: size, width, height, seconds };
}
