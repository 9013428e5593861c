import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useStage } from './in-step-context.ts';
import { precise } from './precise.ts';

/** Time now, a line to pull, and the length. It moves with each frame without being rendered anew. */
export function Scrubber() {
  const { transport, framesPerSecond } = useStage();
  const slider = useRef<HTMLDivElement>(null);
  const clock = useRef<HTMLSpanElement>(null);
  const length = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const write = () => {
      const { frames } = transport.limits();
      const { frame } = transport.getState();
      const now = precise(frame / framesPerSecond);
      if (clock.current) clock.current.textContent = now;
      if (length.current) length.current.textContent = precise(frames / framesPerSecond);
      slider.current?.style.setProperty('--at', `${frames > 1 ? Math.min(1, frame / (frames - 1)) : 0}`);
      slider.current?.setAttribute('aria-valuemax', `${Math.max(0, frames - 1)}`);
      slider.current?.setAttribute('aria-valuenow', `${Math.floor(frame)}`);
      slider.current?.setAttribute('aria-valuetext', now);
    };
    write();
    return transport.subscribe(write);
  }, [transport, framesPerSecond]);

  const seekTo = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    transport.seek(((event.clientX - box.left) / box.width) * (transport.limits().frames - 1) + 0.5);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = keySteps[event.key];
    if (!step || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    transport.step(step * (event.key.startsWith('Page') ? Math.round(framesPerSecond) : 1));
  };
  return (
    <div dir="ltr" className="flex min-w-40 grow items-center gap-4">
      <span ref={clock} data-clock className="tabular w-14 shrink-0 font-mono text-1" />
      <div
        ref={slider}
        role="slider"
        tabIndex={0}
        data-space-plays
        aria-label="Time"
        aria-valuemin={0}
        aria-valuemax={0}
        aria-valuenow={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seekTo(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)}
        className="relative h-5 grow touch-none rounded-1"
      >
        <span className="absolute inset-x-0 top-2 h-1 rounded-full bg-line-strong" />
        <span className="absolute inset-x-0 top-2 h-1 origin-left scale-x-(--at) rounded-full bg-text-2" />
        <span className="absolute top-1 left-[calc(var(--at)*100%-6px)] size-3 rounded-full bg-text" />
      </div>
      <span ref={length} className="tabular w-14 shrink-0 text-end font-mono text-1 text-text-2" />
    </div>
  );
}

const keySteps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -1,
  PageUp: 1,
};
