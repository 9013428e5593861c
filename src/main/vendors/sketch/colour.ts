/** sRGB, each 0 to 255, fractions allowed. */
export type Rgb = readonly [number, number, number];

/** `'#1f2a4d'` -> numbers. */
export function hex(code: string): Rgb {
  const value = Number.parseInt(code.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

type Lab = readonly [number, number, number];

const toLinear = (byte: number): number => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const fromLinear = (value: number): number =>
  255 * (value <= 0.0031308 ? 12.92 * Math.max(0, value) : 1.055 * Math.min(1, value) ** (1 / 2.4) - 0.055);

/** Björn Ottosson's OKLab (https://bottosson.github.io/posts/oklab/), in which mixtures look even. */
function toLab([red, green, blue]: Rgb): Lab {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([lightness, a, b]: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** From `a` (0) to `b` (1) by way of OKLab. */
export function mix(a: Rgb, b: Rgb, amount: number): Rgb {
  const [la, lb] = [toLab(a), toLab(b)];
  const at = (index: 0 | 1 | 2) => la[index] + (lb[index] - la[index]) * amount;
  return fromLab([at(0), at(1), at(2)]);
}

/** The colour with its hue turned (degrees), its chroma and its lightness multiplied. */
export function shift(colour: Rgb, turn: number, chroma = 1, lightness = 1): Rgb {
  const [l, a, b] = toLab(colour);
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) * chroma, Math.sin(angle) * chroma];
  return fromLab([Math.min(1, l * lightness), a * cos - b * sin, a * sin + b * cos]);
}

/** Steps of a ramp: finer than 8 bits can show. */
const rampSteps = 512;
/** Colours from 0 to 1, looked up instead of mixed for every pixel. */
export type Ramp = { readonly colours: Float32Array };

/** A ramp through evenly or explicitly placed stops. */
export function ramp(stops: readonly (readonly [at: number, colour: Rgb])[]): Ramp {
  const colours = new Float32Array((rampSteps + 1) * 3);
  for (let step = 0; step <= rampSteps; step += 1) {
    colours.set(colourBetween(stops, step / rampSteps), step * 3);
  }
  return { colours };
}

function colourBetween(stops: readonly (readonly [number, Rgb])[], at: number): Rgb {
  const next = stops.findIndex(([position]) => position >= at);
  const after = stops[next === -1 ? stops.length - 1 : next];
  const before = stops[Math.max(0, (next === -1 ? stops.length : next) - 1)];
  if (!after || !before) return [0, 0, 0];
  const gap = after[0] - before[0];
  return gap <= 0 ? after[1] : mix(before[1], after[1], (at - before[0]) / gap);
}

/** Offset of the ramp's colour for `at` (0 to 1) in `colours`. */
export const rampOffset = (at: number): number => Math.round((at < 0 ? 0 : at > 1 ? 1 : at) * rampSteps) * 3;
