import type { Generator, GeneratorView, VendorView } from '../../shared/generator.ts';
import type { Price } from '../../shared/money.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import type { VendorUrls } from '../vendors/kit/vendor-address.ts';
import { statusHindrance, vendorHindrance } from './hindrance.ts';
import type { LimitsOf } from './vendor-limits.ts';

/** What views are made of; of a catalogue that never changes, the rows alone. */
export type ViewedCatalogue = {
  readonly generators: readonly Generator[];
  readonly byId?: ReadonlyMap<string, Generator>;
  readonly sourceOf?: (id: string) => GeneratorView['source'];
  readonly usualPriceOf?: (id: string) => Price | null;
};

/** Every generator with whether it can be used now. `hasKey` is asked for vendors that are called over the network. */
export function generatorViews(
  catalogue: ViewedCatalogue,
  vendors: ReadonlyMap<string, Vendor>,
  hasKey: (vendor: string) => boolean,
): GeneratorView[] {
  const byId = catalogue.byId ?? new Map(catalogue.generators.map((row) => [row.id, row]));
  return catalogue.generators.map(({ route: _, ...generator }) => {
    const vendor = vendors.get(generator.vendor);
    const hindrance = statusHindrance(generator, byId) ?? vendorHindrance(generator, vendor, hasKey);
    return {
      ...generator,
      source: catalogue.sourceOf?.(generator.id) ?? 'shipped',
      usualPrice: catalogue.usualPriceOf?.(generator.id) ?? null,
      // What no vendor offers is known by its maker.
      vendorName: vendor?.name ?? generator.maker,
      usable: hindrance === null,
      hindrance,
    };
  });
}

type VendorFacts = {
  readonly limitsOf: LimitsOf;
  readonly usualLimits: LimitsOf;
  /** Addresses that are used instead of vendors' own. */
  readonly urls: VendorUrls;
};

/** Every vendor, for the key settings, with its limits and its address in force and as they usually are. */
export const vendorViews = (vendors: ReadonlyMap<string, Vendor>, facts: VendorFacts): VendorView[] =>
  [...vendors.values()].map((vendor) => vendorView(vendor, facts));

function vendorView(vendor: Vendor, { limitsOf, usualLimits, urls }: VendorFacts): VendorView {
  const { id, name } = vendor;
  const usualBaseUrl = vendor.baseUrl ?? null;
  const address = { baseUrl: usualBaseUrl && (urls[id] ?? usualBaseUrl), usualBaseUrl };
  if (vendor.kind === 'local')
    return {
      ...{ id, name, needsKey: false, keyUrl: null, keyVariable: null, keyHint: null, serverHint: null },
      ...{ afterCancel: null, limits: null, usualLimits: null, ...address },
    };
  const { keyUrl, keyVariable, afterCancel, keyForm, server } = vendor;
  return {
    ...{ id, name, needsKey: true, keyUrl, keyVariable, afterCancel, ...address },
    ...{ limits: limitsOf(id), usualLimits: usualLimits(id) },
    ...{ keyHint: keyForm?.hint ?? null, serverHint: server?.hint ?? null },
  };
}
