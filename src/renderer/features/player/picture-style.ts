import type { CSSProperties } from 'react';
import type { CutScene } from '../../../shared/cut.ts';
import { stillWindow } from '../../../shared/still-window.ts';

/** How a picture of any shape is laid into the canvas. */
export function layingStyle({ fit, focus }: Pick<CutScene, 'fit' | 'focus'>): CSSProperties {
  return fit === 'fill'
    ? { objectFit: 'cover', objectPosition: `${focus.x * 100}% ${focus.y * 100}%` }
    : { objectFit: 'contain' };
}

/** Where a still's slow move stands at a frame of its scene: of an element that covers the canvas. */
export function motionStyle(
  { motion, frames }: Pick<CutScene, 'motion' | 'frames'>,
  localFrame: number,
): CSSProperties {
  if (motion === 'none') return {};
  const done = Math.min(1, Math.max(0, localFrame / Math.max(1, frames - 1)));
  const { left, top, size } = stillWindow(motion, done);
  const shift = `translate(${(-left * 100).toFixed(4)}%, ${(-top * 100).toFixed(4)}%)`;
  return { transformOrigin: '0 0', transform: `scale(${(1 / size).toFixed(6)}) ${shift}` };
}
