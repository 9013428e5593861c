import type { StillMotion } from '../../../shared/still-window.ts';
import { inputArgs } from '../../ffmpeg/container.ts';
import { opaque } from './colours.ts';
import { type Layout, layIn, stillFlags } from './lay-in.ts';
import type { ChainPlace, Look, PictureCanvas, PictureChain, Span } from './picture-types.ts';
import type { SourceFacts } from './source-facts.ts';
import { standStill, tagged } from './steady.ts';
import { moveStill } from './still-motion.ts';
import { planStill } from './still-plan.ts';

type Still = Layout & { readonly facts: SourceFacts; readonly motion: StillMotion };

/**
 * A still in its scene. It is decoded, scaled and coloured once; only its motion is made for every frame. A file that
 * holds more than one picture gives its first.
 */
export function stillChain(
  still: Still,
  span: Span,
  canvas: PictureCanvas,
  look: Look,
  place: ChainPlace,
): PictureChain {
  const { motion } = still;
  const { filters: freed, facts } = opaque(still.facts);
  const solid = { ...still, facts };
  const moved = motion === 'none' ? null : moveStill(solid, planStill(motion, canvas, span), canvas, look, place);
  const filters = [
    'trim=end_frame=1',
    ...freed,
    moved?.plates ?? layIn(facts, canvas, still, { look, label: place.label, flags: stillFlags(canvas) }),
    ...standStill(canvas.fps),
    `trim=end_frame=${span.to - span.from}`,
    ...(moved?.motion ?? []),
    ...tagged,
  ];
  return {
    inputs: ['-threads', '1', ...wholeFile(facts)],
    inputCount: 1,
    graph: `[${place.input}:v:0]${filters.join(',')}[${place.label}]`,
    scripts: moved?.scripts ?? [],
  };
}

/** Decoders of what the demuxers of single pictures hold. */
const decoders: Readonly<Record<string, string>> = {
  ...{ png_pipe: 'png', jpeg_pipe: 'mjpeg', webp_pipe: 'webp', bmp_pipe: 'bmp', tiff_pipe: 'tiff' },
};

/** In one piece: the parser of the other demuxers would keep a copy of the file as long as the scene lasts. */
function wholeFile({ file, container }: SourceFacts): string[] {
  const decoder = decoders[container.demuxer];
  if (!decoder) return inputArgs(file, container);
  return ['-c:v', decoder, '-pattern_type', 'none', ...inputArgs(file, { ...container, demuxer: 'image2' })];
}
