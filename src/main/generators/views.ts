import { withArticle } from '../../shared/article.ts';
import type { Generator, GeneratorView, VendorView } from '../../shared/generator.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import type { LimitsOf } from './vendor-limits.ts';

/** Every generator with whether it can be used now. `hasKey` is asked for vendors that are called over the network. */
export function generatorViews(
  { generators }: { readonly generators: readonly Generator[] },
  vendors: ReadonlyMap<string, Vendor>,
  hasKey: (vendor: string) => boolean,
): GeneratorView[] {
  return generators.map(({ route: _, ...generator }) => {
    const vendor = vendors.get(generator.vendor);
    const hindrance = hindranceOf(generator, vendor, hasKey);
    return { ...generator, vendorName: vendor?.name ?? generator.vendor, usable: hindrance === null, hindrance };
  });
}

function hindranceOf(
  { role }: Pick<Generator, 'role'>,
  vendor: Vendor | undefined,
  hasKey: (vendor: string) => boolean,
): string | null {
  if (!vendor) return 'is not part of this version';
  if (vendor.kind === 'local') return vendor[role] ? null : `makes no ${role}`;
  return hasKey(vendor.id) ? null : `needs ${withArticle(vendor.name)} key`;
}

/** Every vendor, for the key settings, with its limits in force and as they usually are. */
export function vendorViews(
  vendors: ReadonlyMap<string, Vendor>,
  { limitsOf, usualLimits }: { readonly limitsOf: LimitsOf; readonly usualLimits: LimitsOf },
): VendorView[] {
  return [...vendors.values()].map((vendor) => {
    const { id, name } = vendor;
    if (vendor.kind === 'local')
      return {
        ...{ id, name, needsKey: false, keyUrl: null, keyVariable: null },
        ...{ afterCancel: null, limits: null, usualLimits: null },
      };
    const { keyUrl, keyVariable, afterCancel } = vendor;
    return {
      ...{ id, name, needsKey: true, keyUrl, keyVariable, afterCancel },
      ...{ limits: limitsOf(id), usualLimits: usualLimits(id) },
    };
  });
}
