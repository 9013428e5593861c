import { mix, type Rgb } from '../colour.ts';
import { clamp01, fieldAt, noiseField } from '../noise.ts';
import { paintPlate } from '../plate.ts';
import { circle, fillShape, limb, type Outline, type Point, placed, rectangle } from '../shape.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';
import { throughLens, union } from './silhouette.ts';
import type { ThingWish } from './things.ts';

/** Where light falls on a table from; `reach` in pixels. */
export type TableLight = {
  readonly x: number;
  readonly reach: number;
  readonly colour: Rgb;
  readonly strength: number;
};

/** A wooden table across the foot of the picture: its top seen at a slant, lit from the lamp, and its dark edge. */
export function desk(stage: Stage, top: number, depth: number, light: TableLight): Pass {
  const { palette, unit, height } = stage;
  const grain = noiseField(stage.random('desk'), 16, 4);
  const wood = mix(mix(palette.near, [96, 58, 34], 0.5), palette.far, 0.08);
  const lip = top + unit * 0.1;
  const plate = paintPlate(coverArea(stage, depth, top, 1e6), 1, (x, y, out) => {
    const alpha = clamp01(y - top + 0.5);
    const down = Math.max(0, (y - top) / (height - top));
    const near = Math.exp(-(((x - light.x) / light.reach) ** 2) - ((y - top) / (light.reach * 0.42)) ** 2);
    const front = y > lip ? 0.42 : 1;
    const rough = 0.8 + 0.4 * fieldAt(grain, (x / unit) * 9, (y / unit) * 150 * (1.3 - down * 0.6));
    const edge = Math.exp(-Math.abs(y - lip) / (unit * 0.0025)) * 0.35;
    for (let i = 0; i < 3; i += 1) {
      const lit = (light.colour[i] as number) * near * light.strength;
      out[i] = alpha * ((wood[i] as number) * rough * front + lit * (front * 0.62 * rough + edge));
    }
    out[3] = alpha;
  });
  return platePass(stage, plate, depth);
}

/** A letter on the table, half written, with its pen. Its middle at the wish's place. */
export function letter(stage: Stage, { x, y, tall, depth }: ThingWish, lit: Rgb): Pass {
  const sheet: Outline = [
    [
      [-0.62, -0.2],
      [0.5, -0.24],
      [0.72, 0.2],
      [-0.5, 0.26],
    ],
  ];
  const lines = Array.from({ length: 5 }, (_, row): Point[] => {
    const down = -0.12 + row * 0.07;
    return limb([-0.44 + down * 0.25, down], [(row === 4 ? 0.02 : 0.42) + down * 0.3, down - 0.02], 0.008);
  });
  const pen = limb([0.2, 0.1], [0.72, -0.26], 0.012, 0.024);
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    const show = (outline: Outline, colour: Rgb, alpha = 1) =>
      fillShape(frame, throughLens(view, placed(outline, x, y, tall, stage.side < 0)), { colour, alpha });
    show(sheet, mix(lit, [236, 222, 196], 0.55));
    show(union(...lines), stage.palette.near, 0.6);
    show([pen], stage.palette.near);
  };
}

/** A round clock on the wall, its hands going. Its middle at the wish's place. */
export function wallClock(stage: Stage, { x, y, tall, depth }: ThingWish): Pass {
  const { palette } = stage;
  const marks = Array.from({ length: 12 }, (_, hour) => {
    const angle = (hour * Math.PI) / 6;
    return limb(
      [Math.sin(angle) * 0.38, -Math.cos(angle) * 0.38],
      [Math.sin(angle) * 0.42, -Math.cos(angle) * 0.42],
      0.012,
    );
  });
  const hand = (turn: number, long: number, thick: number): Point[] =>
    limb([0, 0], [Math.sin(turn) * long, -Math.cos(turn) * long], thick, thick * 0.5);
  const start = stage.random('clock')() * 6.28;
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    const show = (outline: Outline, colour: Rgb) =>
      fillShape(frame, throughLens(view, placed(outline, x, y, tall)), { colour });
    show([circle(0, 0, 0.5)], mix(palette.near, [80, 48, 26], 0.5));
    show([circle(0, 0, 0.45)], mix(palette.warm, palette.far, 0.55));
    show(union(...marks, hand(start, 0.24, 0.022), hand(start * 12 + time * 0.02, 0.36, 0.015)), palette.near);
    show(union(hand(Math.floor(time) * 0.105, 0.38, 0.007), rectangle(-0.01, -0.01, 0.01, 0.01)), palette.accent);
  };
}
