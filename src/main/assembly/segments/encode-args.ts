import { type FrameRate, frameRateFraction } from '../../../shared/time.ts';
import { encoderArgs } from './encoders.ts';
import type { Encoding } from './encoding.ts';

/** Encoders that take frames from the graphics card's memory only. */
const isVaapi = (encoding: Encoding): boolean => encoding.encoder.endsWith('_vaapi');

/** Arguments that stand before the inputs: the device of encoders that need one opened. */
export const deviceArgs = (encoding: Encoding): string[] =>
  isVaapi(encoding) ? ['-init_hw_device', 'vaapi=card', '-filter_hw_device', 'card'] : [];

/** Filters between the finished picture and the encoder: how it is marked, and where the encoder wants it. */
export const encoderFilters = (encoding: Encoding): string[] => [
  // Raw frames come back without the shape of their pixels, which x264 writes down.
  'setsar=1',
  'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
  ...(isVaapi(encoding) ? [`format=${encoding.pixelFormat === 'yuv420p' ? 'nv12' : 'p010le'}`, 'hwupload'] : []),
];

/**
 * FFmpeg's arguments to encode one segment, the same for every segment of a film, or stream copy could not join them.
 * Timestamps in MP4 are exact only when both timescales are a multiple of the rate (measured; with the track's alone
 * the last frame is 2 to 5 ms off). `bitexact` leaves out what changes from run to run, so that the same segment is the
 * same file.
 */
export function encodeArgs(encoding: Encoding): string[] {
  return [
    ...['-an', '-c:v', encoding.encoder, ...encoderArgs(encoding), ...profileArgs(encoding)],
    ...(isVaapi(encoding) ? [] : ['-pix_fmt', encoding.pixelFormat]),
    ...['-threads', '1', '-fps_mode', 'passthrough', '-flags:v', '+bitexact', '-fflags', '+bitexact'],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    // Said by some sources and not by others: without it their parameter sets would differ.
    ...['-chroma_sample_location', 'left'],
    ...timescaleArgs(encoding.fps),
    ...['-f', encoding.container],
  ];
}

function profileArgs({ codec, encoder, pixelFormat }: Encoding): string[] {
  if (encoder === 'libx264' && pixelFormat === 'yuv420p') return ['-profile:v', 'high'];
  // The tag that players of Apple want: parameter sets lie in the header only.
  return codec === 'hevc' ? ['-tag:v', 'hvc1'] : [];
}

/** Both timescales of an MP4 or MOV file. */
export function timescaleArgs(rate: FrameRate): string[] {
  const timescale = String(timescaleOf(rate));
  return ['-video_track_timescale', timescale, '-movie_timescale', timescale];
}

/** 24 -> 12288, 25 and 50 -> 12800, 30 and 60 -> 15360; the NTSC rates their numerator. */
export function timescaleOf(rate: FrameRate): number {
  const { num, den } = frameRateFraction(rate);
  if (den !== 1) return num;
  let scale = num;
  while (scale < 10_000) scale *= 2;
  return scale;
}
