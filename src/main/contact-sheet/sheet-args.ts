import type { SheetForm } from '../../shared/sheet.ts';
import { type FrameRate, frameSample } from '../../shared/time.ts';
import { type PictureSource, pictureChain } from '../assembly/picture/picture-chain.ts';
import type { PictureCanvas, PictureChain, Span } from '../assembly/picture/picture-types.ts';
import { timescaleArgs } from '../assembly/segments/encode-args.ts';
import { filter } from '../ffmpeg/filter-text.ts';
import type { SheetLayout, Size } from './sheet-layout.ts';
import { sheetInks } from './sheet-script.ts';

/** What a cell shows, and which frames of it. */
export type CellPicture = { readonly source: PictureSource; readonly span: Span };

export type SheetRun = {
  readonly form: SheetForm;
  readonly layout: SheetLayout;
  readonly cells: readonly CellPicture[];
  readonly frames: number;
  readonly fps: FrameRate;
  /** Arguments that read the sound; null for silence. */
  readonly sound: readonly string[] | null;
  /** Path of the ASS file with everything that is written. */
  readonly script: string;
  readonly fontsDir: string;
  /** Absolute path for a script of this run. */
  readonly workFile: (name: string) => string;
  readonly output: string;
};

/** Arguments of the one run that makes a sheet, and the files to write before it. Pure. */
export function sheetArgs(run: SheetRun): { readonly args: string[]; readonly scripts: PictureChain['scripts'] } {
  const { form, layout, fps, sound } = run;
  const chains: PictureChain[] = [];
  let input = 0;
  for (const [index, cell] of run.cells.entries()) {
    const place = { input, label: `t${index}`, fontsDir: run.fontsDir, workFile: run.workFile };
    const size = layout.cells[index]?.picture ?? layout;
    const chain = pictureChain(cell.source, cell.span, cellCanvas(size, fps), null, place);
    chains.push(chain);
    input += chain.inputCount;
  }
  const graph = [...chains.map((chain) => chain.graph), `${grid(layout, chains.length)},${finish(run)}[sheet]`];
  const heard = sound === null ? [] : ['-map', '[heard]', '-c:a', 'aac', '-b:a', '192k'];
  if (sound !== null) graph.push(`[${input}:a:0]${soundFilters(run)}[heard]`);
  return {
    scripts: chains.flatMap(({ scripts }) => scripts),
    args: [
      ...chains.flatMap(({ inputs }) => inputs),
      ...(sound ?? []),
      ...['-filter_complex', graph.join(';'), '-map', '[sheet]', ...heard],
      // FFmpeg copies what the first input says of itself: names of generators, prompts, places.
      ...['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
      ...(form === 'image' ? png : mp4(fps)),
      `file:${run.output}`,
    ],
  };
}

/** A cell as the assembly's chains see it: a small film. */
export const cellCanvas = ({ width, height }: Size, fps: FrameRate): PictureCanvas => ({
  ...{ width, height, fps, pixelFormat: 'yuv420p', quick: false },
});

const ground = sheetInks.ground.replace('#', '0x');

/** All cells side by side on the ground, and the sheet around them. One cell is its own grid. */
function grid({ width, height, cells }: SheetLayout, count: number): string {
  const [first] = cells;
  if (!first) throw new RangeError('A contact sheet needs takes.');
  const { x, y } = first.picture;
  const pads = Array.from({ length: count }, (_, index) => `[t${index}]`).join('');
  const layout = cells.map(({ picture }) => `${picture.x - x}_${picture.y - y}`).join('|');
  const stacked = count === 1 ? '' : `${filter('xstack', { inputs: count, layout, fill: ground })},`;
  return `${pads}${stacked}${filter('pad', { w: width, h: height, x, y, color: ground })}`;
}

/** Words last: in a picture on full colours, where small letters stay sharp. */
function finish({ form, script, fontsDir }: SheetRun): string {
  const words = filter('ass', { filename: script, fontsdir: fontsDir });
  const marked = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709';
  if (form === 'video') return `${words},setsar=1,${marked}`;
  return `${filter('scale', { in_color_matrix: 'bt709', in_range: 'tv' })},format=rgb24,${words}`;
}

/** From its own start, with silence after its end, exactly as long as the sheet. */
function soundFilters({ frames, fps }: SheetRun): string {
  const samples = frameSample(frames, fps, soundRate);
  const even = `aresample=${soundRate}:async=1:first_pts=0,aformat=channel_layouts=stereo`;
  return `${even},apad,atrim=end_sample=${samples}`;
}

const soundRate = 48_000;
const png = ['-frames:v', '1', '-c:v', 'png', '-f', 'image2', '-update', '1'];

/** Plays everywhere; a keyframe about every second, since sheets are scrubbed. */
const mp4 = (fps: FrameRate): string[] => [
  ...['-c:v', 'libx264', '-profile:v', 'high', '-preset', 'veryfast', '-crf', '19', '-pix_fmt', 'yuv420p', '-g', '30'],
  ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ...['-fps_mode', 'passthrough', ...timescaleArgs(fps), '-movflags', '+faststart', '-f', 'mp4'],
];
