import { z } from 'zod';
import { startProgram } from '../e2e/harness/program.ts';

const readySchema = z.object({ url: z.string(), port: z.number(), apiToken: z.string() });

/** The browser door in a process of its own. */
export async function startBenchStudio(rendererDir: string, env: NodeJS.ProcessEnv) {
  const program = await startProgram({
    command: [process.execPath, 'bench/studio-process.ts', rendererDir],
    env,
    readLine: (line) => (line.startsWith('{"url"') ? readySchema.parse(JSON.parse(line)) : null),
  });
  const { url, port, apiToken } = program.ready;
  return {
    url,
    /** One call of the REST door. Throws what it answers when that is no yes. */
    async call(method: string, path: string, body: unknown): Promise<void> {
      const response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
        method,
        headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    },
    async end(): Promise<void> {
      await program.end();
      program.sweep();
    },
  };
}
export type BenchStudio = Awaited<ReturnType<typeof startBenchStudio>>;
