import type { Move } from './reading.ts';

/** How the camera sees one depth at one moment: frame pixel -> stage position and back. */
export type View = {
  readonly scale: number;
  /** Stage x of a frame x. */
  x(frameX: number): number;
  y(frameY: number): number;
  /** Frame x of a stage x. */
  toX(stageX: number): number;
  toY(stageY: number): number;
};

/** Depth 0 is the sky, 1 the nearest layer. */
export type Camera = { view(time: number, depth: number): View };

export type CameraPlan = {
  readonly move: Move;
  /** 1 is a calm move. */
  readonly pace: number;
  readonly handheld: boolean;
  /** Stage point that the lens moves towards and that stays put. */
  readonly focus: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
};

/** Most that any move shifts the nearest layer, as a share of the frame; plates reach this far beyond its edges. */
export const reach = { x: 0.11, y: 0.07 };

/** Travel of each move from start to end: zoom beyond 1, and shares of `reach`. */
const travels: Record<
  Move,
  { readonly zoom: [number, number]; readonly x: [number, number]; readonly y: [number, number] }
> = {
  push: { zoom: [0.02, 0.17], x: [0, 0], y: [0, 0] },
  pull: { zoom: [0.17, 0.02], x: [0, 0], y: [0, 0] },
  'pan-left': { zoom: [0.03, 0.04], x: [0.8, -0.8], y: [0, 0] },
  'pan-right': { zoom: [0.03, 0.04], x: [-0.8, 0.8], y: [0, 0] },
  'tilt-up': { zoom: [0.03, 0.05], x: [0, 0], y: [0.8, -0.8] },
  'tilt-down': { zoom: [0.03, 0.05], x: [0, 0], y: [-0.8, 0.8] },
  rise: { zoom: [0.02, 0.11], x: [-0.2, 0.2], y: [0.8, -0.5] },
  still: { zoom: [0.02, 0.045], x: [-0.06, 0.06], y: [0, 0] },
};

/** Share of a move's time spent getting up to speed, and again coming to rest. */
const ramp = 0.18;

/** Steady travel with soft ends: 0 to 1 for `t` 0 to 1; the speed never jumps. */
export function ease(t: number): number {
  const peak = 1 / (1 - ramp);
  const rising = (x: number) => (peak * (x - (ramp / Math.PI) * Math.sin((Math.PI * x) / ramp))) / 2;
  if (t < ramp) return rising(Math.max(0, t));
  if (t > 1 - ramp) return 1 - rising(Math.max(0, 1 - t));
  return peak * (t - ramp / 2);
}

export function createCamera(plan: CameraPlan): Camera {
  const { move, pace, handheld, focus, width, height, seconds } = plan;
  const { zoom, x, y } = travels[move];
  // Long scenes move more, short ones less, and none so far that the plates end.
  const amount = Math.min(1, pace * Math.min(1, 0.55 + seconds / 12));
  const along = ([from, to]: [number, number], part: number) => {
    const middle = (from + to) / 2;
    return middle + (from + (to - from) * part - middle) * amount;
  };
  return {
    view(time, depth) {
      const part = ease(seconds > 0 ? Math.min(1, time / seconds) : 0);
      const shake = handheld ? depth * 0.5 + 0.5 : 0;
      const panX = along(x, part) * reach.x * width * depth + shake * sway(time, 0) * width * 0.004;
      const panY = along(y, part) * reach.y * height * depth + shake * sway(time, 9) * height * 0.005;
      const margin = handheld ? 0.015 : 0;
      const scale = 1 + margin + along(zoom, part) * (0.3 + 0.7 * depth);
      return {
        scale,
        x: (frameX) => focus.x + panX + (frameX - focus.x) / scale,
        y: (frameY) => focus.y + panY + (frameY - focus.y) / scale,
        toX: (stageX) => focus.x + (stageX - focus.x - panX) * scale,
        toY: (stageY) => focus.y + (stageY - focus.y - panY) * scale,
      };
    },
  };
}

/** The slow drift of a hand, -1 to 1. */
function sway(time: number, phase: number): number {
  return (
    0.6 * Math.sin(time * 1.9 + phase) + 0.3 * Math.sin(time * 3.7 + phase * 1.7) + 0.1 * Math.sin(time * 7.3 + phase)
  );
}
