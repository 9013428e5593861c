import { type RefObject, useEffect, useState } from 'react';

/** Whether an element is in the window, or within a margin of it (as CSS writes one). */
export function useInView(element: RefObject<HTMLElement | null>, margin: string): boolean {
  const [inView, setInView] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    // The margin of the root is not that of a box which scrolls inside of it.
    const margins = { rootMargin: margin, scrollMargin: margin };
    const observer = new IntersectionObserver((entries) => setInView(entries.at(-1)?.isIntersecting ?? false), margins);
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, margin]);
  return inView;
}
