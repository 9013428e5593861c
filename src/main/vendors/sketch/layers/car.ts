import { mix, type Rgb, shift } from '../colour.ts';
import { addGlow, circle, fillShape, type Outline, type Point, placed, rectangle, smoothClosed } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';
import { throughLens, union } from './silhouette.ts';
import type { ThingWish } from './things.ts';

/** Length 3.4, height 1, wheels on y = 0, driving right. */
const body: Outline = union(
  smoothClosed(
    [
      [-1.68, -0.32],
      [-1.62, -0.6],
      [-1.2, -0.68],
      [-0.78, -0.96],
      [-0.2, -1.02],
      [0.32, -0.95],
      [0.72, -0.68],
      [1.38, -0.58],
      [1.66, -0.42],
      [1.66, -0.2],
      [1.2, -0.15],
      [0, -0.14],
      [-1.3, -0.16],
    ],
    4,
  ),
);
const glass: Outline[] = [
  [
    smoothClosed(
      [
        [-0.98, -0.67],
        [-0.7, -0.88],
        [-0.28, -0.93],
        [-0.24, -0.67],
      ],
      3,
    ),
  ],
  [
    smoothClosed(
      [
        [-0.14, -0.67],
        [-0.16, -0.93],
        [0.25, -0.87],
        [0.54, -0.67],
      ],
      3,
    ),
  ],
];
const wheels = [-1.02, 1.02];

/** A car driving along: painted in the prompt's colour, wheels turning, dust behind it. */
export function car(stage: Stage, { x, y, tall, depth }: ThingWish): Pass {
  const { palette, side } = stage;
  const paint = palette.accent;
  const shade = mix(shift(paint, 0, 0.9, 0.45), palette.near, 0.25);
  const lit = mix(paint, palette.light, 0.45);
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    const at = x + side * tall * 0.28 * (time - stage.seconds / 2);
    const jolt = Math.sin(time * 9.1) * tall * 0.004 + Math.sin(time * 5.3) * tall * 0.004;
    const put = (outline: Outline) => throughLens(view, placed(outline, at, y + jolt, tall, side < 0));
    dust(frame, stage, view.toX(at - side * tall * 1.7), view.toY(y), tall, time);
    fillShape(frame, throughLens(view, placed([circle(0, 0, 1.75, 0.07)], at, y + tall * 0.02, tall)), {
      colour: palette.near,
      alpha: 0.6,
    });
    const [top, bottom] = [view.toY(y - tall), view.toY(y)];
    fillShape(frame, put(body), { colour: (_, py) => panel((py - top) / (bottom - top), lit, paint, shade) });
    for (const pane of glass) fillShape(frame, put(pane), { colour: mix(palette.near, palette.sky, 0.35) });
    fillShape(frame, put([rectangle(-1.6, -0.44, 1.5, -0.425)]), { colour: shade, alpha: 0.6 });
    for (const wheel of wheels) {
      const centre: Point = [at + side * wheel * tall, y - tall * 0.2];
      drawWheel(frame, stage, [view.toX(centre[0]), view.toY(centre[1])], tall * 0.225 * view.scale, time * 11 * side);
    }
    if (stage.reading.hour === 'day') return;
    const [lampX, lampY] = [view.toX(at + side * tall * 1.6), view.toY(y - tall * 0.42 + jolt)];
    addGlow(frame, lampX, lampY, tall * 0.9, palette.warm, 0.5);
    addGlow(frame, lampX, lampY, tall * 0.12, [255, 250, 235], 2);
    addGlow(frame, view.toX(at - side * tall * 1.62), lampY, tall * 0.3, [255, 60, 40], 0.8);
  };
}

/** Light from above on sheet metal: bright shoulder, dark sill. */
function panel(down: number, lit: Rgb, paint: Rgb, shade: Rgb): Rgb {
  const k = Math.max(0, Math.min(1, down));
  const [from, to, part] = k < 0.42 ? [lit, paint, k / 0.42] : [paint, shade, (k - 0.42) / 0.58];
  return [0, 1, 2].map((i) => (from[i] as number) + ((to[i] as number) - (from[i] as number)) * part) as unknown as Rgb;
}

function drawWheel(
  frame: Parameters<typeof fillShape>[0],
  stage: Stage,
  [x, y]: Point,
  radius: number,
  turn: number,
): void {
  fillShape(frame, [circle(x, y, radius)], { colour: stage.palette.near });
  fillShape(frame, [circle(x, y, radius * 0.58)], { colour: mix(stage.palette.near, [190, 195, 200], 0.55) });
  for (let spoke = 0; spoke < 5; spoke += 1) {
    const angle = turn + (spoke * 2 * Math.PI) / 5;
    fillShape(
      frame,
      [circle(x + Math.cos(angle) * radius * 0.34, y + Math.sin(angle) * radius * 0.34, radius * 0.13)],
      { colour: stage.palette.near },
    );
  }
}

function dust(
  frame: Parameters<typeof addGlow>[0],
  stage: Stage,
  x: number,
  y: number,
  tall: number,
  time: number,
): void {
  if (stage.reading.place !== 'desert' && stage.reading.place !== 'field') return;
  for (let puff = 0; puff < 9; puff += 1) {
    const age = (time * 0.8 + puff / 9) % 1;
    const away = -stage.side * tall * 2.6 * age;
    addGlow(
      frame,
      x + away,
      y - tall * (0.1 + 0.35 * age),
      tall * (0.18 + 0.6 * age),
      stage.palette.haze,
      0.34 * (1 - age) * Math.min(1, age * 6),
    );
  }
}
