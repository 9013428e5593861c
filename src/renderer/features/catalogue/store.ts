import { create } from 'zustand';
import type { Sort } from './catalogue-lines.ts';
import type { Chosen } from './facets.ts';

type CatalogueState = {
  readonly search: string;
  readonly chosen: Chosen;
  readonly sort: Sort;
  /** Whose details are shown; null is none. */
  readonly shownId: string | null;
  /** They were asked for: in a narrow window, where they cover the table, only then. */
  readonly opened: boolean;
  /** To be compared, in the order in which they were ticked. */
  readonly ticked: readonly string[];
  /** Side by side instead of the table. */
  readonly comparing: boolean;
};

const start: CatalogueState = {
  ...{ search: '', chosen: {}, sort: 'model', shownId: null, opened: false, ticked: [], comparing: false },
};

/** How the catalogue is looked at: stays while the window lives, wherever one goes meanwhile. */
export const useCatalogueState = create<CatalogueState>(() => start);
export const changeCatalogue = (change: Partial<CatalogueState>): void => useCatalogueState.setState(change);

/** Shows the details of a generator, in any window. */
export const openDetails = (shownId: string): void => changeCatalogue({ shownId, opened: true, comparing: false });
export const closeDetails = (): void => changeCatalogue({ shownId: null, opened: false });

/** More do not stand side by side in a window. */
export const mostCompared = 6;

/** Ticks a generator to be compared, or takes the tick back. The last of too many replaces none: it is not ticked. */
export function tick(id: string): void {
  useCatalogueState.setState(({ ticked }) => {
    if (ticked.includes(id)) return { ticked: ticked.filter((each) => each !== id) };
    return ticked.length < mostCompared ? { ticked: [...ticked, id] } : {};
  });
}
