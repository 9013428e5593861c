import type { Rgb } from '../colour.ts';
import { between, fieldAt, noiseField, smooth } from '../noise.ts';
import { paintPlate } from '../plate.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';

export type MistWish = {
  /** Height of its middle and half its thickness, pixels. */
  readonly middle: number;
  readonly thick: number;
  readonly depth: number;
  readonly strength: number;
  readonly colour?: Rgb;
};

/** A bank of mist about a height, drifting. */
export function mist(stage: Stage, name: string, wish: MistWish): Pass {
  const { middle, thick, depth, strength, colour = stage.palette.haze } = wish;
  const random = stage.random(name);
  const field = noiseField(random, 4, 4);
  const { unit, seconds } = stage;
  const speed = unit * between(random, 0.012, 0.022) * (random() < 0.5 ? -1 : 1);
  const drift = Math.abs(speed) * seconds * 0.6 + 8;
  const cover = coverArea(stage, depth, middle - thick, middle + thick);
  const [sx, sy] = [random() * 256, random() * 256];
  const plate = paintPlate({ ...cover, left: cover.left - drift, right: cover.right + drift }, 4, (x, y, out) => {
    const off = (y - middle) / thick;
    const body = Math.max(0, 1 - off * off) ** 1.5;
    const wisps = smooth(0.3, 0.7, fieldAt(field, sx + (x / unit) * 62, sy + (y / unit) * 150));
    const alpha = strength * body * (0.3 + 0.7 * wisps);
    for (let i = 0; i < 3; i += 1) out[i] = (colour[i] as number) * alpha;
    out[3] = alpha;
  });
  return platePass(stage, plate, depth, (time) => ({ dx: speed * (time - seconds / 2) }));
}
