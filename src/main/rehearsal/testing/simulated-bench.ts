import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type Generator, secondsToAsk } from '../../../shared/generator.ts';
import { priceOf } from '../../../shared/money.ts';
import type { RemoteInputs, RemoteVendor } from '../../vendors/define-vendor.ts';
import { vendors } from '../../vendors/index.ts';
import type { ChargeLine } from '../charge-book.ts';
import type { SimulatedDialect } from '../simulated-dialect.ts';
import type { RehearsalMedia } from '../simulated-jobs.ts';
import { type SimulatedVendor, type SimulatedVendorOptions, startSimulatedVendor } from '../simulated-vendor.ts';
import { simulatedDialects } from '../simulated-vendors.ts';
import { adapterBench, inputsFor, still } from './adapter-bench.ts';
import { catalogueRows } from './catalogue-rows.ts';
import { smallMedia } from './small-media.ts';

/** Every vendor that is called over HTTP and that there is a simulation of, with its dialect. */
export function simulatedPairs(): { name: string; vendor: RemoteVendor; dialect: SimulatedDialect }[] {
  return [...simulatedDialects.values()].flatMap((dialect) => {
    const vendor = vendors.get(dialect.id);
    return vendor?.kind === 'remote' ? [{ name: vendor.name, vendor, dialect }] : [];
  });
}

/** The shipped rows of a vendor that can still be had. */
export const usableRows = async (vendorId: string): Promise<Generator[]> =>
  (await catalogueRows(vendorId)).filter(({ status }) => status.kind === 'live' || status.kind === 'preview');

/** A fresh simulation for each test, its adapter at the other end. Call it inside `describe`. */
export function simulatedBench(vendor: RemoteVendor, dialect: SimulatedDialect) {
  let dir: string;
  let media: RehearsalMedia;
  let rows: Generator[];
  let simulated: SimulatedVendor;
  const start = async (more: Partial<SimulatedVendorOptions> = {}) => {
    simulated = await startSimulatedVendor(dialect, { media, latencyMs: 40, ...more });
  };
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'simulated-'));
    media = await smallMedia(dir);
    rows = await usableRows(vendor.id);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  beforeEach(() => start());
  afterEach(() => simulated.close());
  return {
    rows: () => rows,
    simulated: () => simulated,
    bench: (timeoutMs?: number) => adapterBench(vendor, simulated, timeoutMs),
    async restart(more: Partial<SimulatedVendorOptions>) {
      await simulated.close();
      await start(more);
    },
  };
}

/** What a generator can be asked for: without a still, with one, and with one to end on. */
export function wishesFor(generator: Generator): RemoteInputs[] {
  const inputs = inputsFor(generator);
  if (inputs.role === 'voice' || generator.limits.still === 'no') return [inputs];
  const both = generator.limits.lastFrame ? [{ ...inputs, still, endStill: still }] : [];
  return [inputs, { ...inputs, still }, ...both];
}

type Paid = {
  readonly generator: Generator;
  readonly wish: RemoteInputs;
  readonly reportedMicros?: number | undefined;
};

/** The vendor's own book asks no more than the catalogue says, and the adapter reports what it asks. */
export function checkPrice({ generator, wish, reportedMicros }: Paid, line: ChargeLine | undefined): void {
  expect(line, generator.id).toMatchObject({ state: 'charged' });
  const characters = wish.role === 'voice' ? wish.text.length : wish.prompt.length;
  const ceiling = priceOf(generator.price, { seconds: secondsToAsk(generator.limits, 5), characters });
  expect(line?.micros, `${generator.id} costs more than the catalogue says`).toBeLessThanOrEqual(ceiling);
  if (reportedMicros === undefined) return;
  expect(reportedMicros, `${generator.id} reports another price`).toBe(line?.micros);
}
