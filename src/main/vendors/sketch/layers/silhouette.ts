import type { View } from '../camera.ts';
import { mix, type Rgb } from '../colour.ts';
import type { Frame } from '../plate.ts';
import { fillShape, type Outline, type Point } from '../shape.ts';
import type { Stage } from '../stage.ts';

/** Several outlines as one shape: all turned the same way, so that overlaps stay filled. */
export function union(...parts: readonly (readonly Point[])[]): Outline {
  return parts.map((points) => (signedArea(points) < 0 ? points.toReversed() : points));
}

function signedArea(points: readonly Point[]): number {
  let sum = 0;
  let [px, py] = points.at(-1) ?? [0, 0];
  for (const [x, y] of points) {
    sum += px * y - x * py;
    [px, py] = [x, y];
  }
  return sum;
}

/** An outline of the stage as the camera sees it. */
export const throughLens = (view: View, outline: Outline): Outline =>
  outline.map((points) => points.map(([x, y]): Point => [view.toX(x), view.toY(y)]));

const moved = (outline: Outline, dx: number, dy: number): Outline =>
  outline.map((points) => points.map(([x, y]): Point => [x + dx, y + dy]));

/** The dark of things at a depth, haze included. */
export const inkAt = (stage: Stage, depth: number): Rgb =>
  mix(stage.palette.near, stage.palette.haze, Math.max(0, 0.5 - depth * 0.62));

/** Draws a dark shape with an edge of light on the side of the sun. `rim` is its width in pixels at 720 lines. */
export function drawSilhouette(
  frame: Frame,
  stage: Stage,
  outline: Outline,
  { depth, rim = 1.6, colour }: { readonly depth: number; readonly rim?: number; readonly colour?: Rgb },
): void {
  const ink = colour ?? inkAt(stage, depth);
  const width = (rim * stage.unit) / 720;
  fillShape(frame, outline, { colour: mix(ink, stage.palette.light, 0.62) });
  fillShape(frame, moved(outline, -stage.side * width, width * 0.6), { colour: ink });
}

/** What calm water shows under a thing that floats at stage height `waterline`: upside down, squeezed and wavering. */
export function drawReflection(
  frame: Frame,
  outline: Outline,
  waterline: number,
  time: number,
  colour: Rgb,
  alpha: number,
): void {
  const mirrored = outline.map((points) =>
    points.map(([x, y]): Point => {
      const below = Math.max(0, waterline - y) * 0.8;
      return [x + Math.sin(below * 0.22 - time * 2.6) * (1 + below * 0.05), waterline + below];
    }),
  );
  fillShape(frame, mirrored, { colour, alpha });
}
