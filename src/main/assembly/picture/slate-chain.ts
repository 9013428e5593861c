import { filter } from '../../ffmpeg/filter-text.ts';
import type { ChainPlace, PictureCanvas, PictureChain, Span } from './picture-types.ts';
import { standStill, tagged } from './steady.ts';

/** A slate's ground; neutral, so that no colour conversion touches it. */
const slateColour = '0x18191b';

/** A dark card with writing, drawn once. */
export function slateChain(script: string, span: Span, canvas: PictureCanvas, place: ChainPlace): PictureChain {
  const filters = [
    filter('color', { c: slateColour, s: `${canvas.width}x${canvas.height}`, r: canvas.fps }),
    'trim=end_frame=1',
    `format=${canvas.pixelFormat}`,
    filter('ass', { filename: script, fontsdir: place.fontsDir }),
    ...standStill(canvas.fps),
    `trim=end_frame=${span.to - span.from}`,
    ...tagged,
  ];
  return { inputs: [], inputCount: 0, graph: `${filters.join(',')}[${place.label}]`, scripts: [] };
}
