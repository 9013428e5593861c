import { expect } from 'vitest';
import type { SimulatedVendor } from '../simulated-vendor.ts';

/** The vendor was given two orders, the SDK's and the adapter's, and they are one and the same. */
export function expectSameOrder(vendor: Pick<SimulatedVendor, 'jobs'>): void {
  const orders = vendor.jobs().map(({ model, makes, input }) => ({ model, makes, input }));
  expect(orders).toHaveLength(2);
  expect(orders[0]).toEqual(orders[1]);
}
