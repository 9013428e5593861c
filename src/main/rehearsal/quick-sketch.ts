import { join } from 'node:path';
import type { PictureInputs } from '../../shared/job.ts';
import { runFfmpeg } from '../ffmpeg/run.ts';
import type { LocalOrder, LocalResult, LocalVendor } from '../vendors/define-vendor.ts';

type Draw = (order: LocalOrder<PictureInputs>) => Promise<LocalResult>;

/** Pixels on the short side: 0.6 of the usual canvas, the least that the inspection does not call small. */
const shortSide = 432;
/** Each drawing is shown for two frames of 24 a second, as animators do: half the work, and not choppy yet. */
const onTwos = 2;

/** Draws an animatic's picture: as large as it has to be, on twos, in a good third of a sketch's usual time. */
export const quickly =
  (draw: Draw): Draw =>
  async (order) => {
    const { inputs, tools, dir, signal } = order;
    const size = quickSize(inputs);
    const half = { ...inputs, ...size, fps: '24', seconds: inputs.seconds / onTwos };
    const drawn = await draw({ ...order, inputs: half });
    const file = join(dir, 'animatic.mp4');
    // The timestamps are stretched, the drawings copied: https://ffmpeg.org/ffmpeg.html#Advanced-options
    await runFfmpeg(tools, ['-itsscale', String(onTwos), '-i', drawn.file, '-c', 'copy', file], { signal });
    return { file };
  };

/** A vendor of this machine, whose pictures are drawn quickly. */
export const drawsQuickly = (vendor: LocalVendor): LocalVendor =>
  vendor.picture ? { ...vendor, picture: quickly(vendor.picture) } : vendor;

/** The shape asked for, in even pixels, no larger than the canvas. */
export function quickSize({ width, height, aspect }: Pick<PictureInputs, 'width' | 'height' | 'aspect'>) {
  const [across = 0, down = 0] = aspect.split(':').map(Number);
  const ratio = across > 0 && down > 0 ? across / down : width / height;
  const short = Math.min(shortSide, width, height);
  const even = (pixels: number) => Math.max(16, 2 * Math.round(pixels / 2));
  return ratio >= 1
    ? { width: even(short * ratio), height: even(short) }
    : { width: even(short), height: even(short / ratio) };
}
