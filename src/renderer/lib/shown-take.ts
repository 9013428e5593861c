import type { Probe, TakeView } from '../../shared/take.ts';

/** The take's own file, or the copy that the studio makes of it for the window. */
export type Shown = 'media' | 'preview';

/** What Chromium draws on every machine; whether it draws HEVC depends on the machine, ProRes and TIFF never. */
const drawn: ReadonlySet<string> = new Set(['h264', 'vp8', 'vp9', 'av1', 'png', 'mjpeg', 'webp', 'gif', 'bmp']);
const heard = /^(aac|mp3|opus|vorbis|flac|pcm_(u8|s16le|s24le|s32le|f32le|mulaw|alaw))$/;

/** Pixels of a still above which drawing it holds up the window. */
const mostPixels = 20_000_000;

/** Which of the two to try first. That the file is one that Chromium knows is no promise: H.264 in ten bits is not. */
export function shownFirst({ probe }: Pick<TakeView, 'probe'>, playsHevc = false): Shown {
  const { videoCodec, audioCodec } = probe;
  const seen = videoCodec === null || drawn.has(videoCodec) || (videoCodec === 'hevc' && playsHevc);
  const sounds = audioCodec === null || heard.test(audioCodec);
  return seen && sounds && !isHuge(probe) ? 'media' : 'preview';
}

const isHuge = ({ kind, width, height }: Probe): boolean =>
  kind === 'image' && (width ?? 0) * (height ?? 0) > mostPixels;
