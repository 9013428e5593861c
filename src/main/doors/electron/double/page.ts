import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import timers from 'node:timers';
import url from 'node:url';
import vm from 'node:vm';
import { cloned } from './clone.ts';
import { bridged } from './context-bridge.ts';
import { deliver, deliverPorts, invoke } from './ipc.ts';
import { DomChannel, DomPort, MessagePortMain, takeWire } from './ports.ts';
import { strict } from './strict.ts';
import { createFrame, type DoubleFrame, type WebContents } from './windows.ts';

type WindowMessage = { readonly data: unknown; readonly source: object; readonly ports: readonly DomPort[] };
type Listener = (event: WindowMessage) => void;

/** The `window` of one JavaScript world: listeners are per world, messages reach all worlds of the frame. */
type World = { readonly window: Record<string, unknown>; hear(data: unknown, ports: readonly DomPort[]): void };

/** A page as a test holds it: the main world's window, and how it reaches the disk and the contract. */
export type Page = {
  readonly window: Record<string, unknown>;
  readonly policy: string | null;
  readonly exposed: readonly string[];
  /** A File as dropped from the disk. */
  file(path: string): File;
  /** Sends a port to main as a subframe, or another page in the same window, would. */
  connectFrom(url: string, asSubframe: boolean): DomPort;
  close(): void;
};

const paths = new WeakMap<File, string>();

/** Runs the window's preload as a sandboxed renderer does, before any script of the page could run. */
export async function openPage(contents: WebContents, response: Response): Promise<Page> {
  const ports = new Set<DomPort>();
  const frame = contents.mainFrame;
  const worlds: World[] = [];
  const post = (data: unknown, _target: string, transfer: DomPort[] = []): void => {
    for (const world of worlds) world.hear(structuredClone(data), transfer);
  };
  const main = createWorld({ postMessage: post });
  const isolated = createWorld({ postMessage: post });
  worlds.push(isolated, main);
  const modules = preloadModules(contents, frame, main.window);
  runPreload(await readFile(contents.preload, 'utf8'), isolated.window, modules.electron);
  return {
    window: main.window,
    policy: response.headers.get('content-security-policy'),
    exposed: modules.exposed,
    file: (path) => {
      const file = new File(['x'], url.pathToFileURL(path).pathname.split('/').at(-1) ?? '');
      paths.set(file, path);
      return file;
    },
    connectFrom: (address, asSubframe) => {
      const { port1, port2 } = new DomChannel();
      ports.add(port1);
      const sender = createFrame(address, asSubframe ? frame : null);
      deliverPorts(contents, sender, 'orpc:connect', null, [new MessagePortMain(takeWire(port2))]);
      return port1;
    },
    close: () => {
      for (const port of [...ports, ...modules.sent]) port.close();
    },
  };
}

function createWorld(members: Record<string, unknown>): World {
  const listeners = new Set<Listener>();
  const window: Record<string, unknown> = {
    ...members,
    addEventListener: (type: string, listener: Listener) => type === 'message' && listeners.add(listener),
    MessageChannel: DomChannel,
  };
  return {
    window,
    hear: (data, ports) => {
      setImmediate(() => {
        for (const listener of listeners) listener({ data, source: window, ports });
      });
    },
  };
}

function preloadModules(contents: WebContents, frame: DoubleFrame, mainWindow: Record<string, unknown>) {
  const sent: { close(): void }[] = [];
  const exposed: string[] = [];
  const ipcRenderer = Object.assign(new EventEmitter(), {
    send: (channel: string, ...args: unknown[]) => deliver(contents, frame, channel, args),
    invoke: (channel: string, ...args: unknown[]) => invoke(contents, frame, channel, args),
    postMessage: (channel: string, message: unknown, transfer: unknown[] = []) => {
      const wires = transfer.map((port) => {
        if (!(port instanceof DomPort)) throw new TypeError('Invalid value for transfer');
        return takeWire(port);
      });
      for (const wire of wires) if (wire.peer) sent.push(wire.peer);
      const ports = wires.map((wire) => new MessagePortMain(wire));
      deliverPorts(contents, frame, channel, cloned(message), ports);
    },
  });
  const electron = strict('preload electron', {
    ipcRenderer: strict('ipcRenderer', ipcRenderer),
    contextBridge: strict('contextBridge', {
      exposeInMainWorld: (key: string, api: unknown) => {
        if (key in mainWindow)
          throw new Error('Cannot bind an API on top of an existing property on the window object');
        exposed.push(key);
        Object.defineProperty(mainWindow, key, { value: bridged(api), enumerable: true });
      },
    }),
    webUtils: strict('webUtils', {
      getPathForFile: (file: unknown) => {
        if (!(file instanceof File)) throw new TypeError('getPathForFile needs a File');
        return paths.get(file) ?? '';
      },
    }),
  });
  return { electron, sent, exposed };
}

/** The sandboxed preload's wrapper: eight parameters, a world without Node, and a `require` that knows four modules. */
function runPreload(code: string, window: Record<string, unknown>, electron: object): void {
  const known: Record<string, unknown> = { electron, events: { EventEmitter }, timers, url };
  const require = (name: string): unknown => {
    const found = known[name.replace(/^node:/, '')];
    if (!found) throw new Error(`module not found: ${name}`);
    return found;
  };
  const module = { exports: {} };
  const names = ['require', 'process', 'exports', 'module', 'Buffer', 'global', 'setImmediate', 'clearImmediate'];
  const run = vm.compileFunction(code, names, { parsingContext: vm.createContext({ window, URL }) });
  run(require, { platform: process.platform, sandboxed: true }, module.exports, module, Buffer, {}, setImmediate);
}
