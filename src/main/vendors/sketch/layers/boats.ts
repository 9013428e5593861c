import { addGlow, limb, type Outline, placed, rectangle, smoothClosed } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';
import { drawReflection, drawSilhouette, inkAt, throughLens, union } from './silhouette.ts';
import type { ThingWish } from './things.ts';

const sailingBoat: Outline = union(
  smoothClosed([
    [-0.42, -0.13],
    [-0.34, 0.02],
    [0.28, 0.02],
    [0.46, -0.15],
    [0.1, -0.115],
    [-0.2, -0.115],
  ]),
  rectangle(-0.012, -1, 0.006, -0.1),
  [
    [0.02, -0.97],
    [0.36, -0.2],
    [0.02, -0.17],
  ],
  [
    [-0.03, -0.9],
    [-0.3, -0.2],
    [-0.03, -0.17],
  ],
);
const steamer: Outline = union(
  [
    [-1.5, -0.2],
    [-1.35, 0.03],
    [1.3, 0.03],
    [1.6, -0.26],
    [0.4, -0.2],
  ],
  rectangle(-1.1, -0.42, -0.5, -0.18),
  rectangle(-1, -0.6, -0.65, -0.4),
  rectangle(-0.9, -0.85, -0.76, -0.58),
  rectangle(0.3, -0.7, 0.325, -0.2),
  rectangle(0.95, -0.55, 0.97, -0.2),
);

const trawler: Outline = union(
  smoothClosed([
    [-0.72, -0.2],
    [-0.66, 0.05],
    [0.5, 0.07],
    [0.82, -0.34],
    [0.5, -0.2],
    [0.1, -0.14],
    [-0.4, -0.15],
  ]),
  rectangle(-0.5, -0.44, -0.1, -0.12),
  rectangle(-0.55, -0.48, -0.05, -0.43),
  rectangle(0.18, -0.95, 0.215, -0.12),
  limb([0.2, -0.5], [-0.42, -0.78], 0.012),
  limb([0.2, -0.92], [0.78, -0.32], 0.006),
  limb([0.2, -0.92], [-0.6, -0.46], 0.006),
);

export type BoatWish = ThingWish & {
  /** How high seas carry it; a calm sea's gentle rocking without. */
  readonly ride?: (x: number, time: number) => { readonly y: number; readonly lean: number };
};

/** A boat that rocks on the water, with its broken reflection where the water is calm enough for one. */
export function boat(stage: Stage, { x, y, tall, depth, ride }: BoatWish): Pass {
  const { side, seconds, palette } = stage;
  const hull = hullOf(stage);
  const drift = side * tall * (ride ? 0.03 : 0.06);
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    const at = x + drift * (time - seconds / 2);
    const { y: sits, lean } = ride?.(at, time) ?? {
      y: y + Math.sin(time * 1.15 + 1) * tall * 0.008,
      lean: Math.sin(time * 0.9) * (hull === steamer ? 0.006 : 0.035),
    };
    const outline = throughLens(view, placed(hull, at, sits, tall, side < 0, lean));
    const ink = inkAt(stage, depth + 0.25);
    if (!ride) drawReflection(frame, outline, view.toY(y + tall * 0.02), time, ink, 0.42);
    drawSilhouette(frame, stage, outline, { depth: depth + 0.25 });
    if (hull !== trawler || stage.reading.hour === 'day') return;
    for (const [lampX, lampY, size] of boatLamps) {
      const [px = 0, py = 0] = placed([[[lampX, lampY]]], at, sits, tall, side < 0, lean)[0]?.[0] ?? [];
      addGlow(frame, view.toX(px), view.toY(py), tall * size * 4, palette.warm, 0.5);
      addGlow(frame, view.toX(px), view.toY(py), tall * size, [255, 240, 205], 1);
    }
  };
}

/** A trawler's mast light and the window of its wheelhouse: place and radius in parts of its height. */
const boatLamps = [
  [0.2, -0.97, 0.07],
  [-0.2, -0.31, 0.1],
] as const;

function hullOf({ reading: { subjects } }: Stage): Outline {
  // A sailing ship is named as both.
  if (subjects.includes('ship') && !subjects.includes('boat')) return steamer;
  return subjects.includes('trawler') ? trawler : sailingBoat;
}
