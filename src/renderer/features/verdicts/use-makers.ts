import { useMemo } from 'react';
import { formatMicros } from '../../../shared/money.ts';
import type { TakeView } from '../../../shared/take.ts';
import { priceByHand } from '../../lib/price-by-hand.ts';
import { useNames } from '../../lib/use-names.ts';

/** Who made a take, once it may be said. */
export type Maker = {
  readonly name: string;
  /** Null for takes that were not made through a vendor's API. */
  readonly vendor: string | null;
  readonly micros: number;
  readonly price: string;
};

type MakerOf = (take: TakeView) => Maker;

export function useMakers(): MakerOf {
  const names = useNames();
  return useMemo(
    () =>
      ({ origin, cost }) => {
        const { micros } = cost;
        switch (origin.kind) {
          case 'imported':
            return { name: origin.originalName, vendor: null, micros, price: 'imported' };
          case 'handed-off':
            return { name: names.generator(origin.generator), vendor: null, micros, price: priceByHand(cost) };
          case 'generated':
            return {
              ...{ name: names.generator(origin.generator), vendor: names.vendor(origin.vendor) },
              ...{ micros, price: formatMicros(micros) },
            };
        }
      },
    [names],
  );
}
