import { filter } from '../../ffmpeg/filter-text.ts';
import type { Look, PixelFormat } from './picture-types.ts';
import type { SourceFacts } from './source-facts.ts';
import { toneMap } from './tone-mapping.ts';

/** A size to scale to, as expressions of the scale filter. */
export type Target = { readonly w: string | number; readonly h: string | number };

/**
 * Where colour samples lie: at the left, as in MPEG-2, H.264 and HEVC. swscale's own default is the middle, which moves
 * colours by a quarter of a pixel in every scaling.
 */
const chroma = { h: 0, v: 128 };
export const chromaIn = { in_h_chr_pos: chroma.h, in_v_chr_pos: chroma.v };
export const chromaOut = { out_h_chr_pos: chroma.h, out_v_chr_pos: chroma.v };

/** Scaled and in BT.709 video levels, in one pass where the source allows it. */
export function scaleTo(facts: SourceFacts, target: Target, format: PixelFormat, flags: string): string[] {
  if (facts.hdr) return [filter('scale', { ...target, flags }), 'format=yuv420p10', ...toneMap, `format=${format}`];
  if (facts.alpha) return [filter('scale', { ...target, flags }), ...overBlack(facts), ...into(format)];
  const positions = { ...(facts.matrix === 'auto' ? {} : chromaIn), ...chromaOut };
  return [filter('scale', { ...target, flags, ...positions, ...colourChange(facts) }), `format=${format}`];
}

/** Nothing for what is BT.709 in video levels already: a scaler with nothing to do then passes frames through. */
function colourChange(facts: SourceFacts): Record<string, string | undefined> {
  if (facts.matrix === 'bt709' && !facts.fullRange) return {};
  return {
    in_color_matrix: facts.matrix === 'auto' ? undefined : facts.matrix,
    in_range: facts.fullRange ? 'pc' : undefined,
    out_color_matrix: 'bt709',
    out_range: 'tv',
  };
}

/** From RGB. */
const into = (format: PixelFormat): string[] => [
  filter('scale', { out_color_matrix: 'bt709', out_range: 'tv', ...chromaOut }),
  `format=${format}`,
];

/** Largest picture, in pixels, that is freed of its alpha channel before it is scaled. */
const mostBeforehand = 16_000_000;

/**
 * Filters that free a picture of its alpha channel, and its facts behind them. A plain conversion would drop the channel and
 * show the colours hidden under it, and scaling before multiplying would draw them into the edges; that is put up with
 * only where it saves hundreds of megabytes. To stand before a chain splits.
 */
export function opaque(facts: SourceFacts): { filters: string[]; facts: SourceFacts } {
  const early = facts.alpha && !facts.hdr && facts.width * facts.height <= mostBeforehand;
  if (!early) return { filters: [], facts };
  return { filters: overBlack(facts), facts: { ...facts, alpha: false, matrix: 'auto', fullRange: false } };
}

/** The scaler multiplies packed pixels in one pass: a third of the memory of `premultiply`, within one level of it. */
const overBlack = (facts: SourceFacts): string[] => [
  // It takes black for 0 in video levels too.
  ...(facts.matrix === 'auto'
    ? []
    : [filter('scale', { in_color_matrix: facts.matrix, in_range: facts.fullRange ? 'pc' : 'tv' }), 'format=rgba']),
  'scale=alphablend=uniform_color',
  'format=rgb24|rgb48',
];

/** The look, on frames in BT.709. */
export function lookFilters(look: Look, format: PixelFormat): string[] {
  if (!look) return [];
  return [
    filter('scale', { in_color_matrix: 'bt709', in_range: 'tv', ...chromaIn }),
    // Twice as quick as eight bits, for which lut3d has no SIMD, and exact: 7 ms a frame of 720 lines, not 17.
    'format=gbrp16',
    filter('lut3d', { file: look.cube, interp: 'tetrahedral' }),
    ...into(format),
  ];
}
