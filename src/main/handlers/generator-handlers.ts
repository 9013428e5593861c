import { generatorViews, vendorViews } from '../generators/views.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

export function generatorHandlers({ catalogue, vendors, keys, limitsOf, vendorUrls }: Parts) {
  const { rules, usualLimits } = catalogue;
  return {
    list: os.generators.list.handler(async () => {
      await keys.ready();
      return {
        generators: generatorViews(catalogue, vendors, (vendor) => keys.ring(vendor).length > 0),
        vendors: vendorViews(vendors, { limitsOf, usualLimits, urls: vendorUrls() }),
        rules,
      };
    }),
  };
}
