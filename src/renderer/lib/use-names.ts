import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { GeneratorView, VendorView } from '../../shared/generator.ts';
import { handOffVendor } from '../../shared/hand-off.ts';
import { generatorsQuery } from './queries.ts';

export type Names = {
  /** The id itself where it is not known. */
  readonly generator: (id: string) => string;
  readonly vendor: (id: string) => string;
  /** Whether a vendor is called with a key, so that its calls have receipts. */
  readonly isPaid: (vendorId: string) => boolean;
};

/** Names for people of generators and vendors that jobs, keys and receipts only know by id. */
export function useNames(): Names {
  const { data } = useQuery(generatorsQuery());
  return useMemo(() => {
    const generators = new Map<string, GeneratorView>(data?.generators.map((each) => [each.id, each]));
    const vendors = new Map<string, VendorView>(data?.vendors.map((each) => [each.id, each]));
    return {
      generator: (id) => generators.get(id)?.name ?? id,
      vendor: (id) => vendors.get(id)?.name ?? (id === handOffVendor ? 'By hand' : id),
      isPaid: (id) => vendors.get(id)?.needsKey ?? false,
    };
  }, [data]);
}
