import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { AppError } from '../../shared/errors.ts';
import type { Pipe } from './connection.ts';

/** Desktop: one end of a MessageChannel is posted to the preload, which hands it to the main process. */
export async function openPort(): Promise<Pipe> {
  const { port1, port2 } = new MessageChannel();
  const closed = new Promise<void>((resolve) => port1.addEventListener('close', () => resolve(), { once: true }));
  const link = new PortLink({ port: port1 });
  window.postMessage('orpc:connect', '*', [port2]);
  port1.start();
  return { link, closed, close: () => port1.close() };
}

/** Browser door: a WebSocket to the page's own host. Rejects when it does not open. */
export async function openSocket(): Promise<Pipe> {
  const url = new URL('/rpc', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('close', () => void whyNot().then(reject), { once: true });
  });
  return { link: new SocketLink({ websocket: socket }), closed, close: () => socket.close() };
}

/** A refused socket does not say why; a plain request does. A studio started anew has forgotten this page's access. */
async function whyNot(): Promise<Error> {
  try {
    const { status } = await fetch('/', { method: 'HEAD', redirect: 'manual' });
    if (status === 401 || status === 403) {
      return new AppError({
        code: 'not-allowed',
        message: 'The studio was started again and does not know this page any more.',
        action: 'Open the new link from its window or terminal.',
      });
    }
    return new Error(`The socket did not open, the page answers ${status}.`);
  } catch (cause) {
    return new Error('The studio does not answer.', { cause });
  }
}
