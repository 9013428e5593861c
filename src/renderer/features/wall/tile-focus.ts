type Direction = 'left' | 'right' | 'up' | 'down';
type Box = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;

const middle = ({ left, right, top, bottom }: Box) => ({ x: (left + right) / 2, y: (top + bottom) / 2 });

/** The box above or below that is nearest; null at the edge. How far to the side it lies counts more than how far away. */
export function boxAcross<T extends Box>(from: Box, others: readonly T[], direction: 'up' | 'down'): T | null {
  const start = middle(from);
  const half = (from.bottom - from.top) / 2;
  const ahead = others.flatMap((box) => {
    const { x, y } = middle(box);
    const away = (y - start.y) * (direction === 'up' ? -1 : 1);
    // What lies beside is not ahead, be it a little higher or lower.
    return away > half ? [{ box, way: away + Math.abs(x - start.x) * 3 }] : [];
  });
  return ahead.toSorted((a, b) => a.way - b.way)[0]?.box ?? null;
}

const selector = '[data-tile]';

/** Whether a tile itself has the keyboard's focus, and not a control in it. */
export const isTileFocused = (): boolean => document.activeElement?.matches(selector) ?? false;

/** Whether the keyboard's focus is on a tile or on a control in it. */
export const isFocusIn = (id: string): boolean =>
  document.activeElement?.closest(selector)?.getAttribute('data-tile') === id;

export const focusTile = (id: string): void =>
  document.querySelector<HTMLElement>(`[data-tile="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });

/** Scrolls as far as it takes to see a tile. */
export const showTile = (id: string): void =>
  document.querySelector(`[data-tile="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

/** The tiles are drawn once their room is measured. */
const drawnWithinMs = 100;

/** Where what had the focus is gone, the keys go on with the tile that they act on. For when a part of the wall has closed. */
export const regainFocus = (): void => {
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`${selector}[aria-current=true]`)?.focus({ preventScroll: true });
  }, drawnWithinMs);
};

/** Moves the focus to the tile that lies that way of the one that has it, or else of the one that keys act on. */
export function moveFocus(direction: Direction): void {
  const all = [...document.querySelectorAll<HTMLElement>(selector)];
  const focused = document.activeElement?.closest<HTMLElement>(selector);
  const now = focused ?? all.find(({ ariaCurrent }) => ariaCurrent === 'true');
  const target = now ? neighbour(all, now, direction) : all[0];
  target?.focus();
  target?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function neighbour(all: readonly HTMLElement[], now: HTMLElement, direction: Direction): HTMLElement | undefined {
  if (direction === 'left' || direction === 'right') {
    const forwards = (direction === 'right') === (getComputedStyle(now).direction === 'ltr');
    return all[all.indexOf(now) + (forwards ? 1 : -1)];
  }
  const boxes = all.filter((tile) => tile !== now).map((tile) => ({ ...boxOf(tile), tile }));
  return boxAcross(boxOf(now), boxes, direction)?.tile;
}

function boxOf(tile: HTMLElement): Box {
  const { left, right, top, bottom } = tile.getBoundingClientRect();
  return { left, right, top, bottom };
}
