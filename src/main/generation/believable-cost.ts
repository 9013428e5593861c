import { microsSchema, mostMicros } from '../../shared/money.ts';

const costSchema = microsSchema.max(mostMicros);

/**
 * What a vendor says that it charged, in micro-dollars, where that can be the price of one call: else the price table is
 * gone by, since a take could not be filed, nor a budget kept, with a cost that is no amount of money.
 */
export function believableCost(reportedMicros: number | undefined): number | undefined {
  const cost = costSchema.safeParse(reportedMicros);
  if (!cost.success && reportedMicros !== undefined) {
    console.warn(`A vendor reports a cost of ${reportedMicros} micro-dollars: the price table is gone by instead.`);
  }
  return cost.data;
}
