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
    inputs: ['-threads', '1', ...inputArgs(facts.file, facts.container)],
    inputCount: 1,
    graph: `[${place.input}:v:0]${filters.join(',')}[${place.label}]`,
    scripts: moved?.scripts ?? [],
  };
}
