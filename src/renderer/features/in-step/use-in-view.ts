import { type RefObject, useEffect, useState } from 'react';

/** How far outside of the window something counts as in view: it has loaded when it is scrolled to. */
const margin = '25% 0px';

/** Whether an element is in the window, or nearly. */
export function useInView(element: RefObject<HTMLElement | null>): boolean {
  const [inView, setInView] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver((entries) => setInView(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: margin,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return inView;
}
