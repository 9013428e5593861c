import type { Encoding } from '../segments/encoding.ts';

const reading = (film: string): string[] => ['-protocol_whitelist', 'file', '-f', 'mov', '-i', `file:${film}`];
const repeatable = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'];

/** One palette for the whole film, chosen by what moves. Writes a PNG. */
export const paletteArgs = (film: string, step: number, output: string): string[] => [
  ...[...reading(film), '-vf', `framestep=${step},palettegen=stats_mode=diff`],
  ...['-frames:v', '1', '-update', '1', '-f', 'image2', `file:${output}`],
];

export type LoopFiles = {
  readonly film: string;
  /** The palette's PNG; GIF only. */
  readonly palette: string;
  /** Every n-th frame is taken. */
  readonly step: number;
  readonly output: string;
};

/**
 * FFmpeg's arguments for a GIF or WebP that plays for ever. Bayer dithering keeps still what stands still, where error
 * diffusion would swarm and make the file larger.
 */
export function loopArgs(
  { codec, quality }: { readonly codec: 'gif' | 'webp'; readonly quality: number },
  { film, palette, step, output }: LoopFiles,
): string[] {
  const ending = ['-loop', '0', ...repeatable, `file:${output}`];
  if (codec === 'webp') {
    const encoder = ['-c:v', 'libwebp_anim', '-pix_fmt', 'yuv420p', '-quality', String(quality)];
    return [...reading(film), '-an', '-vf', `framestep=${step}`, ...encoder, '-f', 'webp', ...ending];
  }
  const graph = `[0:v]framestep=${step}[v];[v][1:v]paletteuse=dither=bayer:bayer_scale=3:diff_mode=rectangle`;
  const inputs = [...reading(film), '-f', 'png_pipe', '-i', `file:${palette}`];
  return [...inputs, '-an', '-lavfi', graph, '-c:v', 'gif', '-f', 'gif', ...ending];
}

/** Bits a pixel of busy pictures, on the high side. */
const bitsPerPixel = { gif: 5, webp: 1.5 };

export const loopBytes = (
  codec: 'gif' | 'webp',
  frames: number,
  { width, height }: Pick<Encoding, 'width' | 'height'>,
): number => Math.ceil((frames * width * height * bitsPerPixel[codec]) / 8);
