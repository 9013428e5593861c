import { circle, limb, type Outline, type Point, placed, smoothClosed } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';
import { drawSilhouette, throughLens, union } from './silhouette.ts';

/** How a figure moves; angles in radians, lengths in parts of its height. */
type Gait = {
  /** Turns of the legs a second; one is two steps. */
  readonly turns: number;
  readonly travel: number;
  readonly bob: number;
  /** How far the neck is before the hip. */
  readonly lean: number;
  readonly thigh: readonly [swing: number, forward: number];
  readonly knee: readonly [always: number, lifted: number, swung: number];
  readonly arm: readonly [swing: number, forward: number, elbow: number];
};

const running: Gait = {
  ...{ turns: 1.45, travel: 0.42, bob: 0.035, lean: 0.09 },
  ...{ thigh: [0.75, 0.12], knee: [0.35, 0.75, 0.25], arm: [1.05, -0.2, 1.35] },
};
const walking: Gait = {
  ...{ turns: 0.82, travel: 0.2, bob: 0.012, lean: 0.018 },
  ...{ thigh: [0.34, 0.02], knee: [0.06, 0.5, 0.06], arm: [0.36, -0.02, 0.24] },
};

/** Where it stands (its feet), how tall it is, in stage pixels; which way it goes, the light's side if left open. */
export type FigureWish = {
  readonly x: number;
  readonly y: number;
  readonly tall: number;
  readonly depth: number;
  readonly facing?: -1 | 1;
};

/** A person in silhouette, seen from the side when moving and from behind when standing. */
export function figure(stage: Stage, wish: FigureWish): Pass {
  const { reading, seconds, side } = stage;
  const gait = reading.running ? running : reading.walking ? walking : null;
  const facing = wish.facing ?? side;
  const tall = wish.tall * (reading.figure === 'child' ? 0.72 : 1);
  return (frame, time) => {
    const view = stage.camera.view(time, wish.depth);
    const phase = time * 2 * Math.PI * (gait?.turns ?? 0);
    const x = wish.x + (gait ? facing * tall * gait.travel * (time - seconds / 2) : 0);
    const bob = gait ? tall * gait.bob * Math.abs(Math.sin(phase)) : 0;
    const body = gait ? strider(gait, phase, reading.figure) : stander(reading.figure, Math.sin(time * 1.3) * 0.006);
    const outline = placed(body, x, wish.y - bob, tall, facing < 0);
    drawSilhouette(frame, stage, throughLens(view, outline), { depth: wish.depth });
  };
}

/** Feet at (0, 0), the head's top at y = -1. */
function stander(who: Stage['reading']['figure'], breath: number): Outline {
  const shoulder = who === 'man' ? 0.118 : 0.1;
  const head = who === 'child' ? 0.07 : 0.05;
  const top = -1 + head * 1.25;
  const arm = (flip: number): Point[] =>
    limb([flip * shoulder * 0.9, -0.775], [flip * (shoulder + 0.008), -0.47 + breath], 0.031, 0.02);
  const leg = (flip: number): Point[] => limb([flip * 0.04, -0.46], [flip * 0.047 + 0.012, -0.02], 0.052, 0.026);
  const hem = who === 'man' ? -0.38 : -0.33;
  const wide = who === 'man' ? 0.1 : 0.128;
  const coat = smoothClosed([
    [-0.028, -0.865],
    [-0.06, -0.838],
    [-shoulder, -0.795],
    [-0.095, -0.6],
    [-wide, hem],
    [wide, hem],
    [0.095, -0.6],
    [shoulder, -0.795],
    [0.06, -0.838],
    [0.028, -0.865],
  ]);
  const hair =
    who === 'woman'
      ? [
          smoothClosed([
            [-0.054, -0.95],
            [0, -1.004],
            [0.054, -0.95],
            [0.05, -0.88],
            [0.036, -0.815],
            [-0.036, -0.815],
            [-0.05, -0.88],
          ]),
        ]
      : [];
  return union(
    circle(0, top + breath * 0.4, head, 1.22),
    limb([0, -0.92], [0, -0.8], 0.024, 0.036),
    coat,
    arm(-1),
    arm(1),
    leg(-1),
    leg(1),
    ...hair,
  );
}

/** From the side, going right. */
function strider(gait: Gait, phase: number, who: Stage['reading']['figure']): Outline {
  const hip: Point = [0, -0.47];
  const neck: Point = [gait.lean, -0.835];
  const head = who === 'child' ? 0.072 : 0.054;
  const leg = (turn: number): Point[][] => {
    const thigh = gait.thigh[0] * Math.sin(turn) + gait.thigh[1];
    const [always, lifted, swung] = gait.knee;
    const bend = always + lifted * Math.max(0, Math.sin(turn - 1.9)) + swung * Math.max(0, Math.sin(turn));
    const knee = along(hip, thigh, 0.235);
    const foot = along(knee, thigh - bend, 0.235);
    return [
      limb(hip, knee, 0.05, 0.036),
      limb(knee, foot, 0.035, 0.02),
      limb(foot, [foot[0] + 0.06, foot[1] + 0.012], 0.02, 0.013),
    ];
  };
  const arm = (turn: number): Point[][] => {
    const upper = gait.arm[0] * Math.sin(turn) + gait.arm[1];
    const elbow = along([neck[0] - 0.01, neck[1] + 0.045], upper, 0.155);
    const hand = along(elbow, upper + gait.arm[2], 0.14);
    return [limb([neck[0] - 0.01, neck[1] + 0.045], elbow, 0.03, 0.025), limb(elbow, hand, 0.024, 0.018)];
  };
  const skull: Point = [neck[0] + 0.016 + gait.lean * 0.38, -1 + head * 1.1];
  const clothes = who === 'woman' ? dress(neck, phase) : gait === walking ? jacket(neck) : [];
  const streams = gait === running;
  const tail: Point = streams
    ? [skull[0] - 0.17, skull[1] + 0.07 + 0.02 * Math.sin(phase * 2)]
    : [skull[0] - 0.042, skull[1] + 0.125 + 0.004 * Math.sin(phase * 2)];
  const hair = who === 'woman' ? [limb([skull[0] - 0.02, skull[1]], tail, 0.056, streams ? 0.02 : 0.038)] : [];
  return union(
    circle(skull[0], skull[1], head, 1.12),
    limb(neck, skull, 0.026),
    limb(hip, [neck[0] - 0.012, neck[1] + 0.03], 0.058, 0.064),
    ...[...leg(phase), ...leg(phase + Math.PI), ...arm(phase + Math.PI), ...arm(phase)],
    ...[...clothes, ...hair],
  );
}

const dress = ([x]: Point, phase: number): Point[][] => [
  smoothClosed([
    [x - 0.06, -0.74],
    [x + 0.05, -0.74],
    [0.115, -0.36],
    [-0.13 - 0.02 * Math.sin(phase), -0.34],
  ]),
];

const jacket = ([x]: Point): Point[][] => [
  smoothClosed([
    [x - 0.03, -0.85],
    [x - 0.082, -0.79],
    [-0.078, -0.6],
    [-0.088, -0.4],
    [0.082, -0.4],
    [0.08, -0.6],
    [x + 0.07, -0.78],
    [x + 0.03, -0.85],
  ]),
];

/** A point `length` away, `angle` forward from straight down. */
const along = ([x, y]: Point, angle: number, length: number): Point => [
  x + Math.sin(angle) * length,
  y + Math.cos(angle) * length,
];
