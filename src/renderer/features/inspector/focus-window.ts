import type { Focus } from '../../../shared/film.ts';

type Size = { readonly width: number; readonly height: number };

/**
 * The part of a picture that is seen when it fills a canvas of another shape; parts of its width and height. A focus of
 * 0.2 puts the point that is a fifth across the picture a fifth across the canvas.
 */
export function focusWindow(picture: Size, canvas: Size, focus: Focus) {
  const ratio = picture.width / picture.height / (canvas.width / canvas.height);
  const [width, height] = [Math.min(1, 1 / ratio), Math.min(1, ratio)];
  return { left: (1 - width) * focus.x, top: (1 - height) * focus.y, width, height };
}

const within = (part: number): number => Math.round(Math.min(1, Math.max(0, part)) * 1000) / 1000;

/** A focus point moved by parts of the picture, kept inside of it. */
export const movedFocus = (focus: Focus, right: number, down: number): Focus => ({
  x: within(focus.x + right),
  y: within(focus.y + down),
});
