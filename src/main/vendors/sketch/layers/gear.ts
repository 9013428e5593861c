import { mix, type Rgb } from '../colour.ts';
import { clamp01 } from '../noise.ts';
import { circle, fillShape, type Outline, type Point } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';

/** A brass wheel of a clockwork, turning. */
export function gear(
  stage: Stage,
  wish: {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly teeth: number;
    readonly speed: number;
    readonly phase: number;
    readonly depth: number;
  },
): Pass {
  const { palette, side } = stage;
  const brass = mix([190, 136, 60], palette.warm, 0.25);
  const dark = mix(brass, palette.near, 0.72);
  return (frame, time) => {
    const view = stage.camera.view(time, wish.depth);
    const turn = wish.phase + time * wish.speed;
    const [cx, cy, radius] = [view.toX(wish.x), view.toY(wish.y), wish.radius * view.scale];
    const colour = (px: number, py: number): Rgb => {
      const lit = clamp01(
        0.42 +
          (0.5 * (side * (px - cx) - (py - cy) * 0.8)) / radius +
          0.12 * Math.sin(Math.atan2(py - cy, px - cx) * 2 + 1.2),
      );
      return [0, 1, 2].map(
        (i) => (dark[i] as number) + ((brass[i] as number) - (dark[i] as number)) * lit,
      ) as unknown as Rgb;
    };
    fillShape(frame, gearOutline(cx, cy, radius, wish.teeth, turn), { colour });
    fillShape(frame, [circle(cx, cy, radius * 0.13)], { colour: mix(brass, palette.light, 0.35) });
  };
}

function gearOutline(x: number, y: number, radius: number, teeth: number, turn: number): Outline {
  const rim = Array.from({ length: teeth * 4 }, (_, i): Point => {
    const out = i % 4 < 2 ? radius : radius * 0.86;
    const angle = turn + ((i + (i % 4 < 2 ? 0.15 : -0.15)) * 2 * Math.PI) / (teeth * 4);
    return [x + Math.cos(angle) * out, y + Math.sin(angle) * out];
  });
  const holes = Array.from({ length: 5 }, (_, i): Point[] => {
    const angle = turn + (i * 2 * Math.PI) / 5;
    return circle(x + Math.cos(angle) * radius * 0.5, y + Math.sin(angle) * radius * 0.5, radius * 0.19).toReversed();
  });
  return [rim, ...holes];
}
