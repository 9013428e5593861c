import { z } from 'zod';
import { type VendorLimits, vendorLimitsSchema } from '../../shared/generator.ts';

/** resources/vendor-limits.json. `sources` says where each row comes from, for people. */
export const limitsFileSchema = z.object({
  version: z.literal(1),
  /** For vendors without a row. */
  usual: vendorLimitsSchema,
  vendors: z.record(z.string(), vendorLimitsSchema),
  sources: z.record(z.string(), z.string()),
});

/** The limits of a vendor that is called over the network. */
export type LimitsOf = (vendorId: string) => VendorLimits;

/** The limits in force: the user's own, else the usual ones. `own` is asked every time, so that a change counts at once. */
export function limitsInForce(usual: LimitsOf, own: () => Readonly<Record<string, VendorLimits>>): LimitsOf {
  return (vendorId) => own()[vendorId] ?? usual(vendorId);
}
