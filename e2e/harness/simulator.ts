import { join } from 'node:path';
import { z } from 'zod';
import type { Sabotage } from '../../src/main/rehearsal/sabotage.ts';
import { startProgram } from './program.ts';

const vendorSchema = z.object({ baseUrl: z.string(), outputHost: z.string(), control: z.string() });
const readySchema = z.object({
  vendors: z.record(z.string(), vendorSchema),
  baseUrls: z.record(z.string(), z.string()),
});
const stateSchema = z.object({
  counts: z.object({
    submits: z.number(),
    charges: z.number(),
    polls: z.number(),
    cancels: z.number(),
    downloads: z.number(),
  }),
  jobs: z.array(z.object({ id: z.string(), model: z.string(), state: z.string(), account: z.string() })),
  book: z.array(
    z.object({ id: z.string(), model: z.string(), micros: z.number(), state: z.enum(['charged', 'refunded']) }),
  ),
});
type State = z.infer<typeof stateSchema>;

/** The keys that the simulated vendors accept, each of an account of its own. No vendor's keys look like these. */
export const rehearsalKey = 'rehearsal-key-of-the-test-bench';
export const otherKey = 'rehearsal-key-of-another-account';
/** Their accounts, as the simulated vendors know them. */
export const accounts = { [rehearsalKey]: 'first', [otherKey]: 'second' } as const;

/** Simulated vendors in a process of their own, which outlives engines that are killed. */
export type Simulator = {
  /** All that are simulated, as CIRCLE_TAKE_VENDOR_URLS takes them. */
  readonly vendorUrls: string;
  /**
   * Calls so far, the jobs a vendor has taken, newest first, and its charge book, oldest first. `charges` counts what
   * would have cost money. Replicate's unless another is named.
   */
  state(vendor?: string): Promise<Pick<State, 'counts' | 'book'> & { readonly predictions: State['jobs'] }>;
  /** Plans a mishap for the next calls, of Replicate unless another vendor is named. */
  sabotage(mishap: Sabotage, vendor?: string): Promise<void>;
  /** Forgets what was planned and has not happened yet. */
  clear(vendor?: string): Promise<void>;
  end(): Promise<void>;
};

type SimulatorOptions = {
  /** Gets the media that they make. */
  readonly dir: string;
  /** How long a job takes. */
  readonly latencyMs: number;
  /** Sketches in the place of test pictures. */
  readonly drawn?: boolean;
};

/** Starts all of them. */
export async function startSimulator({ dir, latencyMs, drawn = false }: SimulatorOptions): Promise<Simulator> {
  const program = await startProgram({
    command: [
      ...[process.execPath, 'src/main/rehearsal/simulate.ts', '--data', join(dir, 'vendor')],
      ...['--latency', String(latencyMs)],
      ...(drawn ? ['--drawn'] : []),
      ...Object.entries(accounts).flatMap(([key, account]) => ['--key', `${key}=${account}`]),
    ],
    readLine: (line) => (line.startsWith('{') ? readySchema.parse(JSON.parse(line)) : null),
  });
  const { baseUrls } = program.ready;
  const control = async (vendor = 'replicate', init?: RequestInit) => {
    const simulated = program.ready.vendors[vendor];
    if (!simulated) throw new Error(`The simulator does not run ${vendor}.`);
    const response = await fetch(simulated.control, init);
    if (!response.ok) throw new Error(`The simulator refused: ${await response.text()}`);
    return stateSchema.parse(await response.json());
  };
  return {
    vendorUrls: Object.entries(baseUrls)
      .map(([id, url]) => `${id}=${url}`)
      .join(','),
    async state(vendor) {
      const { jobs, ...rest } = await control(vendor);
      return { ...rest, predictions: jobs };
    },
    async sabotage(mishap, vendor) {
      await control(vendor, { method: 'POST', body: JSON.stringify(mishap) });
    },
    async clear(vendor) {
      await control(vendor, { method: 'DELETE' });
    },
    end: async () => {
      await program.end();
      program.sweep();
    },
  };
}
