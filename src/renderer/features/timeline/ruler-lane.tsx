import type { PointerEvent } from 'react';
import { useTransport } from '../player/player-context.tsx';
import { type LaneProps, laneHeights } from './lanes.ts';
import { tickStep, ticks } from './ruler.ts';

/** Timecode over the lanes. Pressing or pulling along it moves the playhead. */
export function RulerLane({ cut, viewport }: LaneProps) {
  const transport = useTransport();
  const { scale, view, content } = viewport;
  const { fps } = cut.canvas;
  const seek = (event: PointerEvent<HTMLElement>) =>
    transport.seek((event.clientX - event.currentTarget.getBoundingClientRect().left) / scale);
  return (
    <div
      aria-hidden
      className={`relative shrink-0 touch-none border-b border-line text-text-3 ${laneHeights.ruler}`}
      style={{
        width: content,
        backgroundImage: 'linear-gradient(to right, var(--line-strong) 1px, transparent 1px)',
        backgroundSize: `${(tickStep(scale, fps) * scale) / 5}px 5px`,
        backgroundRepeat: 'repeat-x',
        backgroundPosition: 'bottom left',
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seek(event)}
    >
      {ticks(scale, fps, view).map(({ frame, label }) => (
        <span
          key={frame}
          className="tabular absolute inset-y-0 border-s border-line-strong ps-1 text-[0.625rem] leading-4 select-none"
          style={{ left: frame * scale }}
        >
          {label}
        </span>
      ))}
    </div>
  );
}
