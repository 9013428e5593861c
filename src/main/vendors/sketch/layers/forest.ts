import { mix, type Rgb, ramp, rampOffset } from '../colour.ts';
import { between, fieldAt, lineNoise, noiseField, type Random, smooth } from '../noise.ts';
import { type Frame, newFrame, newPlate, paintPlate, type Plate } from '../plate.ts';
import { circle, fillShape, limb, type Point, smoothClosed } from '../shape.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';
import { union } from './silhouette.ts';

/** Paints shapes once into a plate: their colour and coverage. */
export function shapePlate(
  stage: Stage,
  depth: number,
  top: number,
  bottom: number,
  colour: Rgb | ((x: number, y: number) => Rgb),
  draw: (paint: (points: readonly Point[]) => void) => void,
): Plate {
  const plate = newPlate(coverArea(stage, depth, top, bottom));
  const mask: Frame = newFrame(plate.width, plate.height);
  draw((points) => {
    const local = points.map(([x, y]): Point => [x - plate.left, y - plate.top]);
    fillShape(mask, [local], { colour: [1, 1, 1] });
  });
  for (let pixel = 0; pixel < plate.width * plate.height; pixel += 1) {
    const alpha = Math.min(1, mask.data[pixel * 3] as number);
    if (alpha === 0) continue;
    const [x, y] = [plate.left + (pixel % plate.width), plate.top + Math.floor(pixel / plate.width)];
    const ink = typeof colour === 'function' ? colour(x, y) : colour;
    for (let i = 0; i < 3; i += 1) plate.data[pixel * 4 + i] = (ink[i] as number) * alpha;
    plate.data[pixel * 4 + 3] = alpha;
  }
  return plate;
}

/** Tall trunks at one depth, with boughs, leaving a gap in the middle for the path. */
export function trunks(stage: Stage, name: string, depth: number, foot: number, count: number, colour: Rgb): Pass {
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

/** The forest floor, with a pale path that narrows into the distance. */
export function forestFloor(stage: Stage, top: number, withPath: boolean): Pass {
  const { unit, width, height, palette } = stage;
  const random = stage.random('floor');
  const field = noiseField(random, 32, 4);
  const ground = ramp([
    [0, mix(palette.haze, palette.far, 0.35)],
    [0.3, mix(palette.far, palette.near, 0.55)],
    [1, palette.near],
  ]).colours;
  const path = mix(palette.haze, palette.light, 0.3);
  const curve = between(random, -0.1, 0.1) * width;
  const plate = paintPlate(coverArea(stage, 0.5, top - unit * 0.01, 1e6), 1.5, (x, y, out) => {
    const down = (y - top) / (height - top);
    const alpha = smooth(-0.03, 0.05, down);
    const at = rampOffset(down);
    const rough = fieldAt(
      field,
      (x - width / 2) / (unit * (0.004 + 0.02 * Math.max(0, down))),
      y / (unit * (0.0016 + 0.007 * Math.max(0, down))),
    );
    const middle = stage.subject.x + curve * Math.sin(Math.max(0, down) * 2.6);
    const half = unit * (0.012 + 0.3 * Math.max(0, down) ** 1.15);
    const onPath = withPath
      ? (1 - smooth(half * 0.75, half * 1.1, Math.abs(x - middle) + (rough - 0.5) * half * 0.7)) * (0.75 - 0.5 * down)
      : 0;
    for (let i = 0; i < 3; i += 1) {
      const base = (ground[at + i] as number) * (0.8 + rough * 0.4);
      out[i] = alpha * (base + ((path[i] as number) - base) * onPath);
    }
    out[3] = alpha;
  });
  return platePass(stage, plate, 0.5);
}

/** Shafts of light from the sun through leaves or a window; they breathe slowly. */
export function rays(stage: Stage, strength: number, from = { x: stage.light.x, y: -stage.height * 0.1 }): Pass {
  const { unit, palette } = stage;
  const noise = lineNoise(stage.random('rays'), 3, 0.65);
  const plate = paintPlate(coverArea(stage, 0.3, -1e6, 1e6), 4, (x, y, out) => {
    const [dx, dy] = [x - from.x, y - from.y];
    const angle = Math.atan2(dx, dy);
    const far = Math.hypot(dx, dy) / unit;
    const shaft =
      smooth(0.05, 0.6, noise(angle * 5.5 + 40)) *
      Math.exp(-far * 0.9) *
      smooth(0.05, 0.35, far) *
      smooth(1.5, 0.6, Math.abs(angle));
    for (let i = 0; i < 3; i += 1) out[i] = (palette.light[i] as number) * shaft * strength;
  });
  return platePass(stage, plate, 0.3, (time) => ({
    gain: 0.85 + 0.15 * Math.sin(time * 0.9),
    dx: Math.sin(time * 0.35) * unit * 0.012,
  }));
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
