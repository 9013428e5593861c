import type { Preset } from '../../../shared/export.ts';
import type { Canvas } from '../../../shared/film.ts';

export type Size = { readonly width: number; readonly height: number };

/** The canvas scaled so that its short side has the preset's pixels; both sides even, as H.264 4:2:0 needs. */
export function outputSize(canvas: Canvas, preset: Preset): Size {
  const scale = preset.shortSide / Math.min(canvas.width, canvas.height);
  const even = (pixels: number): number => Math.max(16, Math.round((pixels * scale) / 2) * 2);
  return { width: even(canvas.width), height: even(canvas.height) };
}
