import type { Scene } from './film.ts';

/** How much a still grows over its scene: enough to be alive, too little to be noticed as a zoom. */
export const stillGrowth = 0.08;

export type StillMotion = Exclude<Scene['motion'], 'auto'>;

/** `auto` is settled by the picture and not by its place, so that a moved scene keeps its segments. */
export function stillMotion(motion: Scene['motion'], fit: Scene['fit'], sha256: string): StillMotion {
  // A picture that is shown whole would move out of its own frame.
  if (fit !== 'fill') return 'none';
  if (motion !== 'auto') return motion;
  return Number.parseInt(sha256.slice(0, 2), 16) % 2 === 0 ? 'in' : 'out';
}

/** What is seen of a picture that covers the canvas: parts of its width and height, from its left top corner. */
export type StillWindow = { readonly left: number; readonly top: number; readonly size: number };

/**
 * The window at `done` (0 to 1) of the scene. Zooms go about the middle, moves across at the zoom's largest size. Shared
 * by rough cut and export.
 */
export function stillWindow(motion: StillMotion, done: number): StillWindow {
  const zoomed = 1 / (1 + stillGrowth);
  const room = 1 - zoomed;
  const about = (size: number): StillWindow => ({ left: (1 - size) / 2, top: (1 - size) / 2, size });
  if (motion === 'none') return { left: 0, top: 0, size: 1 };
  if (motion === 'in') return about(1 / (1 + stillGrowth * done));
  if (motion === 'out') return about(1 / (1 + stillGrowth * (1 - done)));
  // The picture moves left when the window goes right.
  const along = motion === 'left' || motion === 'up' ? room * done : room * (1 - done);
  return motion === 'left' || motion === 'right'
    ? { left: along, top: room / 2, size: zoomed }
    : { left: room / 2, top: along, size: zoomed };
}
