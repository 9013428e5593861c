import type { Brightness } from './flicker.ts';

/**
 * FFmpeg's arguments for a second stream beside the packets of `walkOutputs`: one pixel of 16 bit for each frame, which is
 * as bright as the frame. Samples are picked without a filter, which would cost as much as a detector. Their numbers are
 * primes, so that they fall on all phases of a pattern that repeats: a pan over bars stays as bright as it is.
 */
export const brightnessStream = (index: number): string[] => [
  ...['-map', `0:${index}`, '-c:v:1', 'rawvideo', '-enc_time_base:v:1', `1/${ticks}`],
  // Packets wait for the first frame that decodes, which of a stream that begins between key frames may be a late one.
  ...['-max_muxing_queue_size', '100000'],
  '-filter:v:1',
  [
    "scale=w='min(iw,641)':h='min(ih,359)':flags=neighbor,format=gray",
    // In two steps, the last in 16 bit: in one, swscale weighs columns so unevenly that bars moving by swing by 2 %.
    'scale=32:18:flags=area,format=gray16le,scale=1:1:flags=area',
  ].join(),
];

/** A second. */
const ticks = 1000;

/**
 * Reads it from framecrc's lines `1, dts, pts, duration, 2, checksum`. The checksum is an Adler-32 that begins at 0: of two
 * bytes a and b it is a + b, and 2a + b in its upper half, so that the list of packets carries the pixels too. Pure.
 */
export function brightnessIn(lines: string): Brightness[] {
  return Array.from(lines.matchAll(/^1, +-?\d+, +(-?\d+), +\d+, +2, 0x(\w{4})(\w{4})/gm), ([, pts, upper, lower]) => {
    const [high, sum] = [Number(`0x${upper}`), Number(`0x${lower}`)];
    const low = high - sum;
    return { at: Number(pts) / ticks, luma: (low + 256 * (sum - low)) / 65_535 };
  });
}
