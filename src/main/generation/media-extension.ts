import type { Probe } from '../../shared/take.ts';

/** FFmpeg's demuxer -> the file name ending that players and browsers expect. */
const endings: Readonly<Record<string, string>> = {
  mov: 'mp4',
  png_pipe: 'png',
  apng: 'png',
  jpeg_pipe: 'jpg',
  webp_pipe: 'webp',
  tiff_pipe: 'tiff',
  bmp_pipe: 'bmp',
  mpegts: 'ts',
};

/** The ending, without the dot, for a file by what is in it: names and content types of vendors are often wrong. */
export function mediaExtension(demuxer: string, probe: Probe): string {
  if (demuxer === 'mov' && probe.kind === 'audio') return 'm4a';
  if (demuxer === 'matroska') return /^(vp8|vp9|av1)$/.test(probe.videoCodec ?? '') ? 'webm' : 'mkv';
  return endings[demuxer] ?? demuxer;
}
