import { generatorViews, vendorViews } from '../generators/catalogue.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

export function generatorHandlers({ catalogue, vendors, keys }: Parts) {
  return {
    list: os.generators.list.handler(async () => {
      const keyed = new Set((await keys.list()).map((key) => key.vendor));
      return {
        generators: generatorViews(catalogue, vendors, (vendor) => keyed.has(vendor)),
        vendors: vendorViews(vendors),
      };
    }),
  };
}
