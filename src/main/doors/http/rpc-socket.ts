import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';

/** Scripts may have two million characters and films more; media never comes this way. */
const longestMessageBytes = 32 * 1024 * 1024;
/** A page that lets this much pile up has stopped reading; it reconnects when it wakes. */
const longestBacklogBytes = 64 * 1024 * 1024;
const heartbeatMs = 20_000;

type RpcSocketOptions = {
  readonly router: AnyRouter;
  /** HTTP status to refuse the connection with, or null to let it in. */
  readonly refuse: (request: IncomingMessage) => number | null;
  readonly log: (message: string) => void;
};

/** Carries the contract over WebSockets at `/rpc` of the server. The returned function closes every connection. */
export function serveRpcSocket(server: Server, { router, refuse, log }: RpcSocketOptions): () => void {
  const handler = new RPCHandler(router);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessageBytes, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Browsers that close or sleep break the connection off; that is how pages usually leave.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') log(`connection of a page: ${error.message}`);
    });
    const status = request.url === '/rpc' ? refuse(request) : 404;
    if (status !== null) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (page) => {
      keepAlive(page);
      handler.upgrade(page).catch((error: unknown) => log(`contract over WebSocket: ${String(error)}`));
    });
  });
  return () => {
    for (const page of sockets.clients) page.terminate();
    sockets.close();
  };
}

/** Ends connections whose other side is gone or has stopped reading. */
function keepAlive(page: WebSocket): void {
  let answered = true;
  page.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered || page.bufferedAmount > longestBacklogBytes) return page.terminate();
    answered = false;
    page.ping();
  }, heartbeatMs);
  page.on('close', () => clearInterval(timer));
}
