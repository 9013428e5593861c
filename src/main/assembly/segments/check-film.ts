import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Cut } from '../../../shared/cut.ts';
import { AppError } from '../../../shared/errors.ts';
import { frameRateFraction, frameSeconds } from '../../../shared/time.ts';
import type { Encoding } from './encoding.ts';
import { type Mp4Track, readMp4Index } from './mp4-index.ts';

/** What was measured on the finished file. */
export type Measured = {
  readonly bytes: number;
  readonly seconds: number;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  /** By how much the sound ends after the picture, in seconds; null for a silent file. */
  readonly soundOffset: number | null;
};

/** An AAC frame is 1024 samples: sound may end this much earlier or later than the picture. */
const soundTolerance = 1024 / 48_000;

/**
 * Measures the finished file against the plan: the codec, the size, the exact number of frames, every step from frame to
 * frame the same, and both tracks as long as the film to within a frame. Throws `internal` when it is not what was planned.
 */
export async function checkFilm(file: string, cut: Cut, encoding: Encoding, wantsSound: boolean): Promise<Measured> {
  const tracks = (await readMp4Index(file)) ?? [];
  const picture = tracks.find(({ kind }) => kind === 'vide');
  const sound = tracks.find(({ kind }) => kind === 'soun');
  const wrong = mistakes(picture, wantsSound ? (sound ?? null) : undefined, cut, encoding);
  if (!picture || wrong.length > 0) {
    const message = `The finished file is not what was planned: ${wrong.join(', ')}.`;
    throw new AppError({ code: 'internal', message, details: { file: basename(file), wrong } });
  }
  const { size } = await stat(file);
  return {
    bytes: size,
    seconds: picture.seconds,
    frames: picture.times.length,
    width: picture.width,
    height: picture.height,
    soundOffset: sound ? sound.seconds - picture.seconds : null,
  };
}

/** Names of the codecs in MP4 and MOV. ProRes has one for each profile. */
const codecNames: Record<Encoding['codec'], RegExp> = {
  ...{ h264: /^avc1$/, hevc: /^hvc1$/, av1: /^av01$/, prores: /^ap[c4]/ },
};

/** What differs from the plan, in words. `sound` undefined is a film that wants none, null one that lacks it. */
export function mistakes(
  picture: Mp4Track | undefined,
  sound: Mp4Track | null | undefined,
  cut: Cut,
  encoding: Encoding,
): string[] {
  if (!picture) return ['it has no picture'];
  const seconds = frameSeconds(cut.frames, encoding.fps);
  const frame = frameSeconds(1, encoding.fps);
  const { codec, width, height, times } = picture;
  const stray = strayFrame(picture, encoding);
  const found: (string | false)[] = [
    !codecNames[encoding.codec].test(codec) && `picture is ${codec}`,
    times.length !== cut.frames && `${times.length} frames instead of ${cut.frames}`,
    (width !== encoding.width || height !== encoding.height) && `${width}x${height}`,
    stray !== -1 && `frame ${stray} is not in its place`,
    Math.abs(picture.seconds - seconds) > frame / 2 && `picture lasts ${picture.seconds} s instead of ${seconds} s`,
    sound === null && 'it has no sound',
    sound != null &&
      Math.abs(sound.seconds - seconds) > Math.max(frame, soundTolerance) &&
      `sound lasts ${sound.seconds} s instead of ${seconds} s`,
  ];
  return found.filter((text) => text !== false);
}

/** Number of the first frame that is not shown exactly at its time; -1 when all are. */
function strayFrame({ times, timescale }: Mp4Track, { fps }: Encoding): number {
  const { num, den } = frameRateFraction(fps);
  const step = (timescale * den) / num;
  return times.toSorted((a, b) => a - b).findIndex((time, index) => time !== index * step);
}
