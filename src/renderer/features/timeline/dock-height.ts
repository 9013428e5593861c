/** Tells the page how high the timeline is, as `--dock`, so that what floats stays above it. For `ref`. */
export function tellDockHeight(element: HTMLElement | null) {
  if (!element) return;
  const { style } = document.documentElement;
  const sizes = new ResizeObserver(() => style.setProperty('--dock', `${element.offsetHeight}px`));
  sizes.observe(element);
  return () => {
    sizes.disconnect();
    style.removeProperty('--dock');
  };
}
