import clsx from 'clsx';
import type { Edges } from './geometry.ts';
import { usePeaks } from './peaks.ts';
import { wavePath } from './wave.ts';

/** Height of the drawing's own space, which is stretched over the lane. */
export const waveHeight = 40;

type Props = {
  /** Null draws no wave, only the room that the sound takes. */
  url: string | null;
  /** Frames of the film in which it is heard. */
  span: Edges;
  /** Pixels a frame. */
  scale: number;
  /** Frames in view. */
  view: Edges;
  /** Where the sound stands, in its own seconds, at a frame counted from the span's start; null is silence. */
  at: (frame: number) => { readonly seconds: number; readonly perFrame: number } | null;
  gain: (frame: number) => number;
  /** Not heard at all. */
  muted?: boolean;
  base?: 'middle' | 'ground';
  className?: string;
};

/** One sound in its lane, as wide as it is long; drawn only as far as it is seen. */
export function WaveShape({ url, span, scale, view, at, gain, muted = false, base = 'middle', className }: Props) {
  const peaks = usePeaks(url);
  const width = (span.to - span.from) * scale;
  const from = Math.max(0, (view.from - span.from) * scale);
  const to = Math.min(width, (view.to - span.from) * scale);
  const path =
    peaks &&
    wavePath({
      ...{ peaks, from, to, height: waveHeight },
      at: (x) => {
        const moment = at(x / scale);
        return moment && { seconds: moment.seconds, perPixel: moment.perFrame / scale };
      },
      gain: (x) => gain(x / scale),
      base,
    });
  return (
    <svg
      viewBox={`0 0 ${width} ${waveHeight}`}
      preserveAspectRatio="none"
      aria-hidden
      className={clsx('absolute inset-y-0 h-full rounded-1', muted && 'opacity-35', className)}
      style={{ left: span.from * scale, width }}
    >
      {path && <path d={path} className="fill-none stroke-current" strokeWidth={2} strokeLinecap="round" />}
    </svg>
  );
}
