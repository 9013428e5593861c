import type { Focus, Scene } from '../../../shared/film.ts';
import type { ClipPlay } from '../../../shared/reach.ts';
import type { StillMotion } from '../../../shared/still-window.ts';
import { clipChain } from './clip-chain.ts';
import type { ChainPlace, Look, PictureCanvas, PictureChain, Span } from './picture-types.ts';
import { slateChain } from './slate-chain.ts';
import type { SourceFacts } from './source-facts.ts';
import { stillChain } from './still-chain.ts';

/** What a scene shows. `play` is of the whole scene, whatever the span. */
export type PictureSource =
  /** `script` is the path of an ASS file with the writing on a dark card. */
  | { readonly kind: 'slate'; readonly script: string }
  | {
      readonly kind: 'still';
      readonly facts: SourceFacts;
      readonly motion: StillMotion;
      readonly fit: Scene['fit'];
      readonly focus: Focus;
    }
  | {
      readonly kind: 'clip';
      readonly facts: SourceFacts;
      readonly play: ClipPlay;
      readonly fit: Scene['fit'];
      readonly focus: Focus;
    };

/**
 * How FFmpeg reads `source` and makes frames `span.from` to `span.to` of its scene of it: of the canvas's size, rate and
 * pixel format, BT.709 in video levels, square pixels, timestamps 0, 1, 2 … at the canvas's rate. Pure. A frame of a
 * scene comes out the same whichever span it is asked for in. Write `scripts` before the run.
 */
export function pictureChain(
  source: PictureSource,
  span: Span,
  canvas: PictureCanvas,
  look: Look,
  place: ChainPlace,
): PictureChain {
  switch (source.kind) {
    case 'slate':
      return slateChain(source.script, span, canvas, place);
    case 'still':
      return stillChain(source, span, canvas, look, place);
    case 'clip':
      return clipChain(source, span, canvas, look, place);
  }
}
