import type { Rgb } from '../colour.ts';
import { type Frame, newFrame, newPlate, type Plate } from '../plate.ts';
import { fillShape, type Point } from '../shape.ts';
import { coverArea, type Stage } from '../stage.ts';

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
