import { z } from 'zod';
import type { Rgb } from './colour-table.ts';

const rgbSchema = z.tuple([z.number(), z.number(), z.number()]);

/** A look of the studio as it lies in `resources/looks/<id>.json`. Small numbers: a look is a seasoning. */
export const lookSchema = z.strictObject({
  /** Slope, offset and power of each colour, and saturation, as in the ASC Color Decision List. */
  slope: rgbSchema,
  offset: rgbSchema,
  power: rgbSchema,
  saturation: z.number().min(0).max(2),
  /** 0 leaves it, 1 is a full S-curve. */
  contrast: z.number().min(0).max(1),
  /** Added to what is dark, and to what is bright. */
  shadows: rgbSchema,
  highlights: rgbSchema,
});
export type BuiltInLook = z.infer<typeof lookSchema>;

type Channel = 0 | 1 | 2;
const eachOf = (value: (index: Channel) => number): Rgb => [value(0), value(1), value(2)];
const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Brightness by BT.709. */
const luma = ([red, green, blue]: Rgb): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** What the look makes of a colour. https://en.wikipedia.org/wiki/ASC_CDL, then a smoothstep as S-curve, then the tints. */
export function applyLook(look: BuiltInLook, colour: Rgb): Rgb {
  const decided = eachOf((index) => clamp(colour[index] * look.slope[index] + look.offset[index]) ** look.power[index]);
  const grey = luma(decided);
  const saturated = eachOf((index) => clamp(grey + (decided[index] - grey) * look.saturation));
  const curved = eachOf((index) => {
    const value = saturated[index];
    return value + (value * value * (3 - 2 * value) - value) * look.contrast;
  });
  const bright = luma(curved);
  // Black and white themselves stay clear of the tints.
  const [dark, light] = [(1 - bright) ** 2 * bright * 4, bright ** 2 * (1 - bright) * 4];
  return eachOf((index) => clamp(curved[index] + look.shadows[index] * dark + look.highlights[index] * light));
}
