import { createStore } from 'zustand/vanilla';

/** What is seen of each picture: its middle, in parts of the picture's width and height, and how many times enlarged. */
export type Zoom = { readonly scale: number; readonly x: number; readonly y: number };

export const wholePicture: Zoom = { scale: 1, x: 0.5, y: 0.5 };
const mostScale = 8;

/** Keeps what is seen inside of the picture. */
export function clampZoom({ scale, x, y }: Zoom): Zoom {
  const kept = Math.min(mostScale, Math.max(1, scale));
  const half = 0.5 / kept;
  const inside = (at: number) => Math.min(1 - half, Math.max(half, at));
  return { scale: kept, x: inside(x), y: inside(y) };
}

/** Enlarges by a factor; the point of the frame at `at` (parts of its width and height) stays where it is. */
export function zoomAt(zoom: Zoom, factor: number, at: { readonly x: number; readonly y: number }): Zoom {
  const scale = Math.min(mostScale, Math.max(1, zoom.scale * factor));
  const stay = (middle: number, point: number) => middle + (point - 0.5) * (1 / zoom.scale - 1 / scale);
  return clampZoom({ scale, x: stay(zoom.x, at.x), y: stay(zoom.y, at.y) });
}

/** Moves the pictures with the pointer, by parts of the frame's width and height. */
export const panBy = ({ scale, x, y }: Zoom, dx: number, dy: number): Zoom =>
  clampZoom({ scale, x: x - dx / scale, y: y - dy / scale });

export type ZoomControl = ReturnType<typeof createZoom>;

const keyFactor = 1.5;
const middle = { x: 0.5, y: 0.5 };

/** The one zoom that all pictures share. */
export function createZoom() {
  const store = createStore<Zoom>(() => wholePicture);
  return {
    ...store,
    zoomIn: () => store.setState((zoom) => zoomAt(zoom, keyFactor, middle)),
    zoomOut: () => store.setState((zoom) => zoomAt(zoom, 1 / keyFactor, middle)),
    at: (factor: number, point: { x: number; y: number }) => store.setState((zoom) => zoomAt(zoom, factor, point)),
    pan: (dx: number, dy: number) => store.setState((zoom) => panBy(zoom, dx, dy)),
    reset: () => store.setState(wholePicture),
  };
}
