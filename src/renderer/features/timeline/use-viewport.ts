import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Edges, Scale } from './geometry.ts';
import { fitScale, scrollKeeping, zoomedTo, zoomStep } from './geometry.ts';

export type Viewport = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scale: Scale;
  /** Width of the whole film in pixels. */
  readonly content: number;
  /** The frames that are seen, with some to both sides, so that scrolling finds something drawn already. */
  readonly view: Edges;
  readonly fits: boolean;
  /** Zooms by steps, keeping a place in pixels from the left edge, or a frame, where it stands; else the middle. */
  zoom: (steps: number, about?: { readonly x: number } | { readonly frame: number }) => void;
  zoomToFit: () => void;
};

/** Drawn beyond either edge, in pixels. */
const margin = 240;
/** How far is scrolled before it is drawn anew, in pixels; less than the margin. */
const stride = 160;

type Seen = { readonly left: number; readonly width: number };

const seenOf = (element: HTMLElement, left = element.scrollLeft): Seen => ({
  left: Math.floor(left / stride) * stride,
  width: element.clientWidth,
});

/** How much of the timeline is seen. `zoomable` false always shows the whole film. */
export function useViewport(frames: number, zoomable: boolean): Viewport {
  const scroller = useRef<HTMLDivElement>(null);
  const [{ left, width }, setSeen] = useState<Seen>({ left: 0, width: 0 });
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

  const zoom: Viewport['zoom'] = (steps, about = { x: width / 2 }) => {
    const element = scroller.current;
    if (!element) return;
    const next = zoomedTo(scale * zoomStep ** steps, fit);
    const x = placeOf(about, element, scale);
    const to = scrollKeeping((element.scrollLeft + x) / scale, x, next ?? fit);
    pending.current = to;
    setChosen(next);
    // Together with the scale, so that nothing is drawn twice.
    setSeen(seenOf(element, next === null ? 0 : Math.min(to, frames * next - width)));
  };
  useWheel(scroller, zoom, zoomable);

  const view = {
    from: Math.max(0, (left - margin) / scale),
    to: Math.min(frames, (left + stride + width + margin) / scale),
  };
  const content = zoomed === null ? width : frames * scale;
  return { scroller, scale, content, view, fits: zoomed === null, zoom, zoomToFit: () => setChosen(null) };
}

/** Pixels from the left edge; a frame that is out of sight stands for the middle. */
function placeOf(about: { x: number } | { frame: number }, element: HTMLElement, scale: Scale): number {
  if ('x' in about) return about.x;
  const x = about.frame * scale - element.scrollLeft;
  return x >= 0 && x <= element.clientWidth ? x : element.clientWidth / 2;
}

/** Tells what is seen, at most once for each display frame, and only when that has changed. */
function watch(element: HTMLElement | null, onSeen: (change: (before: Seen) => Seen) => void): () => void {
  if (!element) return () => {};
  let request = 0;
  const tell = () => {
    request = 0;
    const now = seenOf(element);
    onSeen((before) => (before.left === now.left && before.width === now.width ? before : now));
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
      latest.current(-event.deltaY / 120, { x: event.clientX - element.getBoundingClientRect().left });
    };
    // React's own listeners are passive, and cannot keep the page from zooming.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, on]);
}
