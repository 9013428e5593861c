import type { PictureInputs } from '../../shared/job.ts';
import { defineVendor, type LocalVendor } from '../vendors/define-vendor.ts';

/** Pixels on the short side: 0.6 of the usual canvas, the least that the inspection does not call small. */
const shortSide = 432;
/** The fewest frames a second that a film can have: a frame costs the same at any rate. */
const fps = '24';

type Size = Pick<PictureInputs, 'width' | 'height' | 'fps'>;

/** The size at which an animatic is drawn: the shape asked for, as large as the canvas at most, and quick. */
export function quickSize({ width, height, aspect }: Omit<Size, 'fps'> & { readonly aspect: string }): Size {
  const [across = 0, down = 0] = aspect.split(':').map(Number);
  const ratio = across > 0 && down > 0 ? across / down : width / height;
  const short = Math.min(shortSide, width, height);
  const even = (pixels: number) => Math.max(16, 2 * Math.round(pixels / 2));
  return ratio >= 1
    ? { width: even(short * ratio), height: even(short), fps }
    : { width: even(short), height: even(short / ratio), fps };
}

/** A vendor of this machine that draws at that size. */
export const drawsQuickly = (vendor: LocalVendor): LocalVendor => {
  const { picture } = vendor;
  if (!picture) return vendor;
  return defineVendor({
    ...vendor,
    picture: (order) => picture({ ...order, inputs: { ...order.inputs, ...quickSize(order.inputs) } }),
  });
};
