import type { Server } from 'node:http';
import { AppError } from '../../../shared/errors.ts';

const triedPorts = 20;

/**
 * Binds the server to 127.0.0.1 at `port`, or at one of the next 20 when others hold it; 0 takes any free port. Gives
 * the port it got. Throws `unsupported` with the cause when none can be had.
 */
export async function listen(server: Server, port: number): Promise<number> {
  const last = port === 0 ? 0 : Math.min(port + triedPorts, 65_535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    const problem = await tryListen(server, candidate);
    if (problem === null) return boundPort(server);
    if (problem.code !== 'EADDRINUSE') throw cannotListen(`port ${candidate}: ${problem.message}`, problem);
  }
  throw cannotListen(`ports ${port} to ${last} are all in use`);
}

function tryListen(server: Server, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(error);
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve(null);
    });
  });
}

function boundPort(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens without a port');
  return address.port;
}

function cannotListen(why: string, cause?: unknown): AppError {
  return new AppError({
    code: 'unsupported',
    message: `The studio cannot listen on this machine: ${why}.`,
    action: 'Choose another port with --port.',
    cause,
  });
}
