import { join } from 'node:path';
import { z } from 'zod';
import { startProgram } from '../e2e/harness/program.ts';

const readySchema = z.object({ baseUrl: z.string(), control: z.string() });
const countsSchema = z.object({ submits: z.number(), polls: z.number(), downloads: z.number() });

/** How many calls of each sort the vendor got. */
export type Calls = z.infer<typeof countsSchema>;

/** Replicate, simulated in another process, whose work is done the moment it is asked for. */
export async function startInstantVendor(dir: string) {
  const media = join(dir, 'vendor');
  const program = await startProgram({
    command: [process.execPath, 'bench/vendor-process.ts', media],
    readLine: (line) => (line.startsWith('{') ? readySchema.parse(JSON.parse(line)) : null),
  });
  const { baseUrl, control } = program.ready;
  return {
    baseUrl,
    /** The clip that every job gets. */
    clip: join(media, 'small.mp4'),
    async calls(): Promise<Calls> {
      const state = (await (await fetch(control)).json()) as { counts: unknown };
      return countsSchema.parse(state.counts);
    },
    async end() {
      await program.end();
      program.sweep();
    },
  };
}
export type InstantVendor = Awaited<ReturnType<typeof startInstantVendor>>;
