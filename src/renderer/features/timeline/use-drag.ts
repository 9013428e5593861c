import { type PointerEvent, useEffect, useRef, useState } from 'react';

type Drag = {
  /** Pixels to the right of where the pointer went down; null while nothing is dragged. */
  readonly dx: number | null;
  readonly handlers: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    onPointerCancel: () => void;
    onClickCapture: (event: { stopPropagation: () => void; preventDefault: () => void }) => void;
  };
};

/** A few pixels first, so that a click stays a click. */
const threshold = 4;

/** Pulling something along the timeline. Escape lets go of it where it was. */
export function useDrag(onEnd: (dx: number) => void): Drag {
  const [dx, setDx] = useState<number | null>(null);
  const from = useRef<number | null>(null);
  const moved = useRef(false);
  const stop = () => {
    from.current = null;
    setDx(null);
  };
  const dragging = dx !== null;
  useEffect(() => {
    if (!dragging) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      from.current = null;
      setDx(null);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [dragging]);
  return {
    dx,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        from.current = event.clientX;
        moved.current = false;
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event) => {
        if (from.current === null) return;
        const by = event.clientX - from.current;
        if (!moved.current && Math.abs(by) < threshold) return;
        moved.current = true;
        setDx(by);
      },
      onPointerUp: (event) => {
        if (from.current !== null && moved.current) onEnd(event.clientX - from.current);
        stop();
      },
      onPointerCancel: stop,
      onClickCapture: (event) => {
        if (!moved.current) return;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}
