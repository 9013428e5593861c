import type { Random } from '../../../../shared/random.ts';
import { mix, type Rgb } from '../colour.ts';
import { between } from '../noise.ts';
import { addGlow } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';

export type SprayWish = {
  readonly name: string;
  readonly x: number;
  readonly foot: number;
  readonly depth: number;
  /** Height of the highest drops in parts of the stage's unit. */
  readonly tall: number;
};

/** Seconds from one breaking wave to the next: slow motion. */
const period = 4.2;
type Drop = { readonly rise: number; readonly aside: number; readonly soft: number; readonly late: number };

/** Waves breaking upwards in slow motion: a soft veil with brighter drops, thrown up and falling back. */
export function spray(stage: Stage, { name, x, foot, depth, tall }: SprayWish): Pass {
  const random = stage.random(`spray ${name}`);
  const { unit, palette } = stage;
  const colour: Rgb = mix(palette.light, palette.horizon, 0.2);
  const bursts = [0, 0.5].map((start) => ({
    start: start + between(random, -0.1, 0.1),
    at: x + between(random, -0.08, 0.08) * unit,
    drops: Array.from({ length: 420 }, () => throwDrop(random, tall * unit)),
  }));
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    for (const { start, at, drops } of bursts) {
      for (const { rise, aside, soft, late } of drops) {
        const age = (time / period + start + 1.2 - late) % 1;
        const high = rise * 4 * age * (1 - age);
        const size = unit * (0.0024 + 0.05 * soft * (0.35 + age));
        const strength = (soft > 0.3 ? 0.085 : 0.8) * Math.min(1, age * 8) * (1 - age) ** 0.9;
        addGlow(frame, view.toX(at + aside * (0.15 + 1.15 * age)), view.toY(foot - high), size, colour, strength);
      }
    }
  };
}

/** Most drops go up together; the highest spread least. */
function throwDrop(random: Random, tall: number): Drop {
  const up = random() ** 0.7;
  const spread = random() + random() + random() - 1.5;
  return {
    rise: tall * (0.25 + 0.75 * up),
    aside: spread * tall * (0.75 - 0.35 * up),
    soft: random() ** 1.6,
    late: random() * 0.13,
  };
}
