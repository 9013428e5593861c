import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { GeneratorView, VendorView } from '../../../shared/generator.ts';
import { showCatalogue } from '../../lib/navigation.ts';
import { generatorsQuery, healthQuery } from '../../lib/queries.ts';
import { catalogueLines } from './catalogue-lines.ts';
import { facetCounts, filtered } from './facets.ts';
import { searched } from './search.ts';
import { changeCatalogue, openDetails, useCatalogueState } from './store.ts';

const none: readonly GeneratorView[] = [];

/** The catalogue as it is looked at now: what was found, laid out, and how many more each filter would leave. */
export function useShelf() {
  const listed = useQuery(generatorsQuery());
  const { search, chosen, sort } = useCatalogueState();
  const all = listed.data?.generators ?? none;
  const found = useMemo(() => searched(all, search), [all, search]);
  const shown = useMemo(() => filtered(found, chosen), [found, chosen]);
  const lines = useMemo(() => catalogueLines(shown, sort), [shown, sort]);
  const counts = useMemo(() => facetCounts(found, chosen), [found, chosen]);
  return { listed, all, shown, lines, counts };
}

export type Shelf = ReturnType<typeof useShelf>;

/** A vendor of the catalogue; null for rows that no vendor offers. */
export function useVendor(id: string): VendorView | null {
  const { data } = useQuery(generatorsQuery());
  return data?.vendors.find((vendor) => vendor.id === id) ?? null;
}

/** How the vendors fared; without any call there is nothing of one. */
export const useHealth = () => useQuery(healthQuery());

/** Shows the catalogue, with the details of one generator. */
export function openCatalogue(generatorId: string | null = null): void {
  if (generatorId) openDetails(generatorId);
  else changeCatalogue({ comparing: false });
  showCatalogue();
}
