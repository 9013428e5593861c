import { limitsInForce } from '../generators/vendor-limits.ts';
import { generatorViews, vendorViews } from '../generators/views.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

export function generatorHandlers({ catalogue, vendors, keys, settings }: Parts) {
  const { rules, usualLimits } = catalogue;
  const limitsOf = limitsInForce(usualLimits, () => settings.get().vendorLimits);
  return {
    list: os.generators.list.handler(async () => {
      const keyed = new Set((await keys.list()).map((key) => key.vendor));
      return {
        generators: generatorViews(catalogue, vendors, (vendor) => keyed.has(vendor)),
        vendors: vendorViews(vendors, { limitsOf, usualLimits }),
        rules,
      };
    }),
  };
}
