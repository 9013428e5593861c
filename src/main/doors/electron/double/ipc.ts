import { EventEmitter } from 'node:events';
import { cloned } from './clone.ts';
import type { MessagePortMain } from './ports.ts';
import type { DoubleFrame, WebContents } from './windows.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

/** `ipcMain`, `webContents.ipc` and `mainFrame.ipc` alike. */
export class Ipc extends EventEmitter {
  handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
}

export const ipcMain = new Ipc();

function eventOf(sender: WebContents, frame: DoubleFrame, more: object): object {
  return {
    type: 'frame',
    sender,
    processId: 2,
    frameId: frame.routingId,
    get senderFrame() {
      return frame.detached ? null : frame;
    },
    ...more,
  };
}

/** The places that hear a message, in Electron's order. */
const ears = (sender: WebContents, frame: DoubleFrame): Ipc[] => [frame.ipc, sender.ipc, ipcMain];

export function deliver(sender: WebContents, frame: DoubleFrame, channel: string, args: unknown[]): void {
  const event = eventOf(sender, frame, { ports: [], reply: () => {} });
  for (const ear of ears(sender, frame)) ear.emit(channel, event, ...args.map(cloned));
}

export function deliverPorts(
  sender: WebContents,
  frame: DoubleFrame,
  channel: string,
  message: unknown,
  ports: MessagePortMain[],
): void {
  const event = eventOf(sender, frame, { ports });
  for (const ear of ears(sender, frame)) ear.emit(channel, event, cloned(message));
}

export async function invoke(
  sender: WebContents,
  frame: DoubleFrame,
  channel: string,
  args: unknown[],
): Promise<unknown> {
  const handler = ears(sender, frame)
    .map((ear) => ear.handlers.get(channel))
    .find((found) => found !== undefined);
  try {
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return cloned(await handler(eventOf(sender, frame, {}), ...args.map(cloned)));
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
  }
}
