import { mix, type Rgb, ramp, rampOffset } from '../colour.ts';
import { clamp01, fieldAt, lineNoise, noiseField, smooth } from '../noise.ts';
import { paintPlate } from '../plate.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';

export type DuneWish = {
  readonly name: string;
  readonly depth: number;
  readonly crest: number;
  readonly swing: number;
  readonly features: number;
  readonly lit: Rgb;
  readonly shade: Rgb;
};

/** A dune: a sharp crest that parts a lit flank from a shaded one, with wind ripples. */
export function dune(stage: Stage, wish: DuneWish): Pass {
  const random = stage.random(wish.name);
  const { unit, width, side, palette } = stage;
  const noise = lineNoise(random, 2, 0.3);
  const field = noiseField(random, 16, 4);
  const start = random() * 300;
  const area = coverArea(stage, wish.depth, wish.crest - wish.swing * 1.4, 1e6);
  const crestAt = (x: number) =>
    wish.crest - wish.swing * (1 - 1.7 * Math.abs(noise(start + (x / width) * wish.features)));
  const columns = Math.ceil(area.right - area.left) + 2;
  const crests = Float32Array.from({ length: columns }, (_, i) => crestAt(area.left + i));
  // The shaded flank hangs from the crest and bends away from the light as it falls.
  const plate = paintPlate(area, 1, (x, y, out, column) => {
    const below = y - (crests[column] as number);
    const alpha = clamp01(below + 0.5);
    if (alpha <= 0) return;
    const leanX = x + side * below * 1.5;
    const slope = (crestAt(leanX + 3) - crestAt(leanX - 3)) / 6;
    const grain = fieldAt(field, (x / unit) * 60 + below * 0.02, (y / unit) * 420 * (1.2 - wish.depth * 0.6)) - 0.5;
    const facing = clamp01(0.52 - side * slope * 3.2 + grain * 0.22);
    const soft = smooth(0.25, 0.75, facing);
    const far = Math.exp(-below / (unit * 0.5));
    for (let i = 0; i < 3; i += 1) {
      const colour = (wish.shade[i] as number) + ((wish.lit[i] as number) - (wish.shade[i] as number)) * soft;
      out[i] = alpha * (colour + ((palette.haze[i] as number) - colour) * (1 - wish.depth) * 0.3 * far);
    }
    out[3] = alpha;
  });
  return platePass(stage, plate, wish.depth);
}

export type PlainWish = {
  readonly name: string;
  readonly top: number;
  readonly near: Rgb;
  readonly far: Rgb;
  /** Rows across the field; 0 for none. */
  readonly furrows?: number;
};

/** Flat ground from the horizon to the viewer, its texture running in perspective. */
export function plain(stage: Stage, { name, top, near, far, furrows = 0 }: PlainWish): Pass {
  const { unit, height } = stage;
  const field = noiseField(stage.random(name), 32, 4);
  const colours = ramp([
    [0, far],
    [0.3, mix(far, near, 0.6)],
    [1, near],
  ]).colours;
  const plate = paintPlate(coverArea(stage, 0.45, top, 1e6), 1.5, (x, y, out) => {
    const down = Math.max(0.004, (y - top) / (height - top));
    const across = (x - stage.subject.x) / (unit * down);
    const rough = fieldAt(field, across * 26, 34 / (down + 0.06)) - 0.5;
    const rows = furrows > 0 ? Math.sin(across * furrows) * 0.16 * smooth(0.02, 0.2, down) : 0;
    const at = rampOffset(down);
    const tone = 1 + (rough * 0.5 + rows) * smooth(0, 0.25, down);
    for (let i = 0; i < 3; i += 1) out[i] = (colours[at + i] as number) * tone;
    out[3] = clamp01(y - top + 0.5);
  });
  return platePass(stage, plate, 0.45);
}

/** A flat strip of road across the picture with its broken line. */
export function roadAcross(stage: Stage, top: number, bottom: number): Pass {
  const { palette, unit } = stage;
  const field = noiseField(stage.random('road'), 64, 3);
  const tar = mix(palette.near, palette.far, 0.4);
  const line = top * 0.52 + bottom * 0.48;
  const plate = paintPlate(coverArea(stage, 0.75, top, bottom), 1, (x, y, out) => {
    const rough = fieldAt(field, x * 0.7, y * 2) - 0.5;
    const edge = clamp01(y - top + 0.5) * clamp01(bottom - y + 0.5);
    const dash = ((x / unit) * 3.4 + 100) % 1 < 0.55 && Math.abs(y - line) < unit * 0.0035 ? 0.6 : 0;
    for (let i = 0; i < 3; i += 1) {
      const base = (tar[i] as number) * (1 + rough * 0.25);
      out[i] = edge * (base + ((palette.light[i] as number) - base) * dash);
    }
    out[3] = edge;
  });
  return platePass(stage, plate, 0.75);
}
