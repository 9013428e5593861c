import { describe, expect, test } from 'vitest';
import { catalogueRows } from '../rehearsal/testing/catalogue-rows.ts';
import { inputsFor, still, ticket } from '../rehearsal/testing/adapter-bench.ts';
import { paidRequest, type RemoteInputs } from './define-vendor.ts';
import { vendors } from './index.ts';

const remote = [...vendors.values()].filter((vendor) => vendor.kind === 'remote');
const seed = 1_234_567;

describe.each(remote.map((vendor) => [vendor.id, vendor] as const))('%s', (id, vendor) => {
  test('is sent a seed exactly for the generators that are said to take one, with stills and without', async () => {
    for (const generator of await catalogueRows(id)) {
      const plain = inputsFor(generator);
      const ways: RemoteInputs[] =
        plain.role === 'voice' || generator.limits.still === 'no'
          ? [plain]
          : [plain, { ...plain, still }, { ...plain, still, endStill: still }];
      for (const inputs of ways) {
        const prepared = 'https://vendor.example/still.png';
        const { body } = paidRequest(vendor, generator)(
          generator,
          { ...inputs, seed } as RemoteInputs,
          prepared,
          ticket,
        ).request;
        expect([generator.id, JSON.stringify(body).includes(String(seed))]).toEqual([
          generator.id,
          generator.limits.seed,
        ]);
      }
    }
  });
});
