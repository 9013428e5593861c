import { z } from 'zod';
import { type Program, startProgram } from './program.ts';

const readySchema = z.object({ url: z.string(), apiToken: z.string() });

/** The browser door as a program; `url` carries its one-time token. */
export type Engine = Program<z.infer<typeof readySchema>>;

/** Starts it on a free port. */
export function startEngine(env: NodeJS.ProcessEnv): Promise<Engine> {
  // Without a display nothing on the session bus can be started by itself, and no browser is opened.
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...headless } = env;
  return startProgram({
    command: [process.execPath, 'src/main/serve.ts', '--port', '0', '--no-open', '--json'],
    env: headless,
    // A failure to start is a line of JSON too.
    readLine: (line) => (line.startsWith('{"url"') ? readySchema.parse(JSON.parse(line)) : null),
  });
}
