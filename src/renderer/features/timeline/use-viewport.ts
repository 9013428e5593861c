import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Edges, Scale } from './geometry.ts';
import { fitScale, scrollKeeping, zoomedTo, zoomStep } from './geometry.ts';

export type Viewport = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scale: Scale;
  /** Width of the whole film in pixels. */
  readonly content: number;
  /** What is seen of it, in pixels. */
  readonly left: number;
  readonly width: number;
  /** The same in frames, with a little to both sides, so that scrolling finds something drawn already. */
  readonly view: Edges;
  readonly fits: boolean;
  /** Zooms by steps, keeping what stands `x` pixels from the left edge in its place. */
  zoom: (steps: number, x?: number) => void;
  zoomToFit: () => void;
};

/** Drawn beyond either edge, in pixels. */
const margin = 240;

/** How much of the timeline is seen. `zoomable` false always shows the whole film. */
export function useViewport(frames: number, zoomable: boolean): Viewport {
  const scroller = useRef<HTMLDivElement>(null);
  const [{ left, width }, setSeen] = useState({ left: 0, width: 0 });
  const [chosen, setChosen] = useState<Scale | null>(null);
  /** Where to scroll once the content has its new width. */
  const pending = useRef<number | null>(null);
  const fit = fitScale(width, frames);
  const zoomed = zoomable && chosen !== null ? zoomedTo(chosen, fit) : null;
  const scale = zoomed ?? fit;

  useEffect(() => watch(scroller.current, setSeen), []);
  useLayoutEffect(() => {
    if (pending.current !== null && scroller.current) scroller.current.scrollLeft = pending.current;
    pending.current = null;
  });

  const zoom = useCallback(
    (steps: number, x = width / 2) => {
      const next = zoomedTo(scale * zoomStep ** steps, fit);
      pending.current = scrollKeeping((left + x) / scale, x, next ?? fit);
      setChosen(next);
    },
    [scale, fit, left, width],
  );
  const zoomToFit = useCallback(() => setChosen(null), []);
  useWheel(scroller, zoom, zoomable);

  const view = { from: Math.max(0, (left - margin) / scale), to: Math.min(frames, (left + width + margin) / scale) };
  const content = zoomed === null ? width : frames * scale;
  return { scroller, scale, content, left, width, view, fits: zoomed === null, zoom, zoomToFit };
}

type Seen = { readonly left: number; readonly width: number };

/** Tells what is seen at most once for each display frame. */
function watch(element: HTMLElement | null, onSeen: (seen: Seen) => void): () => void {
  if (!element) return () => {};
  let request = 0;
  const tell = () => {
    request = 0;
    onSeen({ left: element.scrollLeft, width: element.clientWidth });
  };
  const ask = () => {
    request ||= requestAnimationFrame(tell);
  };
  const sizes = new ResizeObserver(ask);
  sizes.observe(element);
  element.addEventListener('scroll', ask, { passive: true });
  tell();
  return () => {
    sizes.disconnect();
    element.removeEventListener('scroll', ask);
    cancelAnimationFrame(request);
  };
}

/** Ctrl and the wheel, and a pinch, zoom about the pointer; the wheel alone goes along the film. */
function useWheel(scroller: Viewport['scroller'], zoom: Viewport['zoom'], on: boolean): void {
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    const element = scroller.current;
    if (!element || !on) return;
    const onWheel = (event: WheelEvent) => {
      if (!(event.ctrlKey || event.metaKey)) {
        if (event.deltaX === 0 && !event.shiftKey) element.scrollLeft += event.deltaY;
        return;
      }
      event.preventDefault();
      latest.current(-event.deltaY / 120, event.clientX - element.getBoundingClientRect().left);
    };
    // React's own listeners are passive, and cannot keep the page from zooming.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, on]);
}
