import { beforeAll, expect, it } from 'vitest';
import { type Generator, secondsToAsk } from '../../../shared/generator.ts';
import { priceOf } from '../../../shared/money.ts';
import type { RemoteInputs, RemoteVendor } from '../../vendors/define-vendor.ts';
import { vendors } from '../../vendors/index.ts';
import type { ChargeLine } from '../charge-book.ts';
import type { SimulatedDialect } from '../simulated-dialect.ts';
import { simulatedDialects } from '../simulated-vendors.ts';
import { adapterBench, inputsFor, still } from './adapter-bench.ts';
import { catalogueRows } from './catalogue-rows.ts';
import { simulationForEachTest } from './simulation-for-each-test.ts';

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
  const { vendor: simulated, restart } = simulationForEachTest(dialect, { latencyMs: 40 });
  let rows: Generator[];
  beforeAll(async () => {
    rows = await usableRows(vendor.id);
  });
  return {
    ...{ simulated, restart, rows: () => rows },
    bench: (timeoutMs?: number) => adapterBench(vendor, simulated(), timeoutMs),
  };
}

/** For queues and for direct vendors alike. */
export function itTellsKeysApart(vendor: RemoteVendor, at: ReturnType<typeof simulatedBench>): void {
  it('tells a good key from a bad one', async () => {
    await at.restart({ keys: { 'rehearsal-key': 'studio' } });
    const { toRequest, readAccount, accepts = ({ status }) => status < 300 } = vendor.testKey;
    const good = await at.bench().call(toRequest());
    expect(accepts(good)).toBe(true);
    expect(readAccount(good).name).not.toBe('');
    for (const on of ['account', 'poll', 'list', 'model'] as const)
      at.simulated().sabotage.add({ kind: 'unauthorized', on });
    expect(accepts(await at.bench().call(toRequest()))).toBe(false);
  });
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
