import { type AssCaption, type AssTitle, captionScript } from '../../../shared/ass.ts';
import { captionBox, captionStyleOf } from '../../../shared/caption-style.ts';
import type { Canvas, CaptionStyleId } from '../../../shared/film.ts';
import { frameSeconds } from '../../../shared/time.ts';
import { filter } from '../../ffmpeg/filter-text.ts';

/** What is written over a stretch of picture, on its own clock in frames. */
export type Words = {
  readonly captions: readonly AssCaption[];
  readonly titles: readonly AssTitle[];
  readonly frames: number;
};

export type DrawnWords = {
  /** Text of the ASS file, to be written before the run. */
  readonly script: string;
  /** Filters that write it over the frames before them. They can stand in a chain, and use `[unworded]` and `[words]`. */
  readonly filters: string;
};

/** Captions that change more often than this are drawn into every frame: the list of changes is read for each. */
const mostChanges = 60;

/**
 * How words come into the picture; `files.script` is where the ASS file will be.
 *
 * FFmpeg's `ass` blends pixel by pixel, every frame anew: 1.6 ms at 1080p. Captions stand still, so they are drawn once
 * for each change, on a transparent band, which `overlay` lays over every frame with the processor's vectors: 0.5 ms,
 * and the same pixels within one level. Titles fade, and other pixel formats are rare: `ass` itself draws these.
 */
export function drawWords(
  words: Words,
  canvas: Canvas & { readonly pixelFormat: string },
  style: CaptionStyleId,
  files: { readonly script: string; readonly fontsDir: string },
): DrawnWords {
  const { captions, titles } = words;
  const ass = { filename: files.script, fontsdir: files.fontsDir };
  const changes = changesOf(words);
  const isBand = titles.length === 0 && canvas.pixelFormat === 'yuv420p' && changes.length <= mostChanges;
  const script = captionScript(captions, titles, canvas, style, isBand ? 'transparent' : 'picture');
  if (!isBand) return { script, filters: filter('ass', ass) };
  const { top, height } = bandOf(canvas, style);
  const seconds = frameSeconds(words.frames, canvas.fps).toFixed(6);
  const band = [
    filter('color', { c: 'black@0', s: `${canvas.width}x${canvas.height}`, r: canvas.fps, d: seconds }),
    'format=yuva420p',
    filter('select', { expr: changes.map((frame) => `eq(n,${frame})`).join('+') }),
    filter('ass', { ...ass, alpha: 1 }),
    filter('crop', { w: canvas.width, h: height, x: 0, y: top }),
    // What `ass` draws on transparency is weighted by its opacity.
    'unpremultiply=inplace=1',
  ];
  const laid = filter('overlay', { x: 0, y: top, format: 'yuv420' });
  return { script, filters: `null[unworded];${band.join(',')}[words];[unworded][words]${laid}` };
}

/** Frames at which the picture of the captions changes. */
function changesOf({ captions, frames }: Words): number[] {
  const edges = captions.flatMap(({ start, end }) => [start, end]);
  return [...new Set([0, ...edges])].filter((frame) => frame >= 0 && frame < frames).sort((one, other) => one - other);
}

/** Rows that captions can reach, in whole chroma rows: two lines, wrapped once more each, and the softness around. */
function bandOf(canvas: Canvas, style: CaptionStyleId): { top: number; height: number } {
  const { em, below, lines } = captionBox(canvas, captionStyleOf[style]);
  const tallestLine = 1.45;
  const top = Math.max(0, 2 * Math.floor((canvas.height - below - em * (tallestLine * (lines + 2) + 0.5)) / 2));
  const bottom = Math.min(canvas.height, 2 * Math.ceil((canvas.height - below + em) / 2));
  return { top, height: bottom - top };
}
