import { mix, type Rgb } from '../colour.ts';
import { clamp01 } from '../noise.ts';
import { circle, fillShape, limb, type Outline, type Point, placed, smoothClosed } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';
import { throughLens, union } from './silhouette.ts';

export type PortraitWish = {
  readonly x: number;
  readonly y: number;
  readonly tall: number;
  readonly depth: number;
  /** What the near arm does: holds something up before the face, or lies on a table. */
  readonly reach?: 'raised' | 'table' | undefined;
};

/** Finer than 8 bits can show. */
const toneSteps = 512;

/** The peaked cap and beard of an old sailor. */
const agedMan: Outline = union(
  smoothClosed([
    [-0.255, -0.8],
    [-0.25, -0.95],
    [-0.08, -1.06],
    [0.14, -1.04],
    [0.24, -0.93],
    [0.36, -0.86],
    [0.35, -0.83],
    [0.2, -0.85],
    [-0.05, -0.84],
  ]),
  smoothClosed([
    [0.09, -0.6],
    [0.2, -0.575],
    [0.262, -0.535],
    [0.268, -0.46],
    [0.225, -0.36],
    [0.13, -0.33],
    [0.04, -0.4],
  ]),
);

/** The raised hand of a portrait 1 tall, from its place. */
export const raisedHand = { x: 0.84, y: -0.68 };

/** Shoulder at about (0.1, 0). */
function armOf(reach: PortraitWish['reach']): Outline {
  const { x, y } = raisedHand;
  if (reach === 'raised')
    return union(
      limb([0.1, 0.02], [0.52, 0.12], 0.16, 0.115),
      limb([0.52, 0.12], [x - 0.03, y + 0.07], 0.115, 0.062),
      limb([x - 0.04, y + 0.06], [x + 0.01, y - 0.01], 0.066, 0.05),
    );
  if (reach === 'table')
    return union(limb([0.1, 0.02], [0.34, 0.42], 0.15, 0.11), limb([0.34, 0.42], [0.82, 0.46], 0.1, 0.06));
  return [];
}

/** Head and shoulders in profile against the light, breathing; faces the light. */
export function portrait(stage: Stage, wish: PortraitWish): Pass {
  const { reading, palette, side } = stage;
  const outline = [
    ...profile(reading.figure),
    ...(reading.old && reading.figure === 'man' ? agedMan : []),
    ...armOf(wish.reach),
  ];
  const warmLight = reading.lamp ? palette.warm : palette.light;
  // Skin turned to the lamp goes from dark to warm; the back of the head keeps the room's dark.
  const dark = mix(palette.near, palette.far, 0.12);
  const skin = mix(warmLight, [196, 120, 86], 0.55);
  const tones = Array.from({ length: toneSteps + 1 }, (_, step): Rgb => {
    const tone = (i: 0 | 1 | 2) => dark[i] + ((skin[i] - dark[i]) * step) / toneSteps;
    return [tone(0), tone(1), tone(2)];
  });
  return (frame, time) => {
    const view = stage.camera.view(time, wish.depth);
    const nod = Math.sin(time * 0.8) * 0.012;
    const breath = Math.sin(time * 1.6) * 0.004;
    const shape = throughLens(
      view,
      placed(outline, wish.x, wish.y - breath * wish.tall, wish.tall, side < 0, side * nod),
    );
    // The light stands before the face, or in the hand that holds it up.
    const [before, soft] = wish.reach === 'raised' ? [0.86, wish.tall * 1.15] : [0.34, wish.tall * 0.55];
    const edge = view.toX(wish.x + side * wish.tall * before);
    const most = wish.reach === 'raised' ? 0.28 : 0.75;
    const colour = (px: number): Rgb => {
      const k = clamp01(1 - (side * (edge - px)) / soft) ** 2.1 * most;
      return tones[Math.round(k * toneSteps)] ?? dark;
    };
    fillShape(frame, shape, { colour: mix(skin, warmLight, 0.75) });
    const inner = shape.map((points) =>
      points.map(([px, py]): Point => [px - side * 2.6 * (stage.unit / 720), py + 1]),
    );
    fillShape(frame, inner, { colour });
  };
}

/** Facing right, the chin about (0.24, -0.52), the crown at -1, shoulders at the foot. */
function profile(who: Stage['reading']['figure']): Outline {
  const face = smoothClosed(
    [
      [-0.6, 2],
      [-0.54, 0.25],
      [-0.47, -0.12],
      [-0.3, -0.27],
      [-0.13, -0.34],
      [-0.12, -0.48],
      [-0.2, -0.62],
      [-0.22, -0.78],
      [-0.12, -0.93],
      [0.03, -0.965],
      [0.16, -0.91],
      [0.212, -0.81],
      [0.208, -0.745],
      [0.222, -0.715],
      [0.278, -0.635],
      [0.262, -0.608],
      [0.226, -0.602],
      [0.246, -0.572],
      [0.238, -0.553],
      [0.245, -0.53],
      [0.222, -0.508],
      [0.232, -0.468],
      [0.196, -0.43],
      [0.09, -0.43],
      [0.045, -0.36],
      [0.12, -0.25],
      [0.27, -0.15],
      [0.36, 0.02],
      [0.41, 0.25],
      [0.46, 2],
    ],
    5,
  );
  if (who === 'man')
    return union(
      face,
      smoothClosed([
        [-0.23, -0.6],
        [-0.245, -0.82],
        [-0.12, -0.975],
        [0.06, -1.0],
        [0.2, -0.92],
        [0.12, -0.86],
        [-0.05, -0.84],
        [-0.1, -0.68],
      ]),
    );
  if (who === 'child')
    return union(
      face,
      smoothClosed([
        [-0.2, -0.52],
        [-0.28, -0.78],
        [-0.14, -1.0],
        [0.08, -1.02],
        [0.24, -0.88],
        [0.17, -0.82],
        [0, -0.8],
        [-0.08, -0.62],
      ]),
    );
  const hair = smoothClosed([
    [-0.16, -0.5],
    [-0.27, -0.66],
    [-0.27, -0.86],
    [-0.13, -1.0],
    [0.07, -1.01],
    [0.2, -0.91],
    [0.13, -0.84],
    [0, -0.8],
    [-0.06, -0.64],
    [-0.1, -0.52],
  ]);
  return union(face, hair, circle(-0.31, -0.83, 0.115, 0.95));
}
