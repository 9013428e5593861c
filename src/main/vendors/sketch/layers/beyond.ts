import { mix, type Rgb, shift } from '../colour.ts';
import { between, clamp01, fieldAt, noiseField, smooth } from '../noise.ts';
import { paintPlate } from '../plate.ts';
import { addGlow } from '../shape.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';

/** Glowing gas over black. */
export function nebula(stage: Stage): Pass {
  const { palette, unit } = stage;
  const random = stage.random('nebula');
  const field = noiseField(random, 4, 6);
  const warm = shift(palette.accent, 0, 0.9, 0.9);
  const cool = shift(palette.horizon, 0, 1.6, 0.9);
  const [sx, sy] = [random() * 256, random() * 256];
  const plate = paintPlate(coverArea(stage, 0, -1e6, 1e6), 3, (x, y, out) => {
    const [u, v] = [(x / unit) * 62 + sx, (y / unit) * 62 + sy];
    const warp = fieldAt(field, u * 0.6, v * 0.6) * 40;
    const gas = smooth(0.44, 0.85, fieldAt(field, u + warp, v - warp));
    const other = smooth(0.46, 0.8, fieldAt(field, v * 0.8 - warp + 77, u * 0.8 + 31));
    for (let i = 0; i < 3; i += 1) {
      out[i] =
        (palette.near[i] as number) * 0.8 +
        (warm[i] as number) * gas * 0.5 +
        (cool[i] as number) * other * 0.42 +
        210 * gas * other * 0.3;
    }
    out[3] = 1;
  });
  return platePass(stage, plate, 0);
}

/** A planet lit from the side, with bands that turn and a thin air. */
export function planet(stage: Stage, x: number, y: number, radius: number): Pass {
  const { palette, side } = stage;
  const field = noiseField(stage.random('planet'), 8, 6);
  const land = mix(palette.accent, palette.horizon, 0.3);
  const sea = mix(palette.sky, palette.horizon, 0.75);
  return (frame, time) => {
    const view = stage.camera.view(time, 0.5);
    const [cx, cy, r] = [view.toX(x), view.toY(y), radius * view.scale];
    addGlow(frame, cx + side * r * 0.22, cy - r * 0.1, r * 1.5, palette.horizon, 0.5);
    for (let py = Math.max(0, Math.floor(cy - r)); py < Math.min(frame.height, cy + r); py += 1) {
      const ny = (py + 0.5 - cy) / r;
      const half = Math.sqrt(Math.max(0, 1 - ny * ny));
      for (
        let px = Math.max(0, Math.floor(cx - half * r));
        px < Math.min(frame.width, Math.ceil(cx + half * r));
        px += 1
      ) {
        const nx = (px + 0.5 - cx) / r;
        const nz = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny));
        const cover = clamp01((1 - Math.hypot(nx, ny)) * r + 0.5);
        const round = Math.atan2(nx, nz + 0.0001) * 22 + time * 0.5;
        const ground = fieldAt(field, round + fieldAt(field, round * 0.7, ny * 40) * 10, ny * 30);
        const light = 1.35 * smooth(-0.1, 0.9, side * nx * 0.72 - ny * 0.35 + nz * 0.42);
        const air = (1 - nz) ** 2.6 * light;
        const part = smooth(0.4, 0.6, ground);
        const at = (py * frame.width + px) * 3;
        for (let i = 0; i < 3; i += 1) {
          const surface =
            ((sea[i] as number) + ((land[i] as number) - (sea[i] as number)) * part) * light +
            (palette.near[i] as number) * 0.4;
          const value = surface + (palette.horizon[i] as number) * air * 0.9;
          frame.data[at + i] = (frame.data[at + i] as number) * (1 - cover) + value * cover;
        }
      }
    }
  };
}

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
      fade: unit * between(random, 0.28, 0.5),
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
    const { data, width, height } = frame;
    for (let x = 0; x < width; x += 1) {
      const at = view.x(x + 0.5);
      let crest = middle + (at - width / 2) * tilt;
      for (const { high, long, speed, phase } of swings) crest += high * Math.sin(at * long + time * speed + phase);
      tops[x] = view.toY(crest);
    }
    const first = Math.max(0, Math.floor(tops.reduce((a, b) => Math.min(a, b))));
    const last = Math.min(height, Math.ceil(tops.reduce((a, b) => Math.max(a, b)) + fade));
    for (let y = first; y < last; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const below = y + 0.5 - (tops[x] as number);
        if (below <= -0.5 || below >= fade) continue;
        const i = below <= 0 ? 0 : Math.floor((below / fade) * fadeSteps);
        const alpha = (alphas[i] as number) * (below < 0.5 ? below + 0.5 : 1);
        const o = (y * width + x) * 3;
        const keep = 1 - alpha;
        data[o] = (data[o] as number) * keep + (inks[i * 3] as number) * alpha;
        data[o + 1] = (data[o + 1] as number) * keep + (inks[i * 3 + 1] as number) * alpha;
        data[o + 2] = (data[o + 2] as number) * keep + (inks[i * 3 + 2] as number) * alpha;
      }
    }
  };
}
