import { mix, type Rgb } from '../colour.ts';
import { between } from '../noise.ts';
import { type Frame, paintPlate } from '../plate.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';

/** Ribbons of coloured light that fold over each other, back to front. */
export function ribbons(stage: Stage): Pass[] {
  const { palette, height, unit } = stage;
  const random = stage.random('ribbons');
  const deep = mix(palette.zenith, palette.near, 0.5);
  const hues = [palette.sky, mix(palette.sky, palette.accent, 0.6), palette.accent, palette.horizon, palette.light];
  const tilt = between(random, -0.22, 0.22);
  const count = 8;
  const background = paintPlate(coverArea(stage, 0, -1e6, 1e6), 4, (x, y, out) => {
    const near = Math.exp(-Math.hypot(x - stage.light.x, y - height * 0.3) / (unit * 0.8));
    for (let i = 0; i < 3; i += 1) {
      out[i] = (palette.near[i] as number) + ((deep[i] as number) - (palette.near[i] as number)) * near * 1.6;
    }
    out[3] = 1;
  });
  const waves = Array.from({ length: count }, (_, i): Ribbon => {
    const k = i / (count - 1);
    const position = k * (hues.length - 1.001);
    const [a, b] = [hues[Math.floor(position)] ?? palette.sky, hues[Math.floor(position) + 1] ?? palette.light];
    return {
      middle: height * (0.34 + 0.46 * k),
      tilt,
      colour: mix(mix(a, b, position % 1), palette.near, 0.3 * (1 - k)),
      // The nearest reaches past the bottom edge.
      fade: i === count - 1 ? height : unit * between(random, 0.28, 0.5),
      swings: [0, 1, 2].map((n) => ({
        high: (unit * between(random, 0.05, 0.12)) / (1 + n * 0.9),
        long: ((1 + n * 0.8) * between(random, 0.7, 1.3) * 3.2) / unit,
        speed: between(random, 0.25, 0.6) * (random() < 0.5 ? -1 : 1),
        phase: random() * 6.28,
      })),
    };
  });
  return [platePass(stage, background, 0), ...waves.map((wave, i) => ribbon(stage, wave, 0.2 + (0.7 * i) / count))];
}

type Ribbon = {
  readonly middle: number;
  readonly tilt: number;
  readonly colour: Rgb;
  /** Pixels from its bright edge to where it has faded away. */
  readonly fade: number;
  readonly swings: readonly {
    readonly high: number;
    readonly long: number;
    readonly speed: number;
    readonly phase: number;
  }[];
};

/** Steps in which a ribbon's fading is looked up. */
const fadeSteps = 512;

function ribbon(stage: Stage, { middle, tilt, colour, fade, swings }: Ribbon, depth: number): Pass {
  const edge = mix(colour, stage.palette.light, 0.55);
  const alphas = Float32Array.from({ length: fadeSteps + 1 }, (_, i) => 0.78 * (1 - i / fadeSteps) ** 1.6);
  const inks = new Float32Array((fadeSteps + 1) * 3);
  for (let i = 0; i <= fadeSteps; i += 1) inks.set(mix(colour, edge, Math.exp((-26 * i) / fadeSteps)), i * 3);
  const tops = new Float32Array(stage.width);
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    for (let x = 0; x < frame.width; x += 1) {
      const at = view.x(x + 0.5);
      let crest = middle + (at - frame.width / 2) * tilt;
      for (const { high, long, speed, phase } of swings) crest += high * Math.sin(at * long + time * speed + phase);
      tops[x] = view.toY(crest);
    }
    layRibbon(frame, tops, fade, { alphas, inks });
  };
}

/** Covers what lies below each column's top, by the looked-up alpha and colour. */
function layRibbon(
  { data, width, height }: Frame,
  tops: Float32Array,
  fade: number,
  { alphas, inks }: { readonly alphas: Float32Array; readonly inks: Float32Array },
): void {
  const first = Math.max(0, Math.floor(tops.reduce((a, b) => Math.min(a, b))));
  const last = Math.min(height, Math.ceil(tops.reduce((a, b) => Math.max(a, b)) + fade));
  for (let y = first; y < last; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const below = y + 0.5 - (tops[x] as number);
      if (below <= -0.5 || below >= fade) continue;
      const i = Math.max(0, Math.floor((below / fade) * fadeSteps));
      const alpha = (alphas[i] as number) * Math.min(1, below + 0.5);
      const o = (y * width + x) * 3;
      const keep = 1 - alpha;
      data[o] = (data[o] as number) * keep + (inks[i * 3] as number) * alpha;
      data[o + 1] = (data[o + 1] as number) * keep + (inks[i * 3 + 1] as number) * alpha;
      data[o + 2] = (data[o + 2] as number) * keep + (inks[i * 3 + 2] as number) * alpha;
    }
  }
}
