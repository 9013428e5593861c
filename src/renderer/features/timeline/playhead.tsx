import { useEffect, useRef } from 'react';
import type { Cut } from '../../../shared/cut.ts';
import { formatTimecode, frameSeconds } from '../../../shared/time.ts';
import { usePlayheadFrame, useTransport } from '../player/player-context.tsx';
import type { Viewport } from './use-viewport.ts';

/** Where the playhead comes to stand when the timeline follows it, as a part of the width. */
const lead = 0.08;

/** Shows where the film stands, and keeps that in sight. The head can be pulled, or moved by arrow keys. */
export function Playhead({ cut, viewport }: { cut: Cut; viewport: Viewport }) {
  const frame = usePlayheadFrame();
  const transport = useTransport();
  const strip = useRef<HTMLDivElement>(null);
  const { scroller, scale } = viewport;
  const x = frame * scale;

  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the film, and not what is zoomed to elsewhere
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { scrollLeft, clientWidth } = element;
    if (x < scrollLeft || x > scrollLeft + clientWidth - 2) element.scrollLeft = x - clientWidth * lead;
  }, [frame]);

  const seekTo = (clientX: number) => {
    const box = strip.current?.getBoundingClientRect();
    if (box) transport.seek((clientX - box.left) / scale);
  };
  return (
    <div ref={strip} className="pointer-events-none absolute inset-0 z-3">
      <div
        role="slider"
        tabIndex={0}
        data-space-plays
        aria-label="Playhead"
        aria-valuemin={0}
        aria-valuemax={cut.frames - 1}
        aria-valuenow={frame}
        aria-valuetext={formatTimecode(frameSeconds(frame, cut.canvas.fps))}
        className="absolute inset-y-0 -ms-2 w-4 touch-none before:absolute before:inset-y-0 before:start-[7.25px] before:w-[1.5px] before:bg-text"
        style={{ left: x }}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event.clientX)}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (!step || event.shiftKey || event.altKey) return;
          event.preventDefault();
          transport.step(step);
        }}
      >
        {/* Only the head takes the pointer: the line must not stand between it and the lanes. */}
        <span className="pointer-events-auto absolute start-0.5 top-0 h-5 w-3 cursor-ew-resize after:absolute after:start-px after:top-0 after:border-[5px] after:border-b-0 after:border-transparent after:border-t-text" />
      </div>
    </div>
  );
}
