import type { Random } from '../../../../shared/random.ts';
import type { Rgb } from '../colour.ts';
import { between, lineNoise } from '../noise.ts';
import { circle, limb, type Point, smoothClosed } from '../shape.ts';
import { type Pass, platePass, type Stage } from '../stage.ts';
import { shapePlate } from './shape-plate.ts';
import { union } from './silhouette.ts';

export type TrunksWish = {
  readonly name: string;
  readonly depth: number;
  readonly foot: number;
  readonly count: number;
  readonly colour: Rgb;
};

/** Tall trunks at one depth, with boughs, leaving a gap in the middle for the path. */
export function trunks(stage: Stage, { name, depth, foot, count, colour }: TrunksWish): Pass {
  const random = stage.random(name);
  const thick = stage.unit * (0.008 + 0.045 * depth ** 1.5);
  const gap = stage.width * (0.05 + 0.2 * depth);
  const plate = shapePlate(stage, depth, -1e6, foot + stage.unit * 0.05, colour, (paint) => {
    for (let i = 0; i < count; i += 1) {
      const x = stage.width * (-0.14 + (1.28 * (i + between(random, 0.1, 0.9))) / count);
      const inPath = Math.abs(x - stage.subject.x) < gap;
      if (inPath && depth > 0.12) continue;
      trunk(
        stage,
        random,
        x,
        foot + between(random, -0.01, 0.02) * stage.unit,
        thick * between(random, 0.6, 1.3),
        paint,
      );
    }
  });
  return platePass(stage, plate, depth);
}

function trunk(
  stage: Stage,
  random: Random,
  x: number,
  foot: number,
  thick: number,
  paint: (points: readonly Point[]) => void,
): void {
  const lean = between(random, -0.035, 0.035);
  const bend = lineNoise(random, 2);
  const top = -stage.height * 0.15;
  const at = (y: number): number => x + (foot - y) * lean + bend((y / stage.unit) * 3) * thick * 0.35;
  const steps = Array.from({ length: 14 }, (_, i) => foot + ((top - foot) * i) / 13);
  const half = (y: number): number => {
    const up = (foot - y) / (foot - top);
    return thick * (0.5 - 0.22 * up + 0.35 * Math.exp(-up * 26));
  };
  paint([
    ...steps.map((y): Point => [at(y) - half(y), y]),
    ...steps.toReversed().map((y): Point => [at(y) + half(y), y]),
  ]);
  const boughs = 5 + Math.floor(random() * 5);
  for (let i = 0; i < boughs; i += 1) {
    const y = foot - (foot - top) * between(random, 0.3, 0.95);
    const way = random() < 0.5 ? -1 : 1;
    const long = thick * between(random, 2, 6);
    const end: Point = [at(y) + way * long, y - long * between(random, 0.1, 0.7)];
    paint(limb([at(y), y], end, thick * 0.11, thick * 0.02));
    paint(limb([at(y) + way * long * 0.5, y - long * 0.2], [end[0], end[1] + long * 0.4], thick * 0.05, thick * 0.012));
  }
}

/** Leaves hanging in from above, out of many small ovals. */
export function canopy(stage: Stage, name: string, depth: number, reachDown: number, colour: Rgb): Pass {
  const random = stage.random(name);
  const edge = lineNoise(random, 3);
  const leaf = stage.unit * (0.007 + 0.011 * depth);
  const plate = shapePlate(stage, depth, -1e6, reachDown * 2.4, colour, (paint) => {
    const count = 1500;
    for (let i = 0; i < count; i += 1) {
      const x = stage.width * between(random, -0.13, 1.13);
      const hang = reachDown * (0.75 + 0.75 * edge((x / stage.width) * 5));
      const y = hang * (1 - random() ** 1.7 * 1.25);
      paint(leafAt(x, y, leaf * between(random, 0.6, 1.6), random() * 3.14));
    }
  });
  return platePass(stage, plate, depth, (time) => ({ dx: Math.sin(time * 0.7 + depth * 5) * stage.unit * 0.0018 }));
}

function leafAt(x: number, y: number, size: number, turn: number): Point[] {
  const [cos, sin] = [Math.cos(turn) * size, Math.sin(turn) * size];
  return circle(0, 0, 1, 0.45).map(([px, py]): Point => [x + px * cos - py * sin, y + px * sin + py * cos]);
}

/** Low plants at the foot of a layer. */
export function undergrowth(stage: Stage, name: string, depth: number, foot: number, tall: number, colour: Rgb): Pass {
  const random = stage.random(name);
  const plate = shapePlate(stage, depth, foot - tall * 2, 1e6, colour, (paint) => {
    for (let i = 0; i < 90; i += 1) {
      const x = stage.width * between(random, -0.13, 1.13);
      const away = Math.min(1, Math.abs(x - stage.subject.x) / (stage.width * 0.3));
      const size = tall * between(random, 0.5, 1.1) * (0.25 + 0.75 * away);
      for (let frond = 0; frond < 7; frond += 1) {
        const angle = (frond / 6 - 0.5) * 2.3 + between(random, -0.1, 0.1);
        const tip: Point = [x + Math.sin(angle) * size, foot - Math.cos(angle) * size * 0.8];
        const knee: Point = [x + Math.sin(angle * 0.6) * size * 0.55, foot - Math.cos(angle * 0.6) * size * 0.72];
        paint(
          smoothClosed(
            [
              [x - size * 0.02, foot + size * 0.3],
              knee,
              tip,
              [knee[0] + size * 0.05, knee[1] + size * 0.05],
              [x + size * 0.03, foot + size * 0.3],
            ],
            3,
          ),
        );
      }
    }
    paint(
      union([
        [-stage.width, foot + tall * 0.1],
        [stage.width * 2, foot + tall * 0.1],
        [stage.width * 2, stage.height * 2],
        [-stage.width, stage.height * 2],
      ])[0] ?? [],
    );
  });
  return platePass(stage, plate, depth, (time) => ({ lean: Math.sin(time * 0.9 + depth * 9) * stage.unit * 0.003 }));
}
