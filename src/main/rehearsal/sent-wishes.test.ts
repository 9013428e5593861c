import { describe, expect, it } from 'vitest';
import type { VendorRequest } from '../vendors/define-vendor.ts';
import { inputsFor, still } from './testing/adapter-bench.ts';
import { simulatedBench, simulatedPairs, wishesFor } from './testing/simulated-bench.ts';

// A row says what its vendor is sent, and the adapter sends just that.

const seed = 1_234_567;
/** Nothing else holds these bytes. */
const end = 'RU5E';
const endStill = `data:image/png;base64,${end}`;

const said = (requests: readonly VendorRequest[]): string =>
  JSON.stringify(requests.map(({ path, body, form, params, file }) => [path, body, form, params, file]));

describe.each(simulatedPairs())('$name', ({ vendor, dialect }) => {
  const at = simulatedBench(vendor, dialect);

  it('is sent a seed exactly for the generators that are said to take one, with stills and without', async () => {
    for (const generator of at.rows()) {
      for (const wish of wishesFor(generator)) {
        const { request } = await at.bench().pay(generator, wish.role === 'picture' ? { ...wish, seed } : wish);
        expect([generator.id, said([request]).includes(String(seed))]).toEqual([generator.id, generator.limits.seed]);
      }
    }
  });

  it('is sent the picture to end on exactly where its row says so', async () => {
    for (const generator of at.rows()) {
      const inputs = inputsFor(generator);
      if (inputs.role === 'voice' || generator.limits.still === 'no') continue;
      const { request, before } = await at.bench().pay(generator, { ...inputs, still, endStill });
      expect([generator.id, said([...before, request]).includes(end)]).toEqual([
        generator.id,
        generator.limits.lastFrame,
      ]);
    }
  });
});
