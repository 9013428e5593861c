import { mix } from '../colour.ts';
import { between } from '../noise.ts';
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
import { drawSilhouette, throughLens, union } from './silhouette.ts';

/** Foot of the thing on the stage and its height there. */
export type ThingWish = { readonly x: number; readonly y: number; readonly tall: number; readonly depth: number };

const gabled: Outline = union(
  rectangle(-0.55, -0.52, 0.55, 0.02),
  [
    [-0.66, -0.48],
    [-0.02, -1],
    [0.02, -1],
    [0.66, -0.48],
  ],
  rectangle(0.24, -0.98, 0.36, -0.65),
);

/** A house with a light in its window. */
export function house(stage: Stage, { x, y, tall, depth }: ThingWish): Pass {
  const panes = [-0.28, 0.26].map((at) => [rectangle(at - 0.075, -0.36, at + 0.075, -0.17)]);
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    drawSilhouette(frame, stage, throughLens(view, placed(gabled, x, y, tall)), { depth });
    if (stage.reading.hour === 'day') return;
    for (const pane of panes)
      fillShape(frame, throughLens(view, placed(pane, x, y, tall)), { colour: stage.palette.warm });
    addGlow(frame, view.toX(x), view.toY(y - tall * 0.27), tall * 0.7, stage.palette.warm, 0.35);
  };
}

/** A broad tree: trunk, boughs and a crown of many leaves' clumps. */
export function tree(stage: Stage, { x, y, tall, depth }: ThingWish): Pass {
  const random = stage.random('tree');
  const crown = Array.from({ length: 90 }, () => {
    const angle = random() * 6.28;
    // Fuller in the middle, ragged at the edge.
    const out = random() ** 0.62;
    return circle(
      Math.cos(angle) * out * 0.36,
      -0.66 + Math.sin(angle) * out * 0.25,
      between(random, 0.035, 0.085),
      0.8,
    );
  });
  const boughs = [-0.22, -0.08, 0.1, 0.24].map((to) => limb([0, -0.28], [to, -0.6], 0.026, 0.01));
  const trunk = smoothClosed([
    [-0.06, 0.02],
    [-0.03, -0.2],
    [-0.024, -0.5],
    [0.024, -0.5],
    [0.03, -0.2],
    [0.065, 0.02],
  ]);
  const outline = union(trunk, ...boughs, ...crown);
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    drawSilhouette(frame, stage, throughLens(view, placed(outline, x, y, tall, false, Math.sin(time * 0.8) * 0.006)), {
      depth,
    });
  };
}

/** A few birds that cross the sky. */
export function birds(stage: Stage): Pass {
  const random = stage.random('birds');
  const flock = Array.from({ length: 9 }, (_, i) => ({
    x: stage.width * (0.5 - stage.side * 0.1) + (i - 4) * stage.unit * between(random, 0.03, 0.055),
    y: stage.horizon - stage.unit * between(random, 0.22, 0.36),
    wing: stage.unit * between(random, 0.008, 0.014),
    phase: random() * 6.28,
  }));
  const ink = mix(stage.palette.near, stage.palette.far, 0.3);
  return (frame, time) => {
    const view = stage.camera.view(time, 0.1);
    for (const { x, y, wing, phase } of flock) {
      const flap = Math.sin(time * 6.5 + phase) * 0.75;
      const at = x - stage.side * stage.unit * 0.035 * time;
      const half = (flip: number): Point[] => [
        [0, 0.08],
        [flip * 0.5, -0.35 * flap - 0.12],
        [flip, -0.55 * flap + 0.1],
        [flip * 0.5, -0.35 * flap + 0.06],
        [0, 0.24],
      ];
      const shape = placed(union(half(-1), half(1)), at, y + Math.sin(time + phase) * wing * 0.4, wing);
      fillShape(frame, throughLens(view, shape), { colour: ink });
    }
  };
}
