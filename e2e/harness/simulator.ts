import { join } from 'node:path';
import { z } from 'zod';
import type { Sabotage } from '../../src/main/rehearsal/sabotage.ts';
import { startProgram } from './program.ts';

const vendorSchema = z.object({ baseUrl: z.string(), outputHost: z.string(), control: z.string() });
const readySchema = z.object({ vendors: z.object({ replicate: vendorSchema }) });
const stateSchema = z.object({
  counts: z.object({
    submits: z.number(),
    charges: z.number(),
    polls: z.number(),
    cancels: z.number(),
    downloads: z.number(),
  }),
  jobs: z.array(z.object({ id: z.string(), model: z.string(), state: z.string() })),
});
type State = z.infer<typeof stateSchema>;

/** The one key that the simulated Replicate accepts. No vendor's keys look like this. */
export const rehearsalKey = 'rehearsal-key-of-the-test-bench';

/** A simulated Replicate in a process of its own, which outlives engines that are killed. */
export type Simulator = {
  /** Stands for https://api.replicate.com/v1. */
  readonly baseUrl: string;
  /** Calls so far, and the jobs it has taken, newest first. `charges` counts what would have cost money. */
  state(): Promise<{ readonly counts: State['counts']; readonly predictions: State['jobs'] }>;
  /** Plans a mishap for the next calls. */
  sabotage(mishap: Sabotage): Promise<void>;
  end(): Promise<void>;
};

/** Starts it; `dir` gets the media it makes, and a job takes `latencyMs`. */
export async function startSimulator({ dir, latencyMs }: { dir: string; latencyMs: number }): Promise<Simulator> {
  const program = await startProgram({
    command: [
      ...[process.execPath, 'src/main/rehearsal/simulate.ts', '--data', join(dir, 'vendor')],
      ...['--vendors', 'replicate', '--latency', String(latencyMs), '--key', rehearsalKey],
    ],
    readLine: (line) => (line.startsWith('{') ? readySchema.parse(JSON.parse(line)) : null),
  });
  const { replicate } = program.ready.vendors;
  const control = async (init?: RequestInit) => {
    const response = await fetch(replicate.control, init);
    if (!response.ok) throw new Error(`The simulator refused: ${await response.text()}`);
    return stateSchema.parse(await response.json());
  };
  return {
    baseUrl: replicate.baseUrl,
    state: async () => {
      const { counts, jobs } = await control();
      return { counts, predictions: jobs };
    },
    sabotage: async (mishap) => void (await control({ method: 'POST', body: JSON.stringify(mishap) })),
    end: async () => {
      await program.end();
      program.sweep();
    },
  };
}
