import type { CSSProperties } from 'react';
import type { Passing } from './on-screen.ts';

/** How a scene's picture looks inside a transition. The later scene lies over the earlier one. */
export function transitionStyle(passing: Passing | null): CSSProperties {
  if (!passing) return {};
  const { kind, role, progress } = passing;
  const arriving = role === 'arriving';
  switch (kind) {
    case 'crossfade':
      return arriving ? { opacity: progress } : {};
    case 'dip-black':
    case 'dip-white':
      return arriving && progress < 0.5 ? { opacity: 0 } : {};
    case 'wipe':
      return arriving ? { maskImage: `linear-gradient(to right, #000 ${softEdge(progress)})` } : {};
    case 'slide':
      return { transform: `translateX(${percent(arriving ? 1 - progress : -progress)})` };
    case 'blur':
      return {
        filter: `blur(${(blurMost * (arriving ? 1 - progress : progress)).toFixed(2)}cqw)`,
        ...(arriving && { opacity: progress }),
      };
  }
}

/** Widest blur, in parts of a hundred of the picture's width. */
const blurMost = 3;

/** The edge is as wide as the picture and comes from the left, as with xfade's `smoothright`. */
const softEdge = (progress: number): string => `${percent(2 * progress - 1)}, transparent ${percent(2 * progress)}`;

const percent = (part: number): string => `${(part * 100).toFixed(2)}%`;

/** The colour over everything while a scene dips, and how much of it. */
export function veilOf(passing: Passing | null): { readonly color: string; readonly opacity: number } | null {
  if (passing?.kind !== 'dip-black' && passing?.kind !== 'dip-white') return null;
  const opacity = 1 - Math.abs(passing.progress - 0.5) * 2;
  return { color: passing.kind === 'dip-black' ? '#000' : '#fff', opacity };
}
