import { circle, limb, type Outline, type Point, placed, smoothClosed } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';
import { drawSilhouette, throughLens, union } from './silhouette.ts';

/** How a figure moves: `swing` 0 stands, 1 runs; `phase` turns once for two steps. */
export type Gait = { readonly swing: number; readonly phase: number };

/** Where it stands (its feet), how tall it is, in stage pixels. */
export type FigureWish = { readonly x: number; readonly y: number; readonly tall: number; readonly depth: number };

/** A person in silhouette, seen from the side when moving and from behind when standing. */
export function figure(stage: Stage, wish: FigureWish): Pass {
  const { reading, seconds, side } = stage;
  const swing = reading.running ? 1 : 0;
  const tall = wish.tall * (reading.figure === 'child' ? 0.72 : 1);
  return (frame, time) => {
    const view = stage.camera.view(time, wish.depth);
    const gait = { swing, phase: time * 2 * Math.PI * 1.45 };
    const x = wish.x + (swing ? side * tall * 0.42 * (time - seconds / 2) : 0);
    const bob = swing * tall * 0.035 * Math.abs(Math.sin(gait.phase));
    const breath = swing ? 0 : Math.sin(time * 1.3) * 0.006;
    const body = swing ? runner(gait, stage.reading.figure) : stander(stage.reading.figure, breath);
    const outline = placed(body, x, wish.y - bob, tall, side < 0);
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

function runner({ phase }: Gait, who: Stage['reading']['figure']): Outline {
  const hip: Point = [0, -0.47];
  const neck: Point = [0.09, -0.835];
  const head = who === 'child' ? 0.072 : 0.054;
  const leg = (turn: number): Point[][] => {
    const thigh = 0.75 * Math.sin(turn) + 0.12;
    const bend = 0.35 + 0.75 * Math.max(0, Math.sin(turn - 1.9)) + 0.25 * Math.max(0, Math.sin(turn));
    const knee = along(hip, thigh, 0.235);
    const foot = along(knee, thigh - bend, 0.235);
    return [
      limb(hip, knee, 0.05, 0.036),
      limb(knee, foot, 0.035, 0.02),
      limb(foot, [foot[0] + 0.06, foot[1] + 0.012], 0.02, 0.013),
    ];
  };
  const arm = (turn: number): Point[][] => {
    const upper = 1.05 * Math.sin(turn) - 0.2;
    const elbow = along([neck[0] - 0.01, neck[1] + 0.045], upper, 0.155);
    const hand = along(elbow, upper + 1.35, 0.14);
    return [limb([neck[0] - 0.01, neck[1] + 0.045], elbow, 0.03, 0.025), limb(elbow, hand, 0.024, 0.018)];
  };
  const skull: Point = [neck[0] + 0.05, -1 + head * 1.1];
  const dress =
    who !== 'woman'
      ? []
      : [
          smoothClosed([
            [neck[0] - 0.06, -0.74],
            [neck[0] + 0.05, -0.74],
            [0.1, -0.4],
            [-0.14 - 0.02 * Math.sin(phase), -0.38],
          ]),
        ];
  const hair =
    who === 'woman'
      ? [
          limb(
            [skull[0] - 0.03, skull[1]],
            [skull[0] - 0.17, skull[1] + 0.07 + 0.02 * Math.sin(phase * 2)],
            0.055,
            0.02,
          ),
        ]
      : [];
  return union(
    circle(skull[0], skull[1], head, 1.12),
    limb(neck, skull, 0.026),
    limb(hip, [neck[0] - 0.012, neck[1] + 0.03], 0.058, 0.064),
    ...[...leg(phase), ...leg(phase + Math.PI), ...arm(phase + Math.PI), ...arm(phase)],
    ...[...dress, ...hair],
  );
}

/** A point `length` away, `angle` forward from straight down. */
const along = ([x, y]: Point, angle: number, length: number): Point => [
  x + Math.sin(angle) * length,
  y + Math.cos(angle) * length,
];
