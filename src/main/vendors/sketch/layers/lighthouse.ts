import { mix, type Rgb, ramp, rampOffset } from '../colour.ts';
import type { Frame } from '../plate.ts';
import { addGlow, fillShape, type Outline, type Point, placed, rectangle, smoothClosed } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';
import { drawSilhouette, throughLens, union } from './silhouette.ts';
import type { ThingWish } from './things.ts';

const tower: Outline = union(
  [
    [-0.085, 0],
    [0.085, 0],
    [0.055, -0.72],
    [-0.055, -0.72],
  ],
  rectangle(-0.085, -0.745, 0.085, -0.72),
  rectangle(-0.042, -0.86, 0.042, -0.74),
  smoothClosed([
    [-0.055, -0.855],
    [0, -0.96],
    [0.055, -0.855],
  ]),
  rectangle(-0.004, -1, 0.004, -0.94),
);
const rockFoot = smoothClosed([
  [-0.75, 0.06],
  [-0.5, -0.03],
  [-0.28, -0.06],
  [-0.1, -0.1],
  [0.12, -0.1],
  [0.3, -0.05],
  [0.42, 0],
  [0.6, 0.06],
]);

/** A lighthouse on its rock, its lamp turning. The water pass after it mirrors it. */
export function lighthouse(stage: Stage, { x, y, tall, depth }: ThingWish): Pass {
  const cottage = union(rectangle(0.12, -0.17, 0.34, -0.04), [
    [0.1, -0.165],
    [0.23, -0.25],
    [0.36, -0.165],
  ]);
  const beside = stage.reading.subjects.includes('house') ? [] : cottage;
  const body = placed([...tower, ...beside, ...union(rockFoot)], x, y, tall, stage.side > 0);
  const wall = placed(tower.slice(0, 1), x, y - tall * 0.07, tall * 0.9);
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    drawSilhouette(frame, stage, throughLens(view, body), { depth: depth + 0.3, rim: 1.1 });
    if (stage.reading.hour === 'day') whitewash(frame, stage, throughLens(view, wall), view.toX(x), tall * 0.085);
  };
}

/** A tower's white wall by day, rounded by the light. */
function whitewash(frame: Frame, stage: Stage, wall: Outline, middle: number, half: number): void {
  const { palette, side } = stage;
  const lit = mix(palette.light, [255, 255, 255], 0.4);
  const shade = mix(palette.far, palette.near, 0.1);
  const stops = ramp([
    [0, mix(shade, lit, 0.15)],
    [0.7, mix(shade, lit, 0.9)],
    [1, lit],
  ]).colours;
  const colour = (x: number): Rgb => {
    const at = rampOffset(0.5 + (side * (x - middle)) / (2 * half));
    return [stops[at] as number, stops[at + 1] as number, stops[at + 2] as number];
  };
  fillShape(frame, wall, { colour });
}

/** Two beams that sweep round; nearly towards the lens they flare instead. */
export function beam(stage: Stage, { x, y: foot, tall, depth }: ThingWish): Pass {
  const y = foot - tall * 0.8;
  const bright = stage.reading.hour === 'day' ? 0.15 : stage.reading.hour === 'night' ? 0.75 : 0.5;
  const start = stage.random('beam')() * 6.28;
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    const turn = start + time * 0.85;
    const [cx, cy] = [view.toX(x), view.toY(y)];
    for (const way of [0, Math.PI]) {
      const aside = Math.cos(turn + way);
      const towards = Math.sin(turn + way);
      const length = aside * stage.unit * 1.15;
      const strength = bright * (0.55 + 0.45 * towards) * Math.min(1, Math.abs(aside) * 3);
      coneOfLight(frame, stage, [cx, cy], length, tall * (0.012 + 0.05 * (1 + towards)), strength);
    }
    const flare = Math.max(Math.sin(turn), Math.sin(turn + Math.PI)) ** 8;
    addGlow(frame, cx, cy, tall * (0.14 + 0.3 * flare), stage.palette.warm, bright * (0.9 + flare));
    addGlow(frame, cx, cy, tall * 0.035, [255, 250, 235], 2);
  };
}

function coneOfLight(
  frame: Frame,
  stage: Stage,
  [x, y]: Point,
  length: number,
  opening: number,
  strength: number,
): void {
  const way = Math.sign(length);
  const reachX = Math.abs(length);
  const [r, g, b] = stage.palette.warm;
  for (let step = 0; step < reachX; step += 1) {
    const px = Math.round(x + way * step);
    if (px < 0 || px >= frame.width) continue;
    const part = step / reachX;
    const half = opening * (0.15 + part * 2.2) + 1;
    const fade = strength * (1 - part) ** 1.7;
    for (let py = Math.max(0, Math.ceil(y - half * 2)); py < Math.min(frame.height, y + half * 2); py += 1) {
      const off = (py + 0.5 - y) / half;
      const amount = fade * Math.exp(-off * off * 1.6);
      const at = (py * frame.width + px) * 3;
      frame.data[at] = (frame.data[at] as number) * (1 - amount * 0.5) + r * amount;
      frame.data[at + 1] = (frame.data[at + 1] as number) * (1 - amount * 0.5) + g * amount;
      frame.data[at + 2] = (frame.data[at + 2] as number) * (1 - amount * 0.5) + b * amount;
    }
  }
}
