import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { startHttpDoor } from '../doors/http/start-http-door.ts';
import { nodeStudioOptions, packageDir } from '../node-studio.ts';
import { openStudio, type Studio } from '../studio.ts';
import type { ServeOptions } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

type Surroundings = {
  readonly write: (text: string) => void;
  readonly log: (text: string) => void;
  readonly signal: AbortSignal;
};

/** `circle-take serve`: the studio in a browser until `signal` is aborted, which is its usual end. */
export async function serveCommand(options: ServeOptions, { write, log, signal }: Surroundings): Promise<number> {
  const rendererDir = join(packageDir, 'out/renderer');
  if (!existsSync(join(rendererDir, 'index.html')))
    throw new AppError({
      code: 'missing-tool',
      message: 'The studio’s page is not built.',
      action: 'Run npm start, or npm run build.',
    });
  const studioOptions = nodeStudioOptions('browser');
  const studio = await openStudio(studioOptions);
  try {
    for (const folder of options.allow) studio.grant(resolve(folder));
    const { version } = studioOptions;
    const door = await startHttpDoor({
      studio,
      rendererDir,
      version,
      log,
      ...(options.port !== null && { port: options.port }),
    });
    const { url, port, apiToken } = door;
    write(options.json ? `${JSON.stringify({ url, port, apiToken })}\n` : `Circle Take is open at ${url}\n`);
    if (options.open) openBrowser(url, log);
    if (!signal.aborted) await once(signal, 'abort');
    sayWhatWaits(studio, log);
    await door.close();
  } finally {
    await studio.close();
  }
  return exitCodes.ok;
}

function sayWhatWaits(studio: Studio, log: (text: string) => void): void {
  const { jobs, exports } = studio.busy();
  if (jobs > 0) log(`${jobs} job${jobs === 1 ? '' : 's'} will go on when the studio is opened again.`);
  if (exports > 0) log('The export is paused: go on with it when its film is open again.');
}

/** How each platform opens a page; Linux only with a display, because a text browser would take the terminal. */
function openBrowser(url: string, log: (text: string) => void): void {
  const { platform, env } = process;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return;
  const [program = '', ...args] =
    platform === 'darwin'
      ? ['open', url]
      : platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => log('No browser could be opened; open the address above yourself.'));
  child.unref();
}
