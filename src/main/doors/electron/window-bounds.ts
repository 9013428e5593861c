import type { Rectangle } from 'electron';

/** The layout works from here up. */
export const smallestWindow = { width: 1000, height: 640 } as const;
const usualWindow = { width: 1440, height: 900 } as const;
/** So much of a window must lie on a display for the user to be able to grab it. */
const grabbable = { width: 200, height: 80 } as const;

/**
 * Where the window opens: as it was, made to fit the display it lies on most, or centred on the first display (whose work
 * area comes first in `workAreas`) when it was never open or its display is gone.
 */
export function windowBounds(saved: Rectangle | null, workAreas: readonly Rectangle[]): Rectangle {
  const [first = { x: 0, y: 0, ...usualWindow }] = workAreas;
  const area = saved && workAreas.toSorted((a, b) => visible(saved, b) - visible(saved, a))[0];
  if (!saved || !area || !isGrabbable(saved, area)) return centred(saved ?? usualWindow, first);
  const size = fitted(saved, area);
  return {
    x: clamp(saved.x, area.x, area.x + area.width - size.width),
    y: clamp(saved.y, area.y, area.y + area.height - size.height),
    ...size,
  };
}

type Size = { readonly width: number; readonly height: number };

function centred(size: Size, area: Rectangle): Rectangle {
  const { width, height } = fitted(size, area);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}

function fitted({ width, height }: Size, area: Size): Size {
  return {
    width: Math.min(Math.max(width, smallestWindow.width), area.width),
    height: Math.min(Math.max(height, smallestWindow.height), area.height),
  };
}

function overlap(a: Rectangle, b: Rectangle): Size {
  return {
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)),
  };
}

function visible(a: Rectangle, b: Rectangle): number {
  const { width, height } = overlap(a, b);
  return width * height;
}

function isGrabbable(window: Rectangle, area: Rectangle): boolean {
  const { width, height } = overlap(window, area);
  return width >= grabbable.width && height >= grabbable.height;
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
