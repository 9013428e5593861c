import type { Scene } from '../../../shared/film.ts';
import { type FrameRate, frameRateFraction } from '../../../shared/time.ts';
import { filter } from '../../ffmpeg/filter-text.ts';
import type { Size } from '../segments/output-size.ts';
import type { SourceFacts } from './source-facts.ts';

/** How much a still grows over its scene: enough to be alive, too little to be noticed as a zoom. */
const growth = 0.08;

/** Lays one picture into the canvas: BT.709, limited range, square pixels, 4:2:0. */
export function layIn(facts: SourceFacts, size: Size, fit: Scene['fit'], flags: 'bicubic' | 'lanczos'): string[] {
  const shape = {
    w: size.width,
    h: size.height,
    flags: `${flags}+accurate_rnd`,
    force_original_aspect_ratio: fit === 'fill' ? 'increase' : 'decrease',
    force_divisible_by: fit === 'fill' ? undefined : 2,
  };
  return [
    ...(facts.pixelAspect === 1 ? [] : [filter('scale', { w: `trunc(iw*${facts.pixelAspect}/2)*2`, h: 'ih' })]),
    ...sized(facts, shape),
    fit === 'fill'
      ? filter('crop', { w: size.width, h: size.height })
      : filter('pad', { w: size.width, h: size.height, x: '(ow-iw)/2', y: '(oh-ih)/2' }),
    'setsar=1',
    'format=yuv420p',
  ];
}

/** FFmpeg's usual way from PQ or HLG to BT.709; Hable keeps highlights. https://ffmpeg.org/ffmpeg-filters.html#tonemap-1 */
const toneMap = [
  'zscale=t=linear:npl=100',
  'format=gbrpf32le',
  'zscale=p=bt709',
  'tonemap=tonemap=hable:desat=0',
  'zscale=t=bt709:m=bt709:r=tv',
  'format=yuv420p',
];

/** A plain conversion would drop the alpha channel and show the colours hidden under it. */
const overBlack = ['format=gbrap', 'premultiply=inplace=1', 'format=gbrp'];

type Shape = NonNullable<Parameters<typeof filter>[1]>;

/** Scaled and in BT.709, by the way that the source needs. A scaler that is to change range must be told its format. */
function sized(facts: SourceFacts, shape: Shape): string[] {
  const colours = { out_color_matrix: 'bt709', out_range: 'tv' };
  if (facts.hdr) return [filter('scale', shape), 'format=yuv420p10', ...toneMap];
  if (facts.alpha) return [filter('scale', shape), ...overBlack, filter('scale', colours), 'format=yuv444p'];
  return [filter('scale', { ...shape, in_color_matrix: facts.matrix, ...colours }), 'format=yuv420p'];
}

/** One picture for ever, at the film's rate, from frame 0. */
export function standStill(rate: FrameRate): string[] {
  const { num, den } = frameRateFraction(rate);
  return ['loop=loop=-1:size=1', `settb=${den}/${num}`, 'setpts=N', filter('fps', { fps: rate })];
}

/**
 * A slow zoom about the middle. `perspective` places its corners in 1/256 of a pixel; zoompan rounds to whole ones and
 * jitters. Measured on a dot in 1280x720 that should move 0.23 pixels a frame: 0.11 to 0.30 here, -0.18 to 0.50 (that
 * is, also backwards) with zoompan at twice the size. Frame `from` of `sceneFrames` is the first one here, so that body and joins of a scene agree.
 */
export function slowZoom(zoom: {
  readonly from: number;
  readonly sceneFrames: number;
  readonly inward: boolean;
  readonly quick: boolean;
}): string {
  const done = `((on+${zoom.from})/${zoom.sceneFrames})`;
  const part = zoom.inward ? done : `(1-${done})`;
  // Half of what is cut off at each side: (1 - 1 / (1 + growth x part)) / 2.
  const edge = `(0.5-0.5/(1+${growth}*${part}))`;
  const [left, right] = [`W*${edge}`, `W-W*${edge}`];
  const [top, bottom] = [`H*${edge}`, `H-H*${edge}`];
  return filter('perspective', {
    ...{ x0: left, y0: top, x1: right, y1: top, x2: left, y2: bottom, x3: right, y3: bottom },
    eval: 'frame',
    interpolation: zoom.quick ? 'linear' : 'cubic',
  });
}
