import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { useStage } from './in-step-context.ts';

/** Wheel steps of 100 make it a third larger; a pinch on a touch pad sends small ones. */
const wheelFactor = (deltaY: number): number => 2 ** (-deltaY / 240);
/** A few pixels first, so that a click stays a click. */
const threshold = 4;

type Hand = { x: number; y: number; moved: boolean };

/**
 * Zooms all pictures from one of them: Ctrl with the wheel, or a pinch, at the pointer; pulling moves; a double click shows
 * all. `plainWheel` for places that do not scroll.
 */
export function useZoomGestures(frame: RefObject<HTMLElement | null>, plainWheel = false) {
  const { zoom } = useStage();
  const hand = useRef<Hand | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!(plainWheel || event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const at = { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
      zoom.at(wheelFactor(event.deltaY), at);
    };
    // React listens passively, and the page would zoom as well.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [frame, zoom, plainWheel]);

  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button === 0 && zoom.getState().scale > 1) {
        hand.current = { x: event.clientX, y: event.clientY, moved: false };
      }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = hand.current;
      if (!from || !frame.current) return;
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      if (!from.moved && Math.hypot(dx, dy) < threshold) return;
      if (!from.moved) event.currentTarget.setPointerCapture(event.pointerId);
      hand.current = { x: event.clientX, y: event.clientY, moved: true };
      zoom.pan(dx / frame.current.clientWidth, dy / frame.current.clientHeight);
    },
    onPointerUp: () => {
      hand.current = null;
    },
    onPointerCancel: () => {
      hand.current = null;
    },
    onDoubleClick: () => zoom.reset(),
  };
}
