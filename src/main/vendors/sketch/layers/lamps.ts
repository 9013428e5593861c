import { mix, type Rgb } from '../colour.ts';
import type { Frame } from '../plate.ts';
import {
  addGlow,
  circle,
  fillShape,
  limb,
  type Outline,
  type Point,
  placed,
  rectangle,
  smoothClosed,
} from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';
import { throughLens, union } from './silhouette.ts';
import type { ThingWish } from './things.ts';

export type LampKind = 'lamp' | 'lantern' | 'candle';

/** One kind of light: what is dark of it, what is glass, and where its flame burns. Foot at (0, 0), 1 tall. */
type LampShape = {
  readonly body: Outline;
  readonly glass: Outline;
  readonly flame: { readonly y: number; readonly tall: number };
};

const ring = (y: number, radius: number, thick: number): Outline => [
  circle(0, y, radius),
  circle(0, y, radius - thick).toReversed(),
];

const shapes: Record<LampKind, LampShape> = {
  lamp: {
    body: union(
      smoothClosed([
        [-0.17, 0],
        [-0.15, -0.05],
        [-0.04, -0.09],
        [-0.05, -0.14],
        [0.05, -0.14],
        [0.04, -0.09],
        [0.15, -0.05],
        [0.17, 0],
      ]),
      smoothClosed([
        [-0.05, -0.13],
        [-0.16, -0.2],
        [-0.14, -0.32],
        [-0.06, -0.37],
        [0.06, -0.37],
        [0.14, -0.32],
        [0.16, -0.2],
        [0.05, -0.13],
      ]),
      rectangle(-0.075, -0.4, 0.075, -0.36),
    ),
    glass: union(
      smoothClosed([
        [-0.06, -0.4],
        [-0.13, -0.52],
        [-0.11, -0.64],
        [-0.055, -0.76],
        [-0.05, -1],
        [0.05, -1],
        [0.055, -0.76],
        [0.11, -0.64],
        [0.13, -0.52],
        [0.06, -0.4],
      ]),
    ),
    flame: { y: -0.43, tall: 0.2 },
  },
  lantern: {
    body: [
      ...union(
        rectangle(-0.24, -0.09, 0.24, 0),
        [
          [-0.25, -0.62],
          [-0.1, -0.76],
          [0.1, -0.76],
          [0.25, -0.62],
        ],
        rectangle(-0.06, -0.82, 0.06, -0.74),
        ...[-0.21, -0.012, 0.186].map((x) => rectangle(x, -0.64, x + 0.024, -0.06)),
      ),
      ...ring(-0.88, 0.12, 0.026),
    ],
    glass: union(rectangle(-0.2, -0.63, 0.2, -0.08)),
    flame: { y: -0.16, tall: 0.28 },
  },
  candle: {
    body: union(
      smoothClosed([
        [-0.24, 0],
        [-0.26, -0.07],
        [-0.08, -0.07],
        [0.08, -0.07],
        [0.26, -0.07],
        [0.24, 0],
      ]),
      rectangle(-0.075, -0.7, 0.075, -0.05),
    ),
    glass: [rectangle(-0.075, -0.7, 0.075, -0.08)],
    flame: { y: -0.72, tall: 0.28 },
  },
};

/** Height of the light's middle over the foot, in parts of its height. */
export const flameAt = (kind: LampKind): number => -shapes[kind].flame.y + shapes[kind].flame.tall * 0.4;

/** -1 to 1: a flame that never burns quite evenly, without ever jumping. */
export const flicker = (time: number): number =>
  0.5 * Math.sin(time * 5.3) + 0.3 * Math.sin(time * 8.9 + 1.3) + 0.2 * Math.sin(time * 13.1 + 4);

/** A light that burns: its foot at the wish's place, swung by `lean` radians. */
export function drawLamp(
  frame: Frame,
  stage: Stage,
  kind: LampKind,
  wish: ThingWish & { time: number; lean?: number },
): void {
  const { x, y, tall, depth, time, lean = 0 } = wish;
  const view = stage.camera.view(time, depth);
  const { body, glass, flame } = shapes[kind];
  const { warm, near } = stage.palette;
  // Hangs from its ring, so it turns about its top.
  const [foot, low]: Point = [x - Math.sin(lean) * tall, y + (Math.cos(lean) - 1) * tall];
  const show = (outline: Outline, colour: Rgb, alpha = 1) =>
    fillShape(frame, throughLens(view, placed(outline, foot, low, tall, false, -lean)), { colour, alpha });
  const middle = flameAt(kind) * tall;
  const [cx, cy] = [view.toX(foot + Math.sin(lean) * middle), view.toY(low - middle)];
  const burn = 1 + 0.07 * flicker(time);
  const size = tall * view.scale;
  addGlow(frame, cx, cy, size * 2.2 * burn, warm, 0.4 * burn);
  addGlow(frame, cx, cy, size * 1.1 * burn, warm, 0.5 * burn);
  show(body, mix(near, [70, 42, 24], 0.5));
  if (glass.length > 0) show(glass, warm, 0.42 * burn);
  show(flameShape(flame, time), [255, 232, 176]);
  addGlow(frame, cx, cy, size * 0.34, [255, 236, 190], 0.75 * burn);
}

function flameShape({ y, tall }: LampShape['flame'], time: number): Outline {
  const high = tall * (1 + 0.1 * flicker(time));
  const sway = 0.02 * Math.sin(time * 4.1);
  return [
    smoothClosed([
      [0, y],
      [-tall * 0.24, y - high * 0.3],
      [-tall * 0.12 + sway, y - high * 0.68],
      [sway * 1.6, y - high],
      [tall * 0.14 + sway, y - high * 0.66],
      [tall * 0.24, y - high * 0.3],
    ]),
  ];
}

/** A light standing on something. */
export const lampStanding =
  (stage: Stage, kind: LampKind, wish: ThingWish): Pass =>
  (frame, time) =>
    drawLamp(frame, stage, kind, { ...wish, time });

/** The faint double of a light in a dark pane behind it. */
export function lampInGlass(stage: Stage, { x, y, tall, depth }: ThingWish): Pass {
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    const burn = 1 + 0.07 * flicker(time);
    addGlow(frame, view.toX(x), view.toY(y), tall * 0.9 * burn, stage.palette.warm, 0.22);
    addGlow(frame, view.toX(x), view.toY(y), tall * 0.22, stage.palette.warm, 0.5 * burn);
    fillShape(
      frame,
      [limb([view.toX(x), view.toY(y - tall * 0.06)], [view.toX(x), view.toY(y + tall * 0.05)], tall * 0.02)],
      { colour: stage.palette.warm, alpha: 0.5 },
    );
  };
}
