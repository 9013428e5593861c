import { defaultRangeExtractor, measureElement, useVirtualizer } from '@tanstack/react-virtual';
import type { ActivityGroup, ActivityLine } from './activity-lines.ts';

/** So high before they were measured, pixels. */
const heights: Record<ActivityGroup, number> = { working: 94, waiting: 37, trouble: 150, done: 37 };
const heightOf = (line: ActivityLine | undefined): number =>
  line?.kind === 'job' ? heights[line.group] : line?.kind === 'vendor' ? 48 : 44;

/** Nearly always as high as they are taken for. What is in them may still grow: the observer of their size tells then. */
const isSteady = (line: ActivityLine | undefined): boolean =>
  line?.kind === 'job' && (line.group === 'waiting' || line.group === 'done');

/** Which lines are in sight of what scrolls, and where. `current` stays among them: the index of the line with the focus. */
export function useLineWindow(lines: readonly ActivityLine[], scroller: HTMLDivElement | null, current: number) {
  return useVirtualizer<HTMLDivElement, Element>({
    count: lines.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => heightOf(lines[index]),
    measureElement(element, entry, instance) {
      const line = lines[instance.indexFromElement(element)];
      // Asking for its height while drawing lays the page out once more for each line that comes into sight.
      if (entry || !line || !isSteady(line)) return measureElement(element, entry, instance);
      return instance.itemSizeCache.get(line.key) ?? heightOf(line);
    },
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 8,
    useFlushSync: false,
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), ...(current < 0 ? [] : [current])])],
  });
}
