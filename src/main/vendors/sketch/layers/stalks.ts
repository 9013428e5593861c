import { mix, type Rgb, ramp, rampOffset } from '../colour.ts';
import { between } from '../noise.ts';
import { limb, type Point } from '../shape.ts';
import { type Pass, platePass, type Stage } from '../stage.ts';
import { shapePlate } from './shape-plate.ts';

export type StalksWish = {
  readonly name: string;
  readonly depth: number;
  readonly foot: number;
  readonly tall: number;
  readonly colours: { readonly head: Rgb; readonly foot: Rgb };
  readonly ears?: boolean;
};

/** Stalks of grass or wheat that lean with the wind, their heads in the light. */
export function stalks(stage: Stage, { name, depth, foot, tall, colours, ears = true }: StalksWish): Pass {
  const random = stage.random(name);
  const count = Math.round(stage.width / (tall * 0.017));
  const thick = tall * 0.006;
  const gusts = random() * 6.28;
  const light = ramp([
    [0, colours.head],
    [0.55, mix(colours.head, colours.foot, 0.75)],
    [1, colours.foot],
  ]).colours;
  const ink = (_: number, y: number): Rgb => {
    const at = rampOffset((y - foot + tall * 1.2) / (tall * 1.3));
    return [light[at] as number, light[at + 1] as number, light[at + 2] as number];
  };
  const plate = shapePlate(stage, depth, foot - tall * 1.4, foot + tall * 0.5, ink, (paint) => {
    for (let i = 0; i < count; i += 1) {
      const x = stage.width * between(random, -0.14, 1.14);
      const long = tall * between(random, 0.5, 1.1);
      const bend = tall * between(random, -0.12, 0.2);
      const tip: Point = [x + bend, foot - long];
      const middle: Point = [x + bend * 0.25, foot - long * 0.55];
      const low = foot + tall * between(random, 0, 0.5);
      paint([[x - thick, low], [middle[0] - thick, middle[1]], tip, [middle[0] + thick, middle[1]], [x + thick, low]]);
      if (ears) paint(limb(tip, [tip[0] + bend * 0.3, tip[1] - tall * 0.09], tall * 0.014, tall * 0.005));
    }
  });
  const wind = (time: number) => (Math.sin(time * 1.15 + gusts) + 0.4 * Math.sin(time * 2.3 + gusts)) * tall * 0.055;
  return platePass(stage, plate, depth, (time) => ({ lean: wind(time) }));
}
