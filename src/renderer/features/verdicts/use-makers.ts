import { useMemo } from 'react';
import { formatMicros } from '../../../shared/money.ts';
import type { TakeView } from '../../../shared/take.ts';
import { useNames } from '../../lib/use-names.ts';

/** Who made a take, once it may be said. */
export type Maker = {
  readonly name: string;
  /** Null for imported takes. */
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
        const price = formatMicros(cost.micros);
        return origin.kind === 'imported'
          ? { name: origin.originalName, vendor: null, micros: cost.micros, price: 'imported' }
          : {
              name: names.generator(origin.generator),
              vendor: names.vendor(origin.vendor),
              micros: cost.micros,
              price,
            };
      },
    [names],
  );
}
