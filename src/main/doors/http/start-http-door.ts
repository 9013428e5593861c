import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Studio } from '../../studio.ts';
import { createAccess } from './access.ts';
import { createGuard } from './guard.ts';
import { listen } from './listen.ts';
import { createRoutes } from './routes.ts';
import { serveRpcSocket } from './rpc-socket.ts';

export type HttpDoorOptions = {
  readonly studio: Studio;
  /** The renderer's build, with index.html in it. */
  readonly rendererDir: string;
  readonly version: string;
  /** First port to try; 0 for any free one. */
  readonly port?: number;
  readonly log: (message: string) => void;
};

export type HttpDoor = {
  /** Opens the studio in a browser, once. */
  readonly url: string;
  /** A link that has not been used yet. */
  freshUrl(): string;
  /** For scripts: `Authorization: Bearer ...`. */
  readonly apiToken: string;
  readonly port: number;
  close(): Promise<void>;
};

const usualPort = 4750;

/**
 * Opens the browser and REST door on 127.0.0.1. Nothing is served without the one-time link's cookie or the API token.
 * Throws `unsupported` when no port can be had.
 */
export async function startHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
  const { studio, log } = options;
  const access = createAccess();
  let bound = 0;
  const port = (): number => bound;
  const url = (): string => `http://127.0.0.1:${bound}/?token=${access.linkToken()}`;
  let printed = '';
  const onStranger = (): void => {
    // A link that nobody has used yet is still there to be found; whoever asks cannot fill the terminal.
    if (url() === printed) return;
    printed = url();
    log(`A browser without access asked for the studio. This link opens it: ${printed}`);
  };
  const guard = createGuard({ access, port, onStranger });
  const app = createRoutes({ ...options, guard, port });

  // The adapter would otherwise replace the global Request and Response for the whole engine.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  // Node gives up on requests after five minutes; uploads of films take longer.
  server.requestTimeout = 0;
  const closeSockets = serveRpcSocket(server, { router: studio.router, refuse: guard.socket, log });
  bound = await listen(server, options.port ?? usualPort);
  server.on('error', (error) => log(`browser door: ${error.message}`));
  printed = url();

  return {
    url: printed,
    freshUrl: url,
    apiToken: access.apiToken,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        closeSockets();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
