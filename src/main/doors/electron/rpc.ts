import { isAbsolute } from 'node:path';
import type { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain, WebContents, WebFrameMain } from 'electron';

type RpcOptions = {
  readonly handler: RPCHandler<Record<never, never>>;
  readonly isOwn: (url: string) => boolean;
  readonly grant: (path: string) => void;
};

/**
 * Takes the contract's port from our page, anew after each reload, and the paths of dropped files. The page makes the
 * channel and the preload hands it on; main answers nobody but the top frame of our own page.
 */
export function connectContract(contents: WebContents, { handler, isOwn, grant }: RpcOptions): void {
  let current: MessagePortMain | null = null;
  const isOurs = (frame: WebFrameMain | null): boolean => frame !== null && frame.parent === null && isOwn(frame.url);

  contents.ipc.on('orpc:connect', (event) => {
    // senderFrame turns null as soon as the frame navigates, so it is read before anything else.
    const frame = event.senderFrame;
    const [port] = event.ports;
    if (!port) return;
    if (!isOurs(frame)) return port.close();
    current?.close();
    current = port;
    handler.upgrade(port);
    // Only now: messages wait in a port that was not started, and oRPC listens without starting it.
    port.start();
  });

  contents.ipc.handle('path:grant', (event, path: unknown) => {
    if (!isOurs(event.senderFrame)) throw new Error('Only the studio’s own page may hand over files.');
    if (typeof path !== 'string' || !isAbsolute(path)) throw new Error('A dropped file comes with an absolute path.');
    grant(path);
  });
}
