import type { Cut } from '../../../shared/cut.ts';

/** Pixels for each frame of the film. Frames are the only measure of the timeline; pixels are worked out last. */
export type Scale = number;

/** A frame as wide as a finger: closer than this nothing more is seen. */
const closest: Scale = 24;
/** How much one press of a key zooms. */
export const zoomStep = 1.5;

/** The scale at which the whole film fits into `width` pixels. */
export const fitScale = (width: number, frames: number): Scale => (frames > 0 ? Math.max(0, width) / frames : 1);

/** A scale inside the limits; null, which follows the width, where it would show no more than the whole film. */
export function zoomedTo(scale: Scale, fit: Scale): Scale | null {
  return scale <= fit ? null : Math.min(scale, Math.max(closest, fit));
}

/** How far the timeline must be scrolled so that a frame stands `x` pixels from its left edge. */
export const scrollKeeping = (frame: number, x: number, scale: Scale): number => Math.max(0, frame * scale - x);

/** The frames of the film between which a scene is drawn: inside a transition, half of it belongs to either scene. */
export type Edges = { readonly from: number; readonly to: number };

/** One for each scene, without gaps and without overlaps. */
export function sceneEdges(cut: Cut): Edges[] {
  return cut.scenes.map((scene, index) => {
    const before = cut.scenes[index - 1]?.joinFrames ?? 0;
    return { from: scene.start + before / 2, to: scene.start + scene.frames - scene.joinFrames / 2 };
  });
}

/** Index of the first stretch that ends after `frame`; the number of stretches where all lie before it. */
export function firstEndingAfter(edges: readonly Edges[], frame: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle]?.to ?? 0) <= frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Indices of the scenes that can be seen between two frames: `from` inclusive, `to` exclusive. */
export function inView(edges: readonly Edges[], view: Edges): { readonly from: number; readonly to: number } {
  const from = firstEndingAfter(edges, view.from);
  let to = from;
  while (to < edges.length && (edges[to]?.from ?? 0) < view.to) to += 1;
  return { from, to };
}

/** The place that a scene gets when it is let go at `frame`: before the scene whose middle lies behind it. */
export function dropPlace(edges: readonly Edges[], frame: number, dragged: number): number {
  const before = edges.filter(({ from, to }, index) => index !== dragged && (from + to) / 2 < frame);
  return before.length;
}
