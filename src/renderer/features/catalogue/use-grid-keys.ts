import type { KeyboardEvent, RefObject } from 'react';
import { keysOf } from '../../lib/keys.ts';
import { type CatalogueLine, generatorFrom } from './catalogue-lines.ts';
import { changeCatalogue, openDetails, tick } from './store.ts';

type Grid = {
  readonly lines: readonly CatalogueLine[];
  readonly body: RefObject<HTMLElement | null>;
  readonly scrollTo: (index: number) => void;
};

/** Lines that a page has, more or less. */
const page = 10;

/** Arrows go from generator to generator, Space ticks one to be compared, Enter goes to its details. */
export function useGridKeys({ lines, body, scrollTo }: Grid) {
  const goTo = (index: number) => {
    const line = lines[index];
    if (!line) return;
    changeCatalogue({ shownId: line.key });
    scrollTo(index);
    // After it was drawn: what is shown always is.
    requestAnimationFrame(() =>
      body.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(line.key)}"]`)?.focus({ preventScroll: true }),
    );
  };
  return (event: KeyboardEvent) => {
    const key = event.target instanceof HTMLElement ? event.target.dataset.key : undefined;
    // On a button inside a row, keys are the button's.
    if (key === undefined) return;
    const at = lines.findIndex((line) => line.key === key);
    const keys = keysOf(event.nativeEvent);
    const to = targetOf(lines, at, keys);
    if (to !== undefined) goTo(to);
    else if (keys === 'Space') tick(key);
    else if (keys === 'Enter') enter(key);
    else return;
    event.preventDefault();
  };
}

/** To the row that has the keys, if any is there. */
export const focusRow = (): void => document.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();

/** To the details, once they are there. */
function enter(key: string): void {
  openDetails(key);
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-details]')?.focus());
}

function targetOf(lines: readonly CatalogueLine[], at: number, keys: string): number | undefined {
  const last = lines.length - 1;
  switch (keys) {
    case 'ArrowDown':
      return generatorFrom(lines, at + 1, 1);
    case 'ArrowUp':
      return generatorFrom(lines, at - 1, -1);
    case 'PageDown':
      return generatorFrom(lines, Math.min(last, at + page), -1);
    case 'PageUp':
      return generatorFrom(lines, Math.max(0, at - page), 1);
    case 'Home':
      return generatorFrom(lines, 0, 1);
    case 'End':
      return generatorFrom(lines, last, -1);
    default:
      return undefined;
  }
}
